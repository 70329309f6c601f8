"""What stands in a log, value by value, exactly as its database stores it?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Stored:
    """A row of a school's log: its raw values, and the event if they make one."""

    school: UUID
    raw: Raw
    event: Recorded | None

    @property
    def position(self) -> int:
        """Where it says it stands; 0, where nothing does, if it does not say."""
        found = self.raw[_PLACE]
        return found if type(found) is int else 0

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
        return (self._stored(row) for row in found)

    def _stored(self, raw: Raw) -> Stored:
        try:
            school, *values = [
                read(value) for read, value in zip(READERS, raw, strict=True)
            ]
        except (ValueError, OverflowError):
            return Stored(self._school, raw, None)
        if school != self._school:
            return Stored(self._school, raw, None)
        return Stored(school, raw, Recorded(self._service, school, *values))


def log_of(service: str, school: UUID) -> Shelf:
    """What a service keeps of its own log."""
    return Shelf(service, school, events)


def copies_of(service: str, school: UUID) -> Shelf:
    """What audit keeps of a service's log."""
    return Shelf(service, school, story)


def bytes_of(value: Any) -> bytes:
    """A value if it is bytes, none otherwise."""
    return value if isinstance(value, bytes) else b""
