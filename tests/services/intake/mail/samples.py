"""Where are the messages that the reader is tried on, and what makes one more?"""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent

NAMES = sorted(str(path.relative_to(_HERE)) for path in _HERE.rglob("*.eml"))


def sample(name: str) -> bytes:
    """The bytes of a message, such as `cast/plain.eml`."""
    return (_HERE / name).read_bytes()


def message(*lines: str, sender: str = "Ben <ben@beckfield.example>") -> bytes:
    """A message from somebody with these further lines, header and body."""
    return "\r\n".join([f"From: {sender}", *lines]).encode()
