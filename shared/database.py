"""How does a service reach its database, one school at a time?"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from uuid import UUID

import psycopg2
from sqlalchemy import Connection, Engine, MetaData, create_engine, event
from sqlalchemy.engine import make_url

from shared import postgresql
from shared.database_errors import told_as_refusals
from shared.ids import read_ids
from shared.log_tables import KERNEL

_PATIENCE = 5.0
"""Seconds that a write waits for another process to let go of a SQLite file."""

_SOON = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}
"""By themselves the network and the driver would wait for hours."""

_Ends = tuple[Callable[[Any], None], Callable[[Any], None]]
"""How a driver is told to keep a transaction, and to undo what is left of it."""


class Database:
    """One service's database; SQLite and PostgreSQL keep the same promises.

    Its transactions end in Conflict where another one was first, and in Unavailable
    where the database is busy or cannot be reached.
    """

    def __init__(self, url: str, *metadata: MetaData, kernel: bool = True) -> None:
        self.metadata = (KERNEL, *metadata) if kernel else metadata
        self.is_sqlite = make_url(url).get_backend_name() == "sqlite"
        self.engine = create_engine(url, connect_args=_noticing(url), **_at_once(url))
        if self.is_sqlite:
            _prepare_sqlite(self.engine)
            self._ends: _Ends = sqlite3.Connection.commit, sqlite3.Connection.rollback
        else:
            _prepare_postgresql(self.engine)
            self._ends = postgresql.commit, postgresql.abandon

    def school(
        self, school: UUID, command: tuple[UUID, str] | None = None
    ) -> AbstractContextManager[Connection]:
        """A transaction that reads and writes one school.

        For a `command`, its id and its stream, a server says at once what it begins
        with.
        """
        return self._transaction(school, command, keeps=True, locks=True)

    def building(self, school: UUID) -> AbstractContextManager[Connection]:
        """A transaction that writes, but takes no lock before it comes to that."""
        return self._transaction(school, keeps=True)

    def reading(self, school: UUID) -> AbstractContextManager[Connection]:
        """A transaction that reads one school and never waits for a writer."""
        return self._transaction(school)

    def provider(self) -> AbstractContextManager[Connection]:
        """A transaction that finds things over many schools and writes nothing."""
        return self._transaction()

    def close(self) -> None:
        self.engine.dispose()

    @contextmanager
    def _transaction(
        self,
        school: UUID | None = None,
        command: tuple[UUID, str] | None = None,
        *,
        keeps: bool = False,
        locks: bool = False,
    ) -> Iterator[Connection]:
        """A connection in a transaction, and whether what it wrote is kept.

        The driver is told of its beginning and its end: SQLAlchemy would take longer to
        tell it than a command takes otherwise.
        """
        with told_as_refusals(), self.engine.connect() as connection:
            if self.is_sqlite:
                _begin_in_turn(connection, locks=locks)
            else:
                _begin_anew(connection, school, command)
            driver: Any = connection.connection.driver_connection
            commit, abandon = self._ends
            try:
                yield connection
                if keeps:
                    commit(driver)
            finally:
                abandon(driver)


def _noticing(url: str) -> dict[str, int]:
    """How soon a server is missed that has gone without a word; its URL may differ."""
    place = make_url(url)
    if place.get_backend_name() == "sqlite":
        return {}
    return {name: much for name, much in _SOON.items() if name not in place.query}


def _at_once(url: str) -> dict[str, str]:
    """Have a server told many changes at once: the driver would tell each alone."""
    server = make_url(url).get_backend_name() == "postgresql"
    return {"executemany_mode": "values_plus_batch"} if server else {}


def _begin_in_turn(connection: Connection, *, locks: bool) -> None:
    # A transaction that will write takes the write lock first: one that began by
    # reading could not be given it later without being run again.
    begin = "BEGIN IMMEDIATE" if locks else "BEGIN"
    driver: Any = connection.connection.driver_connection
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            driver.execute(begin)
            return
        except sqlite3.OperationalError:
            if time.monotonic() > deadline:
                raise
            # Waiting inside SQLite would stop every green thread of the process.
            time.sleep(0.005)


def _begin_anew(
    connection: Connection, school: UUID | None, command: tuple[UUID, str] | None
) -> None:
    try:
        postgresql.begin(connection, school, command)
    except psycopg2.Error:
        # The server ended a connection that was kept: only now does it show.
        connection.invalidate()
        postgresql.begin(connection, school, command)


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=0"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        here: Any = connection.connection.driver_connection
        if not here.in_transaction:
            here.execute("BEGIN")


def _prepare_postgresql(engine: Engine) -> None:
    """Begin in the same round trip that binds to a school: psycopg2 would take two."""

    @event.listens_for(engine, "connect")
    def connect(connection: Any, _record: object) -> None:
        connection.autocommit = True
        # Wherever the server stands, moments come out of it in UTC.
        with connection.cursor() as cursor:
            cursor.execute("set time zone 'UTC'")
        read_ids(connection)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        driver: Any = connection.connection.driver_connection
        if postgresql.is_idle(driver):
            postgresql.begin_on(driver, None)

    @event.listens_for(engine, "commit")
    def commit(connection: Connection) -> None:
        postgresql.commit(connection.connection.driver_connection)

    @event.listens_for(engine, "rollback")
    def rollback(connection: Connection) -> None:
        if not connection.invalidated:
            postgresql.abandon(connection.connection.driver_connection)

    @event.listens_for(engine, "reset")
    def reset(connection: Any, _record: object, _state: object) -> None:
        postgresql.abandon(connection)
