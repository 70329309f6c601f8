"""Does a driver hear the same of a change as SQLAlchemy tells it?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    Uuid,
    bindparam,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert as insert_there
from sqlalchemy.dialects.sqlite import insert as insert_here

from shared.changes import change_all, prepared
from shared.columns import Moment
from shared.database import Database
from tests.support.cast import ASHGROVE
from tests.support.databases import Databases, behind, create

TABLES = MetaData()
sowings = Table(
    "sowings",
    TABLES,
    Column("school", Uuid, primary_key=True),
    Column("sowing", Uuid, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("crop", Text),
    Column("rows", Integer),
    Column("told", JSON),
    Column("seal", LargeBinary),
    Column("state", Text, default="sown"),
)
AT = datetime(2026, 11, 30, 9, 0, 0, 123456, tzinfo=UTC)
ROW: dict[str, Any] = {
    "school": ASHGROVE,
    "at": AT,
    "crop": "100 % 'beans'; drop table sowings --",
    "rows": 7,
    "told": {"by": ["Olu", None, 1]},
    "seal": b"\x00\xff'",
    "state": "sown",
}
"""A value of every type, and text that would be something else as a statement."""


@pytest.fixture
def connection(databases: Databases) -> Iterator[Connection]:
    database = create(Database(databases("sowings"), TABLES))
    with behind(database) as connection:
        yield connection
    database.close()


def told(connection: Connection, statement: Any, row: dict[str, Any]) -> None:
    """Tell the driver a change, as it is prepared from the second time on."""
    names = frozenset(row)
    assert prepared(statement, names, connection.dialect) is None
    known = prepared(statement, names, connection.dialect)
    assert known is not None
    connection.connection.cursor().execute(*known.change(row))


def kept(connection: Connection, sowing: UUID) -> dict[str, Any]:
    """A row as it reads, without its key."""
    asked = select(sowings).where(sowings.c.sowing == sowing)
    found = connection.execute(asked).one()._asdict()
    assert found.pop("sowing") == sowing
    return dict(found)


def test_a_row_is_kept_as_sqlalchemy_would_keep_it(connection: Connection) -> None:
    add, ours, theirs = insert(sowings), uuid4(), uuid4()
    told(connection, add, ROW | {"sowing": ours})
    connection.execute(add, ROW | {"sowing": theirs})
    assert kept(connection, ours) == kept(connection, theirs) == ROW


def test_many_rows_are_kept_as_sqlalchemy_would_keep_them(
    connection: Connection,
) -> None:
    add = insert(sowings)
    for rows in (["first", None], ["second", "100 %"]):
        crops = [(uuid4(), crop) for crop in rows]
        change_all(connection, add, [_row(*one) for one in crops])
        for sowing, crop in crops:
            assert kept(connection, sowing) == ROW | {"crop": crop}


def test_what_is_there_may_be_changed_in_many_rows(connection: Connection) -> None:
    sowings_there = [uuid4() for _ in range(3)]
    change_all(connection, insert(sowings), [_row(s, "peas") for s in sowings_there])
    dialect = insert_here if connection.dialect.name == "sqlite" else insert_there
    adding = dialect(sowings)
    replace_crop = adding.on_conflict_do_update(
        index_elements=["school", "sowing"], set_={"crop": adding.excluded.crop}
    )
    remove = delete(sowings).where(sowings.c.sowing == bindparam("of_sowing"))
    for crop in ("leek", "kale"):
        change_all(connection, replace_crop, [_row(s, crop) for s in sowings_there])
        assert [kept(connection, s)["crop"] for s in sowings_there] == [crop] * 3
    for sowing in sowings_there[:2]:
        change_all(connection, remove, [{"of_sowing": sowing}])
    assert connection.execute(select(sowings.c.sowing)).scalars().all() == [
        sowings_there[2]
    ]


def _row(sowing: UUID, crop: str | None) -> dict[str, Any]:
    return ROW | {"sowing": sowing, "crop": crop}


def test_what_a_statement_says_itself_counts_too(connection: Connection) -> None:
    sowing = uuid4()
    connection.execute(insert(sowings), ROW | {"sowing": sowing})
    grow = (
        update(sowings)
        .where(sowings.c.sowing == bindparam("of_sowing"))
        .where(sowings.c.crop == ROW["crop"])
        .values(state="grown", rows=sowings.c.rows + 1)
    )
    told(connection, grow, {"of_sowing": sowing, "told": None})
    found = kept(connection, sowing)
    assert (found["state"], found["rows"], found["told"]) == ("grown", 8, None)
    assert found["at"] == AT


def test_what_sqlalchemy_has_to_do_for_each_row_is_left_to_it(
    connection: Connection,
) -> None:
    add, names = insert(sowings), frozenset(ROW) - {"state"} | {"sowing"}
    assert "state" not in names
    found = [prepared(add, names, connection.dialect) for _ in range(3)]
    assert found == [None, None, None]
