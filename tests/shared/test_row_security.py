"""Does PostgreSQL keep schools apart, whatever a statement forgets to say?"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, insert, select, text, update
from sqlalchemy.exc import ProgrammingError

from shared import postgresql
from shared.database import Database
from shared.log_tables import checkpoints, commands, events, heads
from tests.support.appending import append, new
from tests.support.cast import ASHGROVE, BECKFIELD
from tests.support.databases import Databases, behind, create

BOUND = "nullif(current_setting('caretaker.school', true), '')"


@pytest.fixture
def server(postgresql: Databases) -> Iterator[Database]:
    """A garden with an event of either school, alike in position and id."""
    database = Database(postgresql("garden"))
    create(database)
    first = new(1)
    append(database, first)
    append(
        database, new(1, school=BECKFIELD, event_id=first.event_id), school=BECKFIELD
    )
    yield database
    database.close()


def schools_of(connection: Connection) -> set[object]:
    """Whose events a query finds that names no school."""
    return {*connection.execute(select(events.c.school)).scalars()}


def test_a_query_that_forgets_the_school_finds_its_own(server: Database) -> None:
    for open_ in (server.school, server.reading):
        with open_(BECKFIELD) as connection:
            assert schools_of(connection) == {BECKFIELD}


def test_without_the_policy_a_query_that_forgets_the_school_finds_all(
    server: Database,
) -> None:
    with behind(server) as connection:
        connection.execute(text("alter policy school on events using (true)"))
    with server.reading(BECKFIELD) as connection:
        assert schools_of(connection) == {ASHGROVE, BECKFIELD}


def test_without_a_row_security_that_is_on_the_policy_does_nothing(
    server: Database,
) -> None:
    with behind(server) as connection:
        connection.execute(text("alter table events disable row level security"))
    with server.reading(BECKFIELD) as connection:
        assert schools_of(connection) == {ASHGROVE, BECKFIELD}


def test_a_change_that_forgets_the_school_changes_its_own(server: Database) -> None:
    with server.school(BECKFIELD) as connection:
        assert connection.execute(update(heads).values(epoch=7)).rowcount == 1
    with server.reading(ASHGROVE) as connection:
        assert connection.execute(select(heads.c.epoch)).scalar_one() == 1


def test_nothing_is_written_for_another_school(server: Database) -> None:
    with server.school(BECKFIELD) as connection:
        theirs = connection.execute(select(heads)).one()._asdict() | {
            "school": ASHGROVE
        }
    for write in (insert(heads).values(theirs), update(heads).values(school=ASHGROVE)):
        with (
            pytest.raises(ProgrammingError, match="row-level security"),
            server.school(BECKFIELD) as connection,
        ):
            connection.execute(write)


def test_a_transaction_that_is_bound_to_no_school_finds_nothing(
    server: Database,
) -> None:
    with server.reading(ASHGROVE):
        pass  # from now on the setting reads '' on this connection, and not null
    with server.provider() as connection:
        connection.execute(text("set local role caretaker_school"))
        assert schools_of(connection) == set()


def test_the_provider_finds_and_writes_nothing(server: Database) -> None:
    with server.provider() as connection:
        assert schools_of(connection) == {ASHGROVE, BECKFIELD}
    for write in (update(heads).values(epoch=7), heads.delete()):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            server.provider() as connection,
        ):
            connection.execute(write)


def test_the_login_by_itself_has_no_right(server: Database) -> None:
    with server.provider() as connection:
        connection.execute(text("reset role"))
        with pytest.raises(ProgrammingError, match="permission denied"):
            schools_of(connection)


def test_what_is_recorded_is_never_rewritten_by_the_application(
    server: Database,
) -> None:
    for table in (events, commands):
        for write in (update(table).values(position=1), table.delete()):
            with (
                pytest.raises(ProgrammingError, match="permission denied"),
                server.school(ASHGROVE) as connection,
            ):
                connection.execute(write)


def test_to_be_a_school_ends_with_the_transaction(server: Database) -> None:
    assert left_behind(server) == (None, "caretaker")


def test_without_the_end_of_the_transaction_the_next_one_is_somebody_elses(
    server: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    lasting = postgresql._ENTER.replace("true)", "false)")
    monkeypatch.setattr(postgresql, "_ENTER", lasting)
    assert left_behind(server) == (str(ASHGROVE), "caretaker_school")


def left_behind(server: Database) -> tuple[object, ...]:
    """What a connection still is, once a school's transaction on it has ended."""
    with server.school(ASHGROVE) as connection:
        connection.exec_driver_sql("commit")
        driver = connection.connection.cursor()
        driver.execute(f"select {BOUND}, current_user")
        return tuple(driver.fetchone() or ())


def test_the_school_is_asked_for_once_and_not_for_each_row(server: Database) -> None:
    with server.reading(BECKFIELD) as connection:
        plan = "\n".join(
            connection.execute(text("explain (costs off) select * from checkpoints"))
            .scalars()
            .all()
        )
    assert "InitPlan" in plan
    assert checkpoints.name in plan


def test_to_begin_takes_one_round_trip(
    server: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str] = []
    send = postgresql._run

    def noting(driver: object, statement: str, *values: object) -> None:
        sent.append(statement)
        send(driver, statement, *values)

    monkeypatch.setattr(postgresql, "_run", noting)
    for open_ in (server.provider, lambda: server.reading(ASHGROVE)):
        with open_():
            assert len(sent) == 1
            assert "'role'" in sent.pop()
        assert sent.pop() == "rollback"
