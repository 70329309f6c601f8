"""Does every database come to what the code declares, once and whole?"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Connection, create_engine, inspect, make_url, text
from sqlalchemy.exc import OperationalError

from contracts.refusals import Unavailable
from infra.histories import databases as names
from infra.histories import declared
from infra.new_migration import compared
from infra.postgres.roles import as_owner
from shared import migrating
from shared.database import Database
from shared.making import make
from shared.migrating import Newer, Step, history, migrate
from tests.support.cast import ASHGROVE
from tests.support.catalogues import catalogue
from tests.support.databases import Databases, anybody
from tests.support.waiting import until_it_waits

REPOSITORY = Path(__file__).parents[2]
OUT_OF_TURN = "--out-of-turn"
FIRST = {"kernel_0001", "intake_0001"}


def owners(url: str) -> str:
    return url if url.startswith("sqlite") else as_owner(url)


@contextmanager
def looking(url: str) -> Iterator[Connection]:
    """A connection of somebody who sees everything."""
    engine = create_engine(anybody(make_url(url)))
    with engine.connect() as connection:
        yield connection
        connection.commit()
    engine.dispose()


@pytest.mark.parametrize("name", names())
def test_the_history_makes_what_is_declared(databases: Databases, name: str) -> None:
    made, migrated = owners(databases("made")), owners(databases("migrated"))
    make(made, *declared(name))
    migrate(migrated, name)
    with looking(made) as one, looking(migrated) as other:
        assert compared(other, name).is_empty(), "./caretaker new-migration"
        assert catalogue(other) == catalogue(one)


def test_a_difference_is_found(databases: Databases) -> None:
    url = owners(databases("intake"))
    migrate(url, "intake")
    with looking(url) as connection:
        connection.execute(text("alter table tickets drop column due_state"))
        assert not compared(connection, "intake").is_empty()


def test_a_function_that_differs_is_found(postgresql: Databases) -> None:
    url = owners(postgresql("sla"))
    migrate(url, "sla")
    with looking(url) as connection:
        before = catalogue(connection)
        connection.execute(text("drop policy provider on targets"))
        assert catalogue(connection)["policies"] < before["policies"]
        altered = next(f for f in before["functions"] if "append_events" in f)
        connection.execute(text(altered.replace("for update", "")))
        assert catalogue(connection)["functions"] != before["functions"]


def test_what_is_done_is_not_done_again(databases: Databases) -> None:
    url = owners(databases("sla"))
    done = migrate(url, "sla")
    assert {step.name for step in done} > {"kernel_0001", "sla_0001"}
    assert migrate(url, "sla") == []


def test_who_migrates_hears_what_there_is_to_do_and_each_step(
    sqlite: Databases,
) -> None:
    planned: list[Step] = []
    told: list[Step] = []
    done = migrate(sqlite("keys"), "keys", told.append, planned.extend)
    assert planned == told == done
    assert done[0] == Step("keys_0001", "Each subject has a key.")


def test_what_breaks_off_leaves_nothing(databases: Databases) -> None:
    url = owners(databases("intake"))

    def pull_the_plug(step: Step) -> None:
        if step.name == "intake_0002":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        migrate(url, "intake", pull_the_plug)
    with looking(url) as connection:
        assert inspect(connection).get_table_names() == []
    assert migrate(url, "intake")


def test_what_is_newer_is_left_alone(databases: Databases) -> None:
    url = owners(databases("keys"))
    migrate(url, "keys")
    with looking(url) as connection:
        connection.execute(text("update alembic_version set version_num = 'keys_9999'"))
    with pytest.raises(Newer, match="keys_9999"):
        migrate(url, "keys")


def race(url: str, *how: str) -> tuple[list[Step], subprocess.Popen[str]]:
    """Two replicas migrate at once: the second begins while the first is half done."""
    replicas: list[subprocess.Popen[str]] = []

    def meanwhile(_: Step) -> None:
        if not replicas:
            replicas.append(start(url, *how))
        if len(replicas) == 1:
            wait_for(url, replicas[0])

    done = migrate(url, "sla", meanwhile)
    return done, replicas[0]


def start(url: str, *how: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.support.migrator", url, "sla", *how],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for(url: str, replica: subprocess.Popen[str]) -> None:
    """Return once it waits for a lock; fail if it ends instead."""
    asked = text(
        "select count(*) from pg_stat_activity"
        " where datname = current_database() and wait_event_type = 'Lock'"
    )
    with looking(url) as connection:
        while not connection.execute(asked).scalar_one():
            connection.rollback()  # the statistics stand still in a transaction
            assert replica.poll() is None, replica.communicate()


def test_of_two_replicas_one_migrates_and_the_other_finds_it_done(
    postgresql: Databases,
) -> None:
    done, replica = race(owners(postgresql("sla")))
    said, complained = replica.communicate()
    assert done
    assert (replica.returncode, said) == (0, ""), complained


def test_without_taking_turns_the_other_replica_fails(postgresql: Databases) -> None:
    done, replica = race(owners(postgresql("sla")), OUT_OF_TURN)
    _, complained = replica.communicate()
    assert done
    assert replica.returncode
    assert "already exists" in complained


def an_old_ticket(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A ticket of Ashgrove in tables as they first were, and then the rest."""
    with monkeypatch.context() as patched:
        patched.setattr(migrating, "_LATEST", tuple(FIRST))
        assert {step.name for step in migrate(url, "intake")} == FIRST
    with looking(url) as connection:
        columns = inspect(connection).get_columns("tickets")
        filled = {
            c["name"]: _value(c["name"], url) for c in columns if not c["nullable"]
        }
        marks = ", ".join(f":{name}" for name in filled)
        insert = f"insert into tickets ({', '.join(filled)}) values ({marks})"  # noqa: S608
        connection.execute(text(insert), filled)
    migrate(url, "intake")


