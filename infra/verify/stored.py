"""What stands in a log, value by value, exactly as its database stores it?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, Uuid, text

from contracts.envelope import Recorded
from services.audit.tables import story
from shared import postgresql
from shared.chain import moment_of
from shared.columns import Moment
from shared.log_tables import events

COLUMNS = tuple(column.name for column in events.columns)
_PLACE, _HASH, _PREVIOUS = (
    COLUMNS.index(name) for name in ("position", "hash", "previous_hash")
)
_HASH_BYTES = 32
_BATCH = 1_000


@dataclass(frozen=True, slots=True)
class Stored:
    """A row of a log: its raw values, and the event they make if they make one."""

    raw: tuple[Any, ...]
    event: Recorded | None

    @property
    def position(self) -> int | None:
        found = self.raw[_PLACE]
        return found if type(found) is int else None

    @property
    def hash(self) -> bytes:
        return _bytes_of(self.raw[_HASH])

    @property
    def previous_hash(self) -> bytes:
        return _bytes_of(self.raw[_PREVIOUS])


class Shelf:
    """The rows of one table that keeps events, of one service and school."""

    def __init__(self, service: str, school: UUID, table: Table = events) -> None:
        self._service = service
        self._school = school
        self._table = table

    def rows(self, connection: Connection) -> Iterator[Stored]:
        """Every row in order of position, each as it is stored."""
        found = connection.execute(
            text(_query(connection, self._table)),
            {"school": key_of(connection, self._school), "service": self._service},
            execution_options={"yield_per": _BATCH},
        )
        return (self._stored(tuple(row)) for row in found)

    def faults(self, row: Stored) -> Iterator[tuple[str, str]]:
        """Each column whose value is none that the platform stores, and why."""
        for name, value in zip(COLUMNS, row.raw, strict=True):
            try:
                _READ[name](value)
            except (ValueError, OverflowError) as error:
                yield name, str(error)
        if row.raw[0] != self._school.hex:
            yield "school", "is another one"

    def _stored(self, raw: tuple[Any, ...]) -> Stored:
        if raw[0] != self._school.hex:
            return Stored(raw, None)
        try:
            _, *values = [
                read(value) for read, value in zip(_READERS, raw, strict=True)
            ]
        except (ValueError, OverflowError):
            return Stored(raw, None)
        return Stored(raw, Recorded(self._service, self._school, *values))


def copies(service: str, school: UUID) -> Shelf:
    """What audit keeps of a service's log."""
    return Shelf(service, school, story)


def enter(connection: Connection, school: UUID) -> None:
    """Bind what is read to one school, where the database insists on it."""
    if connection.dialect.name != "sqlite":
        postgresql.enter(connection, school)


def key_of(connection: Connection, school: UUID) -> str:
    """A school's id as a parameter of a query in plain text."""
    return school.hex if connection.dialect.name == "sqlite" else str(school)


def _query(connection: Connection, table: Table) -> str:
    here = connection.dialect.name == "sqlite"
    columns = ", ".join(name if here else _as_here(name) for name in COLUMNS)
    whose = "" if table is events else " and service = :service"
    school = ":school" if here else "cast(:school as uuid)"
    return (
        f"select {columns} from {table.name}"  # noqa: S608 (names of our own tables)
        f" where school = {school}{whose} order by position"
    )


def _as_here(name: str) -> str:
    """A column on PostgreSQL, given as SQLite stores it."""
    kind = events.c[name].type
    if isinstance(kind, Uuid):
        return f"replace(cast({name} as text), '-', '')"
    if isinstance(kind, Moment):
        counted = f"cast(extract(epoch from {name}) * 1000000 as bigint)"
        return f"case when isfinite({name}) then {counted} end"
    return name


def _bytes_of(value: Any) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else b""


def _uuid(value: Any) -> UUID:
    found = UUID(hex=_text(value))
    if found.hex != value:
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


def _moment(value: Any) -> Any:
    return moment_of(_whole(value))


def _bytes(value: Any) -> bytes:
    if not isinstance(value, bytes | memoryview) or type(value).__name__ == "Garbled":
        raise ValueError("is not bytes")
    return bytes(value)


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
_READERS: Sequence[Callable[[Any], Any]] = tuple(_READ[name] for name in COLUMNS)
