"""Does a database keep what is committed, and say so where it cannot be reached?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import (
    Column,
    Connection,
    Integer,
    MetaData,
    Table,
    Uuid,
    insert,
    inspect,
    select,
    text,
)
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError
from sqlalchemy.pool import QueuePool

from contracts.refusals import Conflict, Unavailable
from shared import database as module
from shared import postgresql
from shared.database import Database
from shared.log_tables import KERNEL, heads
from tests.support.appending import append, new, read
from tests.support.cast import ASHGROVE
from tests.support.databases import Databases, behind, create

TABLES = MetaData()
rows = Table(
    "rows",
    TABLES,
    Column("school", Uuid, primary_key=True, default=ASHGROVE),
    Column("n", Integer, primary_key=True),
)
_A_ROW = "insert into rows (school, n) values (%s, 1)"


@pytest.fixture
def garden(databases: Databases) -> Iterator[Database]:
    database = Database(databases("garden"), TABLES)
    create(database)
    yield database
    database.close()


@pytest.fixture
def file(sqlite: Databases) -> Iterator[Database]:
    database = Database(sqlite("garden"), TABLES)
    create(database)
    yield database
    database.close()


@pytest.fixture
def server(postgresql: Databases) -> Iterator[Database]:
    database = Database(postgresql("garden"), TABLES)
    create(database)
    yield database
    database.close()


def count(database: Database) -> int:
    with database.provider() as connection:
        return len(connection.execute(select(rows)).all())


def test_what_a_transaction_wrote_is_kept(garden: Database) -> None:
    with garden.school(ASHGROVE) as connection:
        connection.execute(insert(rows).values(n=1))
    assert count(garden) == 1


def test_what_a_transaction_wrote_before_it_failed_is_not(garden: Database) -> None:
    def fail() -> None:
        with garden.school(ASHGROVE) as connection:
            connection.execute(insert(rows).values(n=1))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert count(garden) == 0


def test_what_is_written_while_reading_is_not_kept(garden: Database) -> None:
    with garden.reading(ASHGROVE) as connection:
        connection.execute(insert(rows).values(n=1))
    # The provider's role on PostgreSQL does not let it go even so far.
    with suppress(ProgrammingError), garden.provider() as connection:
        connection.execute(insert(rows).values(n=2))
    assert count(garden) == 0


def test_to_make_what_is_there_changes_nothing(garden: Database) -> None:
    append(garden, new(1))
    create(garden)
    assert len(read(garden)) == 1


def test_a_database_of_keys_has_no_log(databases: Databases) -> None:
    database = Database(databases("keys"), TABLES, kernel=False)
    create(database)
    assert inspect(database.engine).get_table_names() == ["rows"]
    database.close()


def test_a_row_that_another_transaction_was_first_with_is_a_conflict(
    garden: Database,
) -> None:
    def add() -> None:
        with garden.school(ASHGROVE) as connection:
            connection.execute(insert(rows).values(n=1))

    add()
    with pytest.raises(Conflict) as refused:
        add()
    assert refused.value.version is None


def test_a_row_that_is_wrong_in_itself_is_no_conflict(garden: Database) -> None:
    def add() -> None:
        with garden.school(ASHGROVE) as connection:
            connection.execute(insert(heads).values(school=ASHGROVE))

    with pytest.raises(IntegrityError):
        add()


def test_a_mistake_of_ours_is_not_taken_for_a_busy_database(garden: Database) -> None:
    def ask() -> None:
        with garden.school(ASHGROVE) as connection:
            connection.execute(text("select * from nowhere"))

    with pytest.raises((OperationalError, ProgrammingError)):
        ask()


def test_when_all_connections_are_taken_it_is_unavailable(garden: Database) -> None:
    garden.engine.pool = QueuePool(
        garden.engine.pool._creator, pool_size=1, max_overflow=0, timeout=0
    )

    def take_two() -> None:
        with garden.provider(), garden.provider():
            pass

    with pytest.raises(Unavailable):
        take_two()


def test_sqlite_writes_ahead_and_to_the_disk(file: Database) -> None:
    for open_ in (file.provider, lambda: file.school(ASHGROVE)):
        with open_() as connection:
            assert pragma(connection, "journal_mode") == "wal"
            assert pragma(connection, "synchronous") == 2  # FULL
            assert pragma(connection, "busy_timeout") == 0


def pragma(connection: Connection, name: str) -> object:
    return connection.execute(text(f"PRAGMA {name}")).scalar()


def test_readers_do_not_wait_for_a_writer(file: Database) -> None:
    append(file, new(1))
    with file.school(ASHGROVE) as connection:
        connection.execute(insert(rows).values(n=1))
        assert len(read(file)) == 1
        assert count(file) == 0


def test_a_writer_that_waits_too_long_finds_it_unavailable(
    file: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_PATIENCE", -1.0)
    with file.school(ASHGROVE), pytest.raises(Unavailable, match="busy"):
        append(file, new(1))
    append(file, new(1))


def test_a_writer_goes_on_as_soon_as_the_other_lets_go(
    file: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with file.school(ASHGROVE) as first:
        waits: Callable[[float], object] = lambda _: first.exec_driver_sql("rollback")  # noqa: E731
        monkeypatch.setattr("shared.database.time.sleep", waits)
        append(file, new(1))
    assert len(read(file)) == 1


def test_postgresql_keeps_what_it_said_it_kept(server: Database) -> None:
    with server.school(ASHGROVE) as connection:
        assert connection.execute(text("show synchronous_commit")).scalar() == "on"
        assert connection.execute(text("show fsync")).scalar() == "on"


def test_a_transaction_is_bound_to_its_school_and_a_later_one_is_not(
    server: Database,
) -> None:
    bound = text("select nullif(current_setting('caretaker.school', true), '')")
    for open_ in (server.school, server.reading):
        with open_(ASHGROVE) as connection:
            assert connection.execute(bound).scalar() == str(ASHGROVE)
    with server.provider() as connection:
        assert connection.execute(bound).scalar() is None


def test_a_stopped_holder_does_not_keep_its_locks(server: Database) -> None:
    with server.school(ASHGROVE) as connection:
        for name in ("lock_timeout", "idle_in_transaction_session_timeout"):
            limit = connection.execute(text(f"show {name}")).scalar_one()
            assert 0 < int(limit.removesuffix("s")) <= 10


def test_a_lock_that_is_held_too_long_makes_it_unavailable(server: Database) -> None:
    append(server, new(1))

    def wait() -> None:
        with server.school(ASHGROVE) as second:
            second.execute(text("set local lock_timeout = '1ms'"))
            second.execute(select(heads).with_for_update())

    with server.school(ASHGROVE) as first:
        first.execute(select(heads).with_for_update())
        with pytest.raises(Unavailable, match="busy"):
            wait()


def test_a_deadlock_is_a_conflict_so_that_it_is_tried_again(server: Database) -> None:
    raised = "do $$ begin raise exception using errcode = '40P01'; end $$"

    def be_chosen() -> None:
        with server.school(ASHGROVE) as connection:
            connection.execute(text(raised))

    with pytest.raises(Conflict):
        be_chosen()


def test_a_connection_that_the_server_ended_makes_it_unavailable(
    server: Database,
) -> None:
    def be_cut_off() -> None:
        with server.school(ASHGROVE) as connection:
            connection.execute(text("reset role"))
            connection.execute(text("select pg_terminate_backend(pg_backend_pid())"))

    with pytest.raises(Unavailable):
        be_cut_off()
    append(server, new(1))


def test_what_was_written_on_a_connection_that_broke_is_not_taken_for_kept(
    server: Database,
) -> None:
    def lose() -> None:
        with server.school(ASHGROVE) as connection:
            driver: Any = connection.connection.driver_connection
            with driver.cursor() as cursor:
                cursor.execute(_A_ROW, (str(ASHGROVE),))
            driver.close()

    with pytest.raises(Unavailable):
        lose()
    assert count(server) == 0


def test_a_connection_that_the_server_ended_while_it_was_kept_is_replaced(
    server: Database,
) -> None:
    for open_ in (server.school, server.reading):
        with open_(ASHGROVE) as connection:
            kept = connection.execute(text("select pg_backend_pid()")).scalar_one()
        end = text("select pg_terminate_backend(:kept, 10000)")
        with behind(server) as connection:
            assert connection.execute(end, {"kept": kept}).scalar_one()
        with open_(ASHGROVE) as connection:
            fresh = connection.execute(text("select pg_backend_pid()")).scalar_one()
        assert fresh != kept


def test_what_was_begun_on_a_connection_is_gone_when_it_is_given_back(
    server: Database,
) -> None:
    taken = server.engine.raw_connection()
    postgresql.begin_on(taken.driver_connection, ASHGROVE)
    cursor = taken.cursor()
    cursor.execute("insert into rows values (%s, 1)", (str(ASHGROVE),))
    taken.close()
    assert count(server) == 0


def test_a_server_that_is_down_is_unavailable() -> None:
    database = Database("postgresql+psycopg2://nobody@/nothing?host=/nowhere")
    for open_ in (
        database.provider,
        lambda: database.school(ASHGROVE),
        lambda: database.reading(ASHGROVE),
    ):
        with pytest.raises(Unavailable), open_():
            pass


def test_moments_are_read_in_utc_wherever_the_server_stands(
    database_url: Callable[[str], str],
) -> None:
    url = database_url("garden")
    database = Database(url)
    name = database.engine.url.database
    with behind(database) as connection:
        zone = f"""alter database "{name}" set timezone to 'Europe/London'"""
        connection.execute(text(zone))
    database.close()
    create(database)
    append(database, new(1))
    assert read(database)[0].recorded_at.utcoffset() == timedelta(0)
    database.close()


def test_the_kernel_has_no_table_without_a_school() -> None:
    for table in KERNEL.tables.values():
        assert next(iter(table.primary_key)).name == "school", table.name


def test_a_server_that_is_gone_without_a_word_is_missed_soon(
    postgresql: Databases,
) -> None:
    database = Database(f"{postgresql('garden')}&keepalives_idle=60")
    with database.engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        told = driver.info.dsn_parameters
    assert (told["tcp_user_timeout"], told["connect_timeout"]) == ("20000", "5")
    assert told["keepalives_idle"] == "60"
    database.close()
