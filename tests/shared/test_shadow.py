"""Is a read model built where nobody sees it, and is nothing of it left behind?"""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import insert, select, text

from services.intake.tables import files, tickets
from shared.log_tables import heads
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
