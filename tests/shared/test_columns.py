"""Does a moment come back from a database as it was, whatever database it is?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import Column, Integer, MetaData, Table, Uuid, delete, insert, select
from sqlalchemy.exc import StatementError

from shared.columns import Moment
from shared.database import Database
from tests.support.databases import Databases, behind, create
from tests.support.messages import MOMENT
from tests.support.scenario import at

TABLES = MetaData()
moments = Table(
    "moments",
    TABLES,
    Column("id", Integer, primary_key=True),
    Column("school", Uuid),
    Column("moment", Moment),
)
NOON = at("mon 12:00")


@pytest.fixture
def kept(databases: Databases) -> Iterator[Database]:
    database = Database(databases("moments"), TABLES, kernel=False)
    create(database)
    yield database
    database.close()


def keep(database: Database, *these: datetime | None) -> list[datetime | None]:
    """What is read, in order, of the moments that were written."""
    with behind(database) as connection:
        connection.execute(delete(moments))
        connection.execute(insert(moments), [{"moment": moment} for moment in these])
        found = select(moments.c.moment).order_by(moments.c.moment)
        return list(connection.execute(found).scalars())


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(MOMENT)
def test_every_moment_comes_back_to_the_microsecond(
    kept: Database, moment: datetime
) -> None:
    assert keep(kept, moment) == [moment]


def test_moments_are_kept_in_their_order(kept: Database) -> None:
    early, late = datetime(1, 2, 3, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)
    assert keep(kept, late, NOON, early) == [early, NOON, late]


def test_a_moment_of_another_time_zone_is_the_same_moment(kept: Database) -> None:
    elsewhere = NOON.astimezone(timezone(timedelta(hours=5, minutes=45)))
    (back,) = keep(kept, elsewhere)
    assert back == NOON
    assert back is not None
    assert back.utcoffset() == timedelta(0)


def test_nothing_comes_back_as_nothing(kept: Database) -> None:
    assert keep(kept, None) == [None]


def test_a_moment_without_a_time_zone_is_not_kept(kept: Database) -> None:
    with pytest.raises(StatementError, match="time zone"):
        keep(kept, NOON.replace(tzinfo=None))
