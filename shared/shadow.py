"""Where is a read model built anew? Beside the live one, under the same names.

In a transaction here a table's name means the one that is built, and the live one is
named with its schema. What is not built (the log, above all) is the live one by either
name. So what keeps a read model needs no word that tells it where it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Connection,
    MetaData,
    Table,
    create_engine,
    event,
    inspect,
    text,
)
from sqlalchemy.engine import make_url
from sqlalchemy.schema import CreateTable

from shared import postgresql
from shared.application import Rooms
from shared.database import Database
from shared.log_tables import checkpoints, heads
from shared.program import fingerprint
from shared.row_security import PROVIDER_ROLE, SCHOOL_ROLE, protect

_LIVE_FILE, _OWN_FILE = "live", "main"
_END = "rebuild"


class Shadow:
    """The tables of a service's read model once more, of one school at a time.

    `url` is the live database for the application, `owner` for whoever may make tables
    there; a file has no owner.
    """

    def __init__(self, url: str, rooms: Rooms, owner: str | None = None) -> None:
        self._owner = owner or url
        self._is_sqlite = make_url(url).get_backend_name() == "sqlite"
        self._program = fingerprint(rooms.name)
        if self._is_sqlite:
            self._path = Path(f"{make_url(url).database}.{_END}")
            self.live_schema, self._schema = _LIVE_FILE, _OWN_FILE
            self._changing = self._steady = _beside(self._path, url)
            self._signed = "pragma main.user_version"
            self._sign = f"pragma main.user_version = {self._program}"
        else:
            self._changing, self._steady = Database(url), _steady(url)
            self.live_schema = _schema_of(self._changing)
            self._schema = f"{self.live_schema}_{_END}"
            signed = f"to_regnamespace('\"{self._schema}\"'), 'pg_namespace'"
            self._signed = f"select obj_description({signed})"
            self._sign = f"comment on schema \"{self._schema}\" is '{self._program}'"
        built, live = MetaData(schema=self._schema), MetaData(schema=self.live_schema)
        tables = (*rooms.tables.sorted_tables, checkpoints)
        self.built = {one.name: one.to_metadata(built) for one in tables}
        self.live = {one.name: one.to_metadata(live) for one in (*tables, heads)}

    def make(self) -> None:
        """Make the tables that are missing; those of a run that broke off are kept.

        Those of another program are not: it would have kept other rows.
        """
        if self._made_by() != self._program:
            self.drop()
        with self._as_owner() as connection:
            if not self._is_sqlite:
                connection.execute(
                    text(f'create schema if not exists "{self._schema}"')
                )
                connection.execute(
                    text(
                        f'grant usage on schema "{self._schema}"'
                        f" to {SCHOOL_ROLE}, {PROVIDER_ROLE}"
                    )
                )
                self._enter(connection)
            connection.exec_driver_sql(self._sign)
            there = inspect(connection).get_table_names(schema=self._schema)
            for name, table in self.built.items():
                if name not in there:
                    self._make(connection, table)

    def drop(self) -> None:
        """Leave nothing behind."""
        self.close()
        if self._is_sqlite:
            for end in ("", "-wal", "-shm"):
                Path(f"{self._path}{end}").unlink(missing_ok=True)
            return
        with self._as_owner() as connection:
            connection.execute(text(f'drop schema if exists "{self._schema}" cascade'))

    def close(self) -> None:
        self._changing.close()
        self._steady.close()

    @contextmanager
    def building(self, school: UUID) -> Iterator[Connection]:
        """A transaction that writes what is built, and sees one moment of the live.

        It stands in the way of nobody who works there.
        """
        if not self._is_sqlite:
            with self._steady.school(school) as connection:
                # Nobody waits for it, and to ask a source may take a while.
                postgresql.take_time(connection)
                self._enter(connection)
                yield connection
            return
        # To begin as a writer would take the lock of the live file as well.
        with self._steady.building(school) as connection:
            yield connection

    @contextmanager
    def switching(self, school: UUID) -> Iterator[Connection]:
        """A transaction that may write to both, and sees what others commit."""
        with self._changing.school(school) as connection:
            self._enter(connection)
            yield connection

    def _made_by(self) -> int | None:
        """Which program made what is there, if one can be told."""
        with self._as_owner() as connection:
            found = connection.execute(text(self._signed)).scalar_one()
            return int(found) if found else None

    def _enter(self, connection: Connection) -> None:
        if not self._is_sqlite:
            path = f'"{self._schema}", "{self.live_schema}"'
            connection.execute(text(f"set local search_path to {path}"))

    def _as_owner(self) -> AbstractContextManager[Connection]:
        if self._is_sqlite:
            return self._changing.engine.begin()
        return _begun(self._owner)

    def _make(self, connection: Connection, table: Table) -> None:
        """A table without what finds it quickly or tells of it: it is read in full."""
        connection.execute(CreateTable(table))
        if not self._is_sqlite:
            # It is built again if the server falls.
            name = f'"{self._schema}"."{table.name}"'
            connection.execute(text(f"alter table {name} set unlogged"))
            # What is never rewritten where it lives is emptied here for each school.
            for statement in protect(table.name):
                connection.execute(text(statement))


@contextmanager
def _begun(url: str) -> Iterator[Connection]:
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def _beside(path: Path, url: str) -> Database:
    """A file of its own, to which the live one is attached."""
    database = Database(f"sqlite:///{path}", kernel=False)

    @event.listens_for(database.engine, "connect")
    def connect(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA main.synchronous=OFF")
        live = make_url(url).database
        connection.execute(f"ATTACH DATABASE ? AS {_LIVE_FILE}", (live,))
        connection.execute(f"PRAGMA {_LIVE_FILE}.synchronous=FULL")

    return database


def _steady(url: str) -> Database:
    """Transactions that see one moment from their beginning to their end."""
    database = Database(url)

    @event.listens_for(database.engine, "connect")
    def connect(connection: Any, _record: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("set default_transaction_isolation to 'repeatable read'")
            cursor.execute("set synchronous_commit to off")

    return database


def _schema_of(database: Database) -> str:
    with database.provider() as connection:
        return str(connection.execute(text("select current_schema()")).scalar_one())
