"""What stands in a log, value by value, exactly as its database stores it?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table

from contracts.envelope import Recorded
from infra.verify.rows import Raw, rows_of
from infra.verify.values import COLUMNS, READERS, faults
from services.audit.tables import story
from shared.chain import digest, link, microseconds
from shared.log_tables import events

_PLACE, _HASH, _PREVIOUS = (
    COLUMNS.index(name) for name in ("position", "hash", "previous_hash")
)


class Stored:
    """A row of a log: its raw values, and the event that they make, if they make one.

    A copy that is the same to the byte is never looked into, so it is made when asked.
    """

    __slots__ = ("_made", "position", "raw", "school", "service")

    def __init__(self, service: str, school: UUID, raw: Raw) -> None:
        self.service = service
        self.school = school
        self.raw = raw
        place = raw[_PLACE]
        self.position: int = place if type(place) is int else 0
        """Where it says it stands; 0, where nothing does, if it does not say."""

    @property
    def event(self) -> Recorded | None:
        try:
            return self._made
        except AttributeError:
            self._made: Recorded | None = self._make()
            return self._made

    @property
    def hash(self) -> bytes:
        return bytes_of(self.raw[_HASH])

    @property
    def previous_hash(self) -> bytes:
        return bytes_of(self.raw[_PREVIOUS])

    def hash_after(self, previous: bytes) -> bytes:
        """The hash of its content at its place, computed from the bytes."""
        event = self.event
        if event is None:
            return b""
        content = digest(event.service, event.school, event)
        recorded = microseconds(event.recorded_at)
        return link(previous, event.position, recorded, event.epoch, content)

    def holds(self) -> bool:
        """Whether it is, to the byte, what its hash was made of."""
        return self.event is not None and (
            self.hash_after(self.previous_hash) == self.hash
        )

    def faults(self) -> Iterator[tuple[str, str]]:
        """Each column whose value is none that the platform writes here, and why."""
        row = dict(zip(COLUMNS, self.raw, strict=True))
        yield from faults(row)
        if row["school"] != self.school.hex:
            yield "school", "is another one"

    def _make(self) -> Recorded | None:
        try:
            values = [
                read(value) for read, value in zip(READERS, self.raw, strict=True)
            ]
        except ValueError:
            return None
        if values[0] != self.school:
            return None
        return Recorded(self.service, *values)


class Shelf:
    """The events that one table keeps of one service and school."""

    def __init__(self, service: str, school: UUID, table: Table) -> None:
        self._service = service
        self._school = school
        self._table = table

    def rows(self, connection: Connection) -> Iterator[Stored]:
        """Every row in order of position, each as it is stored."""
        where = {} if self._table is events else {"service": self._service}
        found = rows_of(connection, self._table, COLUMNS, self._school, **where)
        return (Stored(self._service, self._school, row) for row in found)


def log_of(service: str, school: UUID) -> Shelf:
    """What a service keeps of its own log."""
    return Shelf(service, school, events)


def copies_of(service: str, school: UUID) -> Shelf:
    """What audit keeps of a service's log."""
    return Shelf(service, school, story)


def bytes_of(value: Any) -> bytes:
    """A value if it is bytes, none otherwise."""
    return value if isinstance(value, bytes) else b""
