"""What is taken in for a message that is too large to be taken?

Its header, so that it has its sender, its subject and its place in a conversation, and
a text that says where the message is. Nobody waits for an answer to what nobody saw.
"""

from __future__ import annotations

import re

LONGEST_HEADER = 64 * 1024

_END = re.compile(rb"\r?\n\r?\n")
_FIELD = re.compile(rb"[^\r\n]+(?:\r?\n[ \t][^\r\n]*)*")
_OF_THE_BODY = (b"content-", b"mime-version:")
_SAYS = """\
This message of {size:,} bytes is too large to be taken in. It is kept, as it came, in
the mailbox {mailbox} at {host}.
"""


def stand_in(beginning: bytes, size: int, mailbox: str, host: str) -> bytes:
    """The header that a message begins with, over a body that tells of it."""
    header = _END.split(beginning, 1)[0]
    fields = [
        one
        for one in _FIELD.findall(header)
        if not one.lower().startswith(_OF_THE_BODY)
    ]
    told = _SAYS.format(size=size, mailbox=mailbox, host=host)
    return b"\r\n".join(
        [
            *fields,
            b"MIME-Version: 1.0",
            b"Content-Type: text/plain; charset=utf-8",
            b"",
            told.replace("\n", "\r\n").encode(),
        ]
    )
