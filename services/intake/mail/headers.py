"""Which header fields does a message or a part begin with, and where do they end?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from services.intake.mail.charsets import decode
from services.intake.mail.transfer import from_base64, from_q

MOST_HEADER = 1024 * 1024
"""Bytes of a header that are read; what is beyond them is taken for text."""

LONGEST_VALUE = 4_000
"""Bytes of one field that are read; the stdlib's parsers take their time over more."""

_FIELD = re.compile(rb"^([!-9;-~]+)[ \t]*:(.*(?:\n[ \t].*)*+)", re.MULTILINE)
_BLANK_LINE = (b"\n\n", b"\n\r\n")
_LINE_END = re.compile(rb"\r?\n")
_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bq])\?([^?]*)\?=", re.IGNORECASE)


class Header(NamedTuple):
    """The first field of each name, unfolded; and where what follows them begins."""

    fields: Mapping[bytes, bytes]
    end: int

    def raw(self, name: str) -> str:
        """The value of a field, byte for character."""
        return self.fields.get(name.encode(), b"").decode("latin-1")

    def text(self, name: str, charset: str | None) -> str:
        """The value of a field, its bytes beyond ASCII read in a charset perhaps."""
        return decode_bytes(self.fields.get(name.encode(), b""), charset)


def split(raw: bytes, start: int, end: int) -> Header:
    """The header of a part, and where its body begins.

    Lines that are no fields are passed over between fields. After the last one they
    begin the body: somebody forgot the blank line.
    """
    empty = _LINE_END.match(raw, start, end)
    if empty:
        return Header(MappingProxyType({}), empty.end())
    window = raw[start : min(end, start + MOST_HEADER)]
    length, body = _first_blank_line(window)
    fields: dict[bytes, bytes] = {}
    last = 0
    for match in _FIELD.finditer(window, 0, length):
        fields.setdefault(match[1].lower(), _unfolded(match[2]).strip())
        last = match.end() + 1
    return Header(fields, start + (last if window[last:length].strip() else body))


def every(raw: bytes, start: int, end: int, name: str) -> list[str]:
    """All values of a field that may stand there several times, the first one first."""
    window = raw[start : min(end, start + MOST_HEADER)]
    found = (one for one in _FIELD.finditer(window) if one[1].lower() == name.encode())
    return [_unfolded(one[2]).decode("latin-1") for one in found]


def decode_bytes(value: bytes, charset: str | None) -> str:
    """The text of a value that may hold bytes beyond ASCII, against the standard."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return decode(value, charset)


def decode_words(value: str) -> str:
    """The value with its encoded words (RFC 2047) read.

    Neighbours in one charset are joined before they are decoded, since many programs
    cut in the middle of a character.
    """
    said: list[str] = []
    content, charset, at = b"", "", 0
    for match in _WORD.finditer(value):
        gap = value[at : match.start()]
        label = match[1].partition("*")[0]
        if content and (gap.strip() or label.lower() != charset.lower()):
            said.append(decode(content, charset))
            content = b""
        if gap.strip() or at == 0:
            said.append(gap)
        read = from_base64 if match[2] in "bB" else from_q
        content += read(match[3].encode(errors="replace"))
        charset, at = label, match.end()
    said += [decode(content, charset), value[at:]]
    return "".join(said)


def _unfolded(value: bytes) -> bytes:
    return value[:LONGEST_VALUE].replace(b"\r", b"").replace(b"\n", b"")


def _first_blank_line(window: bytes) -> tuple[int, int]:
    """Where the header ends and the body begins; both the end where it is missing."""
    found = [(window.find(line), len(line)) for line in _BLANK_LINE]
    ends = [(at, at + length) for at, length in found if at >= 0]
    return min(ends, default=(len(window), len(window)))
