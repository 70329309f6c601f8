"""How do people name a ticket to each other? K7QM-123: a school, and a number there.

The letters are Crockford's base 32, which has no I, L, O or U: what is read aloud or
off a printed page comes back as the same ticket.
"""

import re
from typing import NamedTuple
from uuid import UUID

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOK_ALIKES = str.maketrans("OIL", "011")
_WRITTEN = re.compile(
    r"\s*([0-9A-Z]{4})[\s–-]*([0-9OIL]{1,9})\s*", re.IGNORECASE | re.ASCII
)


class Reference(NamedTuple):
    """A reference that was read: the code of a school, and a number there."""

    code: str
    number: int


def school_code(school_id: UUID) -> str:
    """Four characters from the first 20 bits of the id.

    Directory gives no two schools ids with the same code.
    """
    bits = school_id.int >> 108
    return "".join(_ALPHABET[bits >> shift & 31] for shift in (15, 10, 5, 0))


def reference(school_id: UUID, number: int) -> str:
    """What a ticket is called."""
    return f"{school_code(school_id)}-{number}"


def parse(text: str) -> Reference | None:
    """The reference that `text` is, read forgivingly; None if it is none."""
    match = _WRITTEN.fullmatch(text)
    if match is None:
        return None
    code, number = (part.upper().translate(_LOOK_ALIKES) for part in match.groups())
    if "U" in code or int(number) == 0:
        return None
    return Reference(code, int(number))
