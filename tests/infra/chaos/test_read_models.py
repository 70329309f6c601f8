"""Does chaos notice a row that does not follow from the logs, and a false copy?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Table, delete, insert, select, update

from contracts.refusals import Unavailable
from infra.chaos.read_models import differing
from services.audit.tables import story
from services.intake.tables import tickets, timeline
from services.sla.tables import targets
from shared.log_tables import events
from shared.rebuilding import Rebuild
from tests.infra.verify.stories import build
from tests.support.cast import ASHGROVE
from tests.support.databases import behind
from tests.support.rebuilding import spoil
from tests.support.town import MASTER, Town

KEY = {"CARETAKER_MASTER_KEY": MASTER.hex()}


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Town]:
    town = build(lambda name: f"sqlite:///{tmp_path / name}.db")
    yield town
    town.close()


def test_where_all_follows_from_the_logs_nothing_differs(
    told: Town, tmp_path: Path
) -> None:
    assert differing(KEY, tmp_path) == []
    assert list(tmp_path.glob("*rebuild*")) == []


@pytest.mark.parametrize(
    ("service", "table", "column"),
    [
        ("intake", tickets, "state"),
        ("sla", targets, "state"),
        ("audit", story, "actor"),
        ("audit", story, "body"),
    ],
)
def test_a_row_that_is_not_what_was_told_counts(
    told: Town, tmp_path: Path, service: str, table: Table, column: str
) -> None:
    value = b"{}" if column == "body" else "spoilt"
    spoil(told, service, table, **{column: value})
    [line] = differing(KEY, tmp_path)
    assert line.startswith(f"{service} {ASHGROVE}: ")
    assert line.endswith(f"rows of {table.name} are other than they should be")


def test_a_row_that_is_gone_and_one_too_many_count(told: Town, tmp_path: Path) -> None:
    with behind(told.databases["intake"]) as connection:
        connection.execute(delete(timeline).where(timeline.c.kind == "note"))
    with behind(told.databases["audit"]) as connection:
        one = connection.execute(select(story).limit(1)).one()
        connection.execute(insert(story).values(**one._asdict() | {"position": 99}))
    said = " ".join(differing(KEY, tmp_path))
    assert said.count("1 rows of timeline are missing") == 2
    assert said.count("1 rows of story should not be there") == 1


@pytest.mark.parametrize(("times", "counted"), [(1, 0), (99, 8)])
def test_a_database_that_is_busy_is_asked_again_and_does_not_pass_for_right(
    told: Town,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    times: int,
    counted: int,
) -> None:
    left = iter(range(times))
    build_one = Rebuild._build

    def busy(rebuild: Rebuild, school: UUID) -> Iterator[int]:
        if next(left, None) is not None:
            raise Unavailable("the database is busy; try again")
        return build_one(rebuild, school)

    monkeypatch.setattr(Rebuild, "_build", busy)
    assert len(differing(KEY, tmp_path)) == counted


def test_a_log_that_is_not_what_was_heard_counts(told: Town, tmp_path: Path) -> None:
    with behind(told.databases["intake"]) as connection:
        connection.execute(
            update(events).where(events.c.position == 2).values(body=b"{}")
        )
    said = differing(KEY, tmp_path)
    assert {line.split()[0] for line in said} >= {"sla", "audit", "intake"}
