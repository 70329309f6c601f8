"""Where was a reader of all the logs of one school? A vector of positions, as text."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from uuid import UUID

from contracts.refusals import Invalid

LONGEST_CURSOR = 1_000
"""Characters a cursor may have; room for many more services than there are."""

_FURTHEST = 2**62
_SCHOOL = "school"


def write_cursor(school: UUID, positions: Mapping[str, int]) -> str:
    """The cursor that stands at these positions of the school's logs."""
    vector = {_SCHOOL: school.hex, **{s: p for s, p in positions.items() if p}}
    packed = json.dumps(vector, separators=(",", ":"), sort_keys=True)
    return urlsafe_b64encode(packed.encode()).decode().rstrip("=")


def read_cursor(school: UUID, services: Sequence[str], cursor: str) -> dict[str, int]:
    """The positions a cursor stands at; Invalid where it is not one of this school."""
    positions = dict.fromkeys(services, 0)
    if not cursor:
        return positions
    vector = _unpacked(cursor)
    if vector.pop(_SCHOOL, None) != school.hex or not vector.keys() <= set(services):
        raise _not_ours()
    for service, position in vector.items():
        positions[service] = _place(position)
    return positions


def read_position(after: str) -> int:
    """The position that `after` names in the log of one service."""
    if not after:
        return 0
    if not (after.isascii() and after.isdecimal() and len(after) < 20):
        raise Invalid({"after": ["Must be a position: a whole number."]})
    return min(int(after), _FURTHEST)


def _unpacked(cursor: str) -> dict[str, object]:
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        vector = json.loads(urlsafe_b64decode(padded))
    except (ValueError, RecursionError):
        raise _not_ours() from None
    if not isinstance(vector, dict):
        raise _not_ours()
    return vector


def _place(position: object) -> int:
    if type(position) is not int or not 0 <= position <= _FURTHEST:
        raise _not_ours()
    return position


def _not_ours() -> Invalid:
    return Invalid({"after": ["Not a cursor of this school's log."]})
