"""Does one replica at a time do what one is enough for, and never none?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from contracts.refusals import Unavailable
from shared import turns
from shared.database import Database
from shared.turns import turn
from tests.support.postgres import DatabaseUrl

WORK = "check_due_clocks"


@pytest.fixture
def url(database_url: DatabaseUrl) -> str:
    return database_url("turns")


def test_it_is_the_turn_of_one_replica_at_a_time(url: str) -> None:
    here, there = Database(url), Database(url)
    with turn(here, WORK) as mine:
        assert mine
        with turn(there, WORK) as theirs:
            assert not theirs
        with turn(there, "tidy") as another:
            assert another
    with turn(there, WORK) as theirs:
        assert theirs
    here.close()
    there.close()


def test_a_turn_that_failed_is_given_back(url: str) -> None:
    here, there = Database(url), Database(url)
    with pytest.raises(RuntimeError, match="in the middle"), turn(here, WORK):
        raise RuntimeError("in the middle")
    with turn(there, WORK) as theirs:
        assert theirs
    here.close()
    there.close()


@contextmanager
def standing_still(url: str) -> Iterator[None]:
    """A replica takes its turn, and then says nothing, its connection open."""
    database = Database(url)
    held = turn(database, WORK)
    assert held.__enter__()
    yield
    with suppress(RuntimeError):
        held.__exit__(RuntimeError, RuntimeError("killed in the end"), None)
    database.close()


def it_comes_again(database: Database) -> bool:
    """Whether it is this replica's turn within some tries, a tenth of a second each."""
    for _ in range(20):
        with turn(database, WORK) as mine:
            if mine:
                return True
        with database.engine.connect() as connection:
            connection.exec_driver_sql("select pg_sleep(0.1)")
    return False


def test_who_stands_still_keeps_nobody_from_the_work(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "SILENCE", "200ms")
    other = Database(url)
    with standing_still(url):
        assert it_comes_again(other)
    other.close()


def test_without_an_end_to_silence_nobody_would_have_a_turn_again(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "SILENCE", "0")
    other = Database(url)
    with standing_still(url):
        assert not it_comes_again(other)
    other.close()


def test_who_loses_the_turn_meanwhile_comes_to_its_end_all_the_same(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "SILENCE", "200ms")
    slow, other = Database(url), Database(url)
    with turn(slow, WORK) as mine:
        assert mine
        assert it_comes_again(other)
    with turn(slow, WORK) as mine:
        assert mine
    slow.close()
    other.close()


def test_a_file_has_one_process_whose_turn_it_always_is(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/sla.db")
    with turn(database, WORK) as mine, turn(database, WORK) as again:
        assert mine
        assert again
    database.close()


def test_where_the_database_is_away_the_work_waits() -> None:
    away = Database("postgresql+psycopg2://nobody@127.0.0.1:9/none")
    with pytest.raises(Unavailable), turn(away, WORK):
        pass
