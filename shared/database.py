"""How does a service reach its database, one school at a time?"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import psycopg2
from sqlalchemy import Connection, Engine, MetaData, create_engine, event
from sqlalchemy.engine import make_url

from shared import postgresql
from shared.database_errors import told_as_refusals
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
        else:
            _prepare_postgresql(self.engine)

    @contextmanager
    def school(
        self, school: UUID, command: tuple[UUID, str] | None = None
    ) -> Iterator[Connection]:
        """A transaction that reads and writes one school.

        For a `command`, its id and its stream, a server says at once what it begins
        with.
        """
        options = {"school": school, "writes": True, postgresql.COMMAND: command}
        with self._begun(**options) as connection:
            try:
                yield connection
            except BaseException:
                connection.rollback()
                raise
            connection.commit()

    @contextmanager
    def reading(self, school: UUID) -> Iterator[Connection]:
        """A transaction that reads one school and never waits for a writer."""
        with self._begun(school=school) as connection:
            try:
                yield connection
            finally:
                connection.rollback()

    @contextmanager
    def provider(self) -> Iterator[Connection]:
        """A transaction that finds things over many schools and writes nothing."""
        with self._begun() as connection:
            try:
                yield connection
            finally:
                connection.rollback()

    def close(self) -> None:
        self.engine.dispose()

    @contextmanager
    def _begun(self, **options: Any) -> Iterator[Connection]:
        """A connection in a transaction; the options say of which kind."""
        with told_as_refusals(), self.engine.connect() as connection:
            connection.execution_options(**options)
            if self.is_sqlite:
                _begin_in_turn(connection)
            else:
                _begin_anew(connection)
            yield connection


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


def _begin_in_turn(connection: Connection) -> None:
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            connection.begin()
            return
        except sqlite3.OperationalError:
            if time.monotonic() > deadline:
                raise
            # Waiting inside SQLite would stop every green thread of the process.
            time.sleep(0.005)


def _begin_anew(connection: Connection) -> None:
    try:
        connection.begin()
    except psycopg2.Error:
        # The server ended a connection that was kept: only now does it show.
        connection.invalidate()
        connection.begin()


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=0"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A transaction that will write takes the write lock first: one that began by
        # reading could not be given it later without being run again.
        writes = connection.get_execution_options().get("writes")
        here: Any = connection.connection.driver_connection
        here.execute("BEGIN IMMEDIATE" if writes else "BEGIN")


def _prepare_postgresql(engine: Engine) -> None:
    """Begin in the same round trip that binds to a school: psycopg2 would take two."""

    @event.listens_for(engine, "connect")
    def connect(connection: Any, _record: object) -> None:
        connection.autocommit = True
        # Wherever the server stands, moments come out of it in UTC.
        with connection.cursor() as cursor:
            cursor.execute("set time zone 'UTC'")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        school = connection.get_execution_options().get("school")
        postgresql.begin(connection, school)

    @event.listens_for(engine, "commit")
    def commit(connection: Connection) -> None:
        postgresql.end(connection, "commit")

    @event.listens_for(engine, "rollback")
    def rollback(connection: Connection) -> None:
        postgresql.end(connection, "rollback")

    @event.listens_for(engine, "reset")
    def reset(connection: Any, _record: object, _state: object) -> None:
        postgresql.abandon(connection)
