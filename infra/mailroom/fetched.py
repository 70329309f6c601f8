"""What does a server say of a message that it was asked for?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

_SIZE = re.compile(rb"RFC822\.SIZE (\d+)", re.IGNORECASE)
_QUOTED = re.compile(
    rb'BODY\[\](?:<0>)? "((?:[^"\\]|\\.)*)"', re.IGNORECASE | re.DOTALL
)
_ESCAPED = re.compile(rb'\\(["\\])')


class Declined(Exception):
    """The server does not do with one message what it is asked to do."""


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """The first bytes of a message, and how many the server says that it has."""

    raw: bytes
    size: int


def read_fetched(found: list[Any], uid: str) -> Fetched | None:
    """What came of one message; None where it is gone, Declined where nothing came.

    A server that cannot read a message may name it without content (NIL). Taken for
    one that is gone, it would lie there for ever, and nobody would be told.
    """
    said = b" ".join(one[0] if isinstance(one, tuple) else one for one in found if one)
    content = _content(found, said)
    if content is not None:
        size = _SIZE.search(said)
        return Fetched(raw=content, size=int(size[1]) if size else len(content))
    if re.search(rb"\bUID %s\b" % uid.encode(), said, re.IGNORECASE):
        raise Declined("the server gives no content of it")
    return None


def _content(found: list[Any], said: bytes) -> bytes | None:
    for one in found:
        if isinstance(one, tuple) and b"BODY[]" in one[0].upper():
            return bytes(one[1])
    quoted = _QUOTED.search(said)
    return _ESCAPED.sub(rb"\1", quoted[1]) if quoted else None
