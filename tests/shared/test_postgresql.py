"""Does a command cost PostgreSQL the same, however long the log has become?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, cast
from uuid import UUID, uuid4

import pytest
from psycopg2.extensions import cursor
from sqlalchemy import Connection, bindparam, text, update

from shared import postgresql
from shared.changes import Change
from shared.database import Database
from shared.log_tables import heads
from shared.store import Log
from tests.support.appending import NOW, new
from tests.support.cast import ASHGROVE, BECKFIELD
from tests.support.databases import Databases, behind, create

OTHERS = 300
KNOWN = UUID("c0de0000-0000-4000-8000-000000000001")


@pytest.fixture
def server(postgresql: Databases) -> Iterator[Database]:
    database = Database(postgresql("garden"))
    create(database)
    yield database
    database.close()


def read_rows(connection: Connection) -> int:
    """How many events were read in this transaction, by whatever way."""
    seen = text(
        "select coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)"
        " from pg_stat_xact_user_tables"
        " where relname = 'events' and schemaname = current_schema()"
    )
    read: int = connection.execute(seen).scalar_one()
    return read


def rows_read_to_begin(server: Database) -> int:
    """Events read to begin a command, planned while the log was empty.

    The server keeps the plan it has made after it carried it out some times.
    """
    with server.school(ASHGROVE) as connection:
        log = Log("garden", ASHGROVE, connection)
        for _ in range(10):
            log.begin(uuid4(), "bed-1")
        streams = [f"bed-{number}" for number in range(OTHERS)]
        log.append([new(1, stream=stream) for stream in streams], NOW)
        before = read_rows(connection)
        assert len(log.begin(uuid4(), "bed-1")[1]) == 1
        return read_rows(connection) - before


def test_to_begin_reads_the_stream_and_no_other(server: Database) -> None:
    assert rows_read_to_begin(server) == 1


def test_without_the_order_of_the_stream_its_whole_school_may_be_read(
    server: Database,
) -> None:
    assert "order by e.stream_version" in postgresql._BEGIN
    unordered = postgresql._BEGIN.replace("order by e.stream_version", "")
    with behind(server) as connection:
        connection.execute(text(unordered))
    assert rows_read_to_begin(server) == OTHERS


@contextmanager
def counting(server: Database) -> Iterator[list[object]]:
    """What the server is told over its only connection."""
    told: list[object] = []

    class Counting(cursor):
        def execute(self, *words: Any) -> None:
            told.append(words)
            super().execute(*words)

    with server.school(ASHGROVE) as connection:
        raw = cast(Any, connection.connection.driver_connection)
    raw.cursor_factory = Counting
    yield told
    raw.cursor_factory = None


def told_to_begin(server: Database, command: tuple[UUID, str] | None) -> int:
    """How often the server is told something until a command has begun."""
    with counting(server) as told, server.school(ASHGROVE, command) as connection:
        log = Log("garden", ASHGROVE, connection)
        assert [one.stream_version for one in log.begin(KNOWN, "bed-1")[1]] == [1]
        return len(told)


def test_a_command_that_is_known_begins_with_its_transaction(server: Database) -> None:
    with server.school(ASHGROVE) as connection:
        Log("garden", ASHGROVE, connection).append([new(1)], NOW)
    assert told_to_begin(server, None) == 2
    assert told_to_begin(server, (KNOWN, "bed-1")) == 1
    assert told_to_begin(server, (uuid4(), "bed-1")) == 2


def told_to_append(server: Database, end: Callable[[Log], object]) -> int:
    """How often it is told something for a whole command, which appends one event."""
    command = KNOWN, "bed-1"
    with counting(server) as told:
        with server.school(ASHGROVE, command) as connection:
            log = Log("garden", ASHGROVE, connection)
            log.begin(*command)
            end(log)
        return len(told)


def test_a_command_takes_two_round_trips(server: Database) -> None:
    changes = [Change("select %s", [number]) for number in (1, 2)]
    ended = told_to_append(server, lambda log: log.finish(changes, [new(1)], NOW, []))
    assert ended == 2
    assert told_to_append(server, lambda log: log.append([new(2)], NOW)) == 3
    with server.reading(ASHGROVE) as connection:
        assert Log("garden", ASHGROVE, connection).head().position == 2


def test_many_changes_reach_the_server_at_once(server: Database) -> None:
    move = update(heads).where(heads.c.school == bindparam("of_school"))
    rows = [{"of_school": uuid4(), "position": number} for number in range(50)]
    with counting(server) as told, server.school(ASHGROVE) as connection:
        before = len(told)
        connection.execute(move, rows)
        assert len(told) - before == 1


def test_what_one_command_began_with_is_never_given_to_another(
    server: Database,
) -> None:
    with server.school(ASHGROVE) as connection:
        Log("garden", ASHGROVE, connection).append([new(1)], NOW)
    with server.school(ASHGROVE, (KNOWN, "bed-1")) as connection:
        log = Log("garden", ASHGROVE, connection)
        assert log.begin(KNOWN, "bed-2") == (None, [])
        assert len(log.begin(KNOWN, "bed-1")[1]) == 1
        log.append([new(2)], NOW)
        assert len(log.begin(KNOWN, "bed-1")[1]) == 2
    with server.school(ASHGROVE, (KNOWN, "bed-2")):
        pass
    with server.school(BECKFIELD) as connection:
        assert Log("garden", BECKFIELD, connection).begin(KNOWN, "bed-1") == (None, [])


def test_the_head_of_a_log_is_changed_in_place(server: Database) -> None:
    with server.school(ASHGROVE) as connection:
        log = Log("garden", ASHGROVE, connection)
        for version in range(1, 51):
            log.append([new(version)], NOW)
        changed = text(
            "select n_tup_upd, n_tup_hot_upd from pg_stat_xact_user_tables"
            " where relname = 'heads' and schemaname = current_schema()"
        )
        updates, in_place = connection.execute(changed).one()
    assert updates == 50
    assert in_place == updates
