"""Which files stand in the lines of a text, as mail carried them before MIME?"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator

from services.intake.mail.transfer import from_base64

_BEGIN = re.compile(rb"^begin(-base64)? [0-7]{3,4} ([^\r\n]{1,200})\r?\n", re.MULTILINE)
_END = re.compile(rb"^(?:end|====)[ \t\r]*$", re.MULTILINE)


def uuencoded_files(content: bytes) -> Iterator[tuple[str, bytes]]:
    """The names and the contents of the files in a text."""
    for match, end in _found(content):
        lines = content[match.end() : end]
        decoded = from_base64(lines) if match[1] else _decoded(lines)
        yield match[2].decode("utf-8", "replace"), decoded


def without_uuencoded(content: bytes) -> bytes:
    """A text without the files that stand in it."""
    said, at = [], 0
    for match, end in _found(content):
        said.append(content[at : match.start()])
        after = content.find(b"\n", end)
        at = after + 1 if after >= 0 else len(content)
    return b"".join([*said, content[at:]])


def _found(content: bytes) -> Iterator[tuple[re.Match[bytes], int]]:
    """Where files begin and their lines end; one without an end is none."""
    at = 0
    while match := _BEGIN.search(content, at):
        end = _END.search(content, match.end())
        if end is None:
            return
        yield match, end.start()
        at = end.end()


def _decoded(lines: bytes) -> bytes:
    return b"".join(_from_line(line.rstrip(b"\r")) for line in lines.split(b"\n"))


def _from_line(line: bytes) -> bytes:
    if not line:
        return b""
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:
        # Some programs write more than they counted: the first byte is what they meant.
        most = (((line[0] - 32) & 63) * 4 + 5) // 3
    try:
        return binascii.a2b_uu(line[:most])
    except binascii.Error:
        return b""
