"""How is a stored event altered behind the platform's back, and put right again?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import NullPool, Table, create_engine, make_url, text, update

from infra.verify.rows import rows_of
from infra.verify.stored import copies_of, log_of
from infra.verify.values import COLUMNS
from services.audit.tables import story
from shared.chain import digest, link, microseconds
from shared.columns import Moment
from shared.log_tables import events
from tests.support.cast import ASHGROVE
from tests.support.databases import Databases, anybody

NOBODY = "0" * 32
_IDS = {"school", "event_id", "correlation_id", "causation_id"}


class Vandal:
    """Somebody who may write to the database of a service, or to audit's copies."""

    def __init__(self, databases: Databases, service: str, copies: str = "") -> None:
        self.engine = create_engine(
            anybody(make_url(databases(service))), poolclass=NullPool
        )
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        self.table: Table = story if copies else events
        self._whose = {"service": copies} if copies else {}
        shelf = copies_of(copies, ASHGROVE) if copies else log_of(service, ASHGROVE)
        self._shelf = shelf

    def run(self, statement: str, **values: Any) -> None:
        """Have one statement about Ashgrove, `{mine}`, carried out and committed."""
        whose = ASHGROVE.hex if self.is_sqlite else str(ASHGROVE)
        statement = statement.replace("{mine}", f"school = '{whose}'")
        with self.engine.begin() as connection:
            connection.execute(text(statement), values)

    def row(self, position: int) -> dict[str, Any]:
        """An event of Ashgrove as it is stored."""
        with self.engine.connect() as connection:
            rows = rows_of(connection, self.table, COLUMNS, ASHGROVE, **self._whose)
            return dict(zip(COLUMNS, list(rows)[position - 1], strict=True))

    def write(self, old: dict[str, Any], column: str, value: Any) -> dict[str, Any]:
        """Store another value in a column of an event; the event as it is then."""
        # What was altered is found again by its hash, or else by its place.
        key = "position" if column == "hash" else "hash"
        mine = text(f"school = {self._in('school', 'whose')} and {key} = :key")
        change = update(self.table).where(mine).values({column: text(self._in(column))})
        values = {"value": value, "whose": old["school"], "key": old[key]}
        if self._whose:
            change = change.where(self.table.c.service == self._whose["service"])
        with self.engine.begin() as connection:
            done = connection.execute(change, values)
            assert done.rowcount == 1
        return old | {column: value}

    @contextmanager
    def altered(self, position: int, /, **changes: Any) -> Iterator[None]:
        """Have other values stored in columns of an event for a while."""
        old = new = self.row(position)
        for column, value in changes.items():
            new = self.write(new, column, value)
        yield
        for column in changes:
            new = self.write(new, column, old[column])

    def rewrite(self, position: int, /, **changes: Any) -> None:
        """Change an event as an insider would, who makes every later hash anew."""
        with self.engine.connect() as connection:
            rows = list(self._shelf.rows(connection))[position - 1 :]
        previous = rows[0].previous_hash
        for row in rows:
            assert row.event is not None
            forged = row.event._replace(**changes)
            stored = dict(zip(COLUMNS, row.raw, strict=True))
            for column, value in changes.items():
                stored = self.write(stored, column, value)
            stored = self.write(stored, "previous_hash", previous)
            previous = link(
                previous,
                forged.position,
                microseconds(forged.recorded_at),
                forged.epoch,
                digest(forged.service, ASHGROVE, forged),
            )
            self.write(stored, "hash", previous)
            changes = {}
        if self.table is events:
            self.run("update heads set hash = :hash where {mine}", hash=previous)

    def _in(self, column: str, name: str = "value") -> str:
        """How a value that is given as SQLite stores it is written here."""
        if self.is_sqlite:
            return f":{name}"
        if isinstance(events.c[column].type, Moment):
            return f"timestamptz 'epoch' + :{name} * interval '1 microsecond'"
        return f"cast(:{name} as {events.c[column].type.compile(self.engine.dialect)})"


def one_byte_off(column: str, value: Any, byte: int, change: int) -> Any:
    """A value with one byte of it changed, that a database can still store."""
    if value is None:
        return NOBODY if column in _IDS else "x"
    if isinstance(value, int):
        width = 6 if isinstance(events.c[column].type, Moment) else 4
        # Never one of the few that its neighbours have.
        return value ^ ((change % 128 | 8) << 8 * (byte % width))
    if isinstance(value, bytes):
        return _changed(value, byte, change)
    if column in _IDS:
        digit = int(value[byte % 32], 16) ^ (change % 15 + 1)
        return value[: byte % 32] + format(digit, "x") + value[byte % 32 + 1 :]
    return _changed(value.encode(), byte, change % 15 + 1).decode()


def _changed(value: bytes, byte: int, change: int) -> bytes:
    at = byte % len(value)
    return value[:at] + bytes([value[at] ^ change]) + value[at + 1 :]
