"""Is a read model built where nobody sees it, and is nothing of it left behind?"""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import insert, select, text

from services.intake.tables import files, tickets
from shared.log_tables import heads
from shared.shadow import Shadow
from tests.infra.verify.stories import build
from tests.support.cast import ASHGROVE
from tests.support.databases import Databases, behind
from tests.support.rebuilding import rows, shadow_of
from tests.support.town import Town

KEPT = {"school": ASHGROVE, "name": "a file", "content": b"", "size": 0}


@pytest.fixture
def told(databases: Databases) -> Town:
    return build(databases)


def test_a_name_means_what_is_built_and_the_log_is_the_live_one(told: Town) -> None:
    before = rows(told, "intake")
    with shadow_of(told, "intake") as shadow:
        with shadow.building(ASHGROVE) as connection:
            assert connection.execute(select(tickets)).all() == []
            assert len(connection.execute(select(heads)).all()) >= 1
            assert connection.execute(select(shadow.live["tickets"])).all()
            connection.execute(insert(files).values(**KEPT, stored_at=told.clock()))
        with shadow.building(ASHGROVE) as connection:
            assert len(connection.execute(select(files)).all()) == 1
        assert rows(told, "intake") == before
        shadow.drop()
    told.close()


def test_what_is_built_is_there_after_a_break_and_gone_after_a_drop(
    told: Town,
) -> None:
    with shadow_of(told, "intake") as shadow, shadow.building(ASHGROVE) as connection:
        connection.execute(insert(files).values(**KEPT, stored_at=told.clock()))
    with shadow_of(told, "intake") as shadow:
        with shadow.building(ASHGROVE) as connection:
            assert len(connection.execute(select(files)).all()) == 1
        shadow.drop()
    database = told.databases["intake"]
    if database.is_sqlite:
        live = Path(str(database.engine.url.database))
        assert [one.name for one in live.parent.glob("*rebuild*")] == []
    else:
        with behind(database) as connection:
            left = text(
                "select count(*) from pg_namespace where nspname like '%rebuild'"
            )
            assert connection.execute(left).scalar_one() == 0
    told.close()


def left_by_another(town: Town, monkeypatch: pytest.MonkeyPatch) -> int:
    """Rows that are found of a run of another program, which broke off."""
    with monkeypatch.context() as another:
        another.setattr("shared.shadow.fingerprint", lambda _: 7)
        with shadow_of(town, "intake") as old, old.building(ASHGROVE) as connection:
            connection.execute(insert(files).values(**KEPT, stored_at=town.clock()))
    with shadow_of(town, "intake") as shadow:
        with shadow.building(ASHGROVE) as connection:
            left = len(connection.execute(select(files)).all())
        shadow.drop()
    town.close()
    return left


def test_what_another_program_built_is_begun_anew(
    told: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert left_by_another(told, monkeypatch) == 0


def test_without_asking_which_program_it_was_its_rows_are_built_upon(
    told: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Shadow, "_made_by", lambda shadow: shadow._program)
    assert left_by_another(told, monkeypatch) == 1


def test_who_builds_may_think_and_who_switches_holds_nobody_up(
    postgresql: Databases,
) -> None:
    town = build(postgresql)
    limit = text("show idle_in_transaction_session_timeout")
    with shadow_of(town, "intake") as shadow:
        with shadow.building(ASHGROVE) as connection:
            assert connection.execute(limit).scalar_one() == "30min"
        with shadow.switching(ASHGROVE) as connection:
            assert connection.execute(limit).scalar_one() == "10s"
        shadow.drop()
    town.close()


def test_while_it_is_built_whoever_works_there_does_not_wait(told: Town) -> None:
    with shadow_of(told, "intake") as shadow:
        with shadow.building(ASHGROVE) as connection:
            connection.execute(insert(files).values(**KEPT, stored_at=told.clock()))
            with told.databases["intake"].school(ASHGROVE) as live:
                live.execute(insert(files).values(**KEPT, stored_at=told.clock()))
            seen = connection.execute(select(shadow.live["files"])).all()
            assert len(seen) == (1 if told.databases["intake"].is_sqlite else 0)
        shadow.drop()
    assert len(rows(told, "intake")["files"]) == 1
    told.close()