def _value(column: str, url: str) -> object:
    ids = ("school", "ticket_id", "requester_id", "correlation_id")
    if column in ids:
        return ASHGROVE.hex if url.startswith("sqlite") else UUID(ASHGROVE.hex)
    if column.endswith("_at"):
        return 0 if url.startswith("sqlite") else "2026-06-08T08:00:00Z"
    return 1 if column in ("number", "answered", "version", "due_rank") else "projector"


def test_rows_of_every_school_are_carried_over(
    databases: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = owners(databases("intake"))
    an_old_ticket(url, monkeypatch)
    with looking(url) as connection:
        words = connection.execute(text("select words from ticket_words")).scalars()
        assert ["projector" in str(one) for one in words] == [True]


def test_a_file_of_before_there_was_a_history_is_taken_on(
    sqlite: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = sqlite("intake")
    with monkeypatch.context() as patched:
        patched.setattr(migrating, "_LATEST", tuple(FIRST))
        migrate(url, "intake")
    with looking(url) as connection:
        connection.execute(text("drop table alembic_version"))
    assert {step.name for step in migrate(url, "intake")} > FIRST
    with looking(url) as connection:
        assert compared(connection, "intake").is_empty()


def test_without_lifting_its_own_policies_the_owner_carries_nothing_over(
    postgresql: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def bound(*_: str) -> Iterator[None]:
        yield

    url = owners(postgresql("intake"))
    monkeypatch.setattr("shared.steps.all_schools", bound)
    an_old_ticket(url, monkeypatch)
    with looking(url) as connection:
        counted = text("select count(*) from ticket_words")
        assert connection.execute(counted).scalar_one() == 0


class Reader:
    """Somebody at the desk reads tickets, and is slow to end what they began."""

    def __init__(self, url: str) -> None:
        self.url, self.engine = url, create_engine(anybody(make_url(url)))
        self.slow = self.engine.connect()
        self.slow.execute(text("select count(*) from tickets"))

    def another_reads(self) -> None:
        """Somebody else does, and waits a second for it at most."""
        with self.engine.connect() as connection:
            connection.execute(text("set lock_timeout = '1s'"))
            connection.execute(text("select count(*) from tickets"))

    def end(self) -> None:
        self.slow.close()
        self.engine.dispose()


@pytest.fixture
def reader(postgresql: Databases, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reader]:
    """A reader of tables as they first were."""
    url = owners(postgresql("intake"))
    with monkeypatch.context() as patched:
        patched.setattr(migrating, "_LATEST", tuple(FIRST))
        migrate(url, "intake")
    monkeypatch.setattr(migrating, "REST_SECONDS", 0.0)
    reader = Reader(url)
    yield reader
    reader.end()


def test_a_table_that_somebody_uses_is_left_to_whoever_comes(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrating, "LOCK_TIMEOUT", "10ms")
    begun: list[Step] = []
    with pytest.raises(Unavailable, match="intake was left as it was"):
        migrate(reader.url, "intake", begun.append)
    assert len(begun) == migrating.TRIES
    reader.another_reads()
    reader.slow.rollback()
    assert begun[0] in migrate(reader.url, "intake")


def test_without_an_end_to_its_patience_whoever_comes_waits_behind_a_migration(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrating, "LOCK_TIMEOUT", "0")
    with ThreadPoolExecutor(1) as pool:
        migration = pool.submit(migrate, reader.url, "intake")
        until_it_waits(Database(reader.url), migration)
        with pytest.raises(OperationalError, match="lock timeout"):
            reader.another_reads()
        reader.slow.rollback()


@pytest.mark.parametrize("name", names())
def test_a_history_goes_forwards_in_one_line(name: str) -> None:
    for revision in history(name).walk_revisions():
        branch, _, number = revision.revision.rpartition("_")
        before = f"{branch}_{int(number) - 1:04}" if int(number) > 1 else None
        assert revision.down_revision == before
        tree = ast.parse(Path(str(revision.path)).read_text())
        functions = [n.name for n in tree.body if isinstance(n, ast.FunctionDef)]
        assert functions[0] == "upgrade"
        assert "downgrade" not in functions
        assert Path(str(revision.path)).name.startswith(f"m{number}_")
