"""Are tables compared by what names a row, whatever a database draws by itself?"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Identity,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)

from services.intake.tables import ticket_words, timeline
from shared.comparing import Differences, key_of
from shared.row_security import NEVER_REWRITTEN


def test_a_row_is_named_by_its_primary_key() -> None:
    assert key_of(timeline) == ["school", "event_id"]


def test_a_number_that_the_database_draws_names_no_row() -> None:
    assert key_of(ticket_words) == ["school", "ticket_id"]
    drawn = Table(
        "drawn",
        MetaData(),
        Column("row", Integer, Identity(), primary_key=True),
        Column("school", Uuid),
        Column("said", Text),
    )
    assert key_of(drawn) == ["school", "said"]
    drawn.append_constraint(UniqueConstraint("school", "said"))
    assert key_of(drawn) == ["school", "said"]


def test_only_rows_that_would_go_or_change_are_rewritten() -> None:
    kept = Table("kept", MetaData(), Column("school", Uuid), info=NEVER_REWRITTEN)
    assert Differences(added={"kept": 1}).rewrites({"kept": kept}) == set()
    assert Differences(removed={"kept": 1}).rewrites({"kept": kept}) == {"kept"}
    assert Differences(changed={"kept": 1}).rewrites({"kept": kept}) == {"kept"}
    free = Table("free", MetaData(), Column("school", Uuid))
    assert Differences(changed={"free": 1}).rewrites({"free": free}) == set()


def test_where_nothing_differs_there_is_nothing() -> None:
    assert not Differences()
    assert Differences(removed={"tickets": 1}).tables == {"tickets"}
