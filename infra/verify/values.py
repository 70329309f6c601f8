"""Which values may stand in a column of a log? Only those that the platform writes.

Two ways to write an id would be two sets of bytes with one hash: the stored bytes have
to be the very ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from shared.chain import moment_of
from shared.log_tables import events

COLUMNS = tuple(column.name for column in events.columns)
_HASH_BYTES = 32


class Garbled(bytes):
    """What a database gave as text, and is not UTF-8."""


def _uuid(value: Any) -> UUID:
    written = _text(value)
    try:
        found = UUID(hex=written)
    except ValueError:
        raise ValueError("is not an id") from None
    if found.hex != written:
        raise ValueError("is not written as an id is")
    return found


def _uuid_or_none(value: Any) -> UUID | None:
    return None if value is None else _uuid(value)


def _text(value: Any) -> str:
    if type(value) is not str:
        raise ValueError("is not text")
    return value


def _text_or_none(value: Any) -> str | None:
    return None if value is None else _text(value)


def _whole(value: Any) -> int:
    if type(value) is not int:
        raise ValueError("is not a whole number")
    return value


def _moment(value: Any) -> datetime:
    counted = _whole(value)
    try:
        return moment_of(counted)
    except OverflowError:
        raise ValueError("is not a moment") from None


def _bytes(value: Any) -> bytes:
    if type(value) is not bytes:
        raise ValueError("is not bytes")
    return value


def _hash(value: Any) -> bytes:
    found = _bytes(value)
    if len(found) != _HASH_BYTES:
        raise ValueError("is not a hash")
    return found


_READ: dict[str, Callable[[Any], Any]] = {
    "school": _uuid,
    "position": _whole,
    "epoch": _whole,
    "event_id": _uuid,
    "type": _text,
    "version": _whole,
    "stream": _text,
    "stream_version": _whole,
    "happened_at": _moment,
    "recorded_at": _moment,
    "actor": _text,
    "on_behalf_of": _text_or_none,
    "correlation_id": _uuid,
    "causation_id": _uuid_or_none,
    "body": _bytes,
    "hash": _hash,
    "previous_hash": _hash,
}
READERS = tuple(_READ[name] for name in COLUMNS)
"""For each column, what makes its stored value the event's; ValueError if none."""


def faults(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each column whose value is none that the platform writes, and why."""
    for name, value in row.items():
        try:
            _READ[name](value)
        except ValueError as error:
            yield name, str(error)
