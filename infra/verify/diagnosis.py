"""What exactly is wrong with an event that is not what was recorded?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import zip_longest
from typing import Any

from contracts.fields import format_moment
from infra.verify.stored import Stored, bytes_of
from infra.verify.values import COLUMNS
from shared.chain import moment_of

Complaint = tuple[str | None, str]
"""A column, None for the event as a whole, and what is wrong with it."""

_MOMENTS = frozenset({"happened_at", "recorded_at"})
_LONGEST = 120
_AROUND = 12


def explain(
    row: Stored, previous: bytes | None, later: bytes | None, copy: Stored | None
) -> Iterator[Complaint]:
    """Why a row is not what was recorded after the hash `previous`.

    `later` is the hash that the next event or the head has for it. `copy` is what audit
    keeps of it.
    """
    if copy is not None and copy.raw != row.raw and copy.holds():
        yield from differences(row, copy, "audit heard")
    elif row.event is None:
        yield from row.faults()
    elif (own := row.hash_after(row.previous_hash)) == row.hash:
        yield None, "does not follow the event before it"
    elif own == later:
        yield "hash", "is not the hash of what stands there"
    elif previous is not None and row.hash_after(previous) == row.hash:
        yield "previous_hash", "is not the hash of the event before it"
    else:
        yield None, "is not what was recorded: it has another hash"


def differences(row: Stored, other: Stored, who: str) -> Iterator[Complaint]:
    """The columns in which a row is not what somebody has, who is named with a verb."""
    faults = dict(row.faults())
    differing = {
        name: (value, theirs)
        for name, value, theirs in zip(COLUMNS, row.raw, other.raw, strict=True)
        if value != theirs or type(value) is not type(theirs)
    }
    if not faults and {"event_id", "hash"} <= differing.keys():
        yield None, f"is another event: {who} {other.hash.hex()}"
        return
    for name, (value, theirs) in differing.items():
        here, there = _shown(name, value, theirs), _shown(name, theirs, value)
        yield name, f"{faults.get(name) or f'is {here}'}; {who} {there}"


def _shown(name: str, value: Any, other: Any) -> str:
    if name == "body":
        return _excerpt(bytes_of(value), bytes_of(other))
    if isinstance(value, bytes):
        return value.hex()
    if name in _MOMENTS:
        with suppress(ValueError, OverflowError, TypeError):
            return format_moment(moment_of(value))
    return ascii(value)[:_LONGEST]


def _excerpt(body: bytes, other: bytes) -> str:
    """The bytes about the first that differs."""
    pairs = zip_longest(body, other)
    first = next((i for i, (one, two) in enumerate(pairs) if one != two), 0)
    return f"{body[max(0, first - _AROUND) : first + _AROUND]!r} at byte {first}"
