"""Which bytes were meant before they were made fit to travel?"""

from __future__ import annotations

import binascii
import re

_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/=]+")
_PADDING = re.compile(rb"=+")


def undo(encoding: str, content: bytes) -> bytes:
    """The content as it was before its Content-Transfer-Encoding, however broken."""
    match encoding.strip().lower():
        case "base64":
            return from_base64(content)
        case "quoted-printable":
            return binascii.a2b_qp(content)
        case _:
            return content


def from_base64(content: bytes) -> bytes:
    """What is readable of it: strangers in it are passed over, torn ends are cut.

    Several stretches may follow each other, each padded, as list servers make them.
    """
    stretches = _PADDING.split(_NOT_BASE64.sub(b"", content))
    return b"".join(_from_stretch(stretch) for stretch in stretches)


def _from_stretch(stretch: bytes) -> bytes:
    torn = len(stretch) % 4 == 1
    kept = stretch[:-1] if torn else stretch
    return binascii.a2b_base64(kept + b"=" * (-len(kept) % 4))


def from_q(content: bytes) -> bytes:
    """What the Q encoding of a header (RFC 2047) stands for."""
    return binascii.a2b_qp(content, header=True)
