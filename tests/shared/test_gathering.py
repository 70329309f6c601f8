"""Is what is written one by one written at once, and is nothing read before it is?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import (
    Column,
    Connection,
    Integer,
    MetaData,
    Table,
    Text,
    bindparam,
    create_engine,
    delete,
    event,
    insert,
    select,
    update,
)

from shared.gathering import Gathering

TABLES = MetaData()
beds = Table(
    "beds", TABLES, Column("bed", Integer, primary_key=True), Column("crop", Text)
)
paths = Table("paths", TABLES, Column("path", Integer, primary_key=True))
ADD, LAY = insert(beds), insert(paths)
ADD_LATER, ADD_AGAIN = insert(beds), insert(beds)
CHANGE = update(beds).where(beds.c.bed == bindparam("of_bed"))
REMOVE = delete(beds).where(beds.c.bed == bindparam("of_bed"))


@pytest.fixture
def connection() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        TABLES.create_all(connection)
        yield connection
    engine.dispose()


@pytest.fixture
def sent(connection: Connection) -> list[str]:
    """The statements that reach the database, by their first words."""
    statements: list[str] = []

    @event.listens_for(connection, "before_cursor_execute")
    def tell(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        statements.append(" ".join(statement.split()[:3]))

    return statements


def test_rows_of_a_kind_are_sent_at_once(
    connection: Connection, sent: list[str]
) -> None:
    gathering: Any = Gathering(connection)
    for bed in (1, 2, 3):
        gathering.execute(ADD, {"bed": bed, "crop": "beans"})
        gathering.execute(LAY, {"path": bed})
    assert sent == []
    gathering.flush()
    assert sent == ["INSERT INTO beds", "INSERT INTO paths"]
    assert len(connection.execute(select(beds)).all()) == 3


def test_the_changes_of_a_table_keep_their_order(connection: Connection) -> None:
    gathering: Any = Gathering(connection)
    gathering.execute(ADD, [{"bed": 1, "crop": "beans"}, {"bed": 2, "crop": "peas"}])
    gathering.execute(CHANGE, {"of_bed": 1, "crop": "leeks"})
    gathering.execute(REMOVE, {"of_bed": 2})
    gathering.execute(ADD, {"bed": 2, "crop": "kale"})
    gathering.execute(CHANGE, {"of_bed": 2, "crop": "chard"})
    gathering.flush()
    assert connection.execute(select(beds)).all() == [(1, "leeks"), (2, "chard")]


def test_whatever_is_read_is_read_after_what_was_written(
    connection: Connection,
) -> None:
    gathering: Any = Gathering(connection)
    gathering.execute(ADD, {"bed": 1, "crop": "beans"})
    assert gathering.execute(select(beds.c.crop)).scalar_one() == "beans"
    gathering.execute(ADD, {"bed": 2, "crop": "peas"})
    assert gathering.exec_driver_sql("select count(*) from beds").scalar() == 2
    gathering.execute(ADD, {"bed": 3, "crop": "kale"})
    gathering.execute(delete(beds))
    assert connection.execute(select(beds)).all() == []


def test_what_database_it_is_may_be_asked_at_any_time(
    connection: Connection, sent: list[str]
) -> None:
    gathering: Any = Gathering(connection)
    gathering.execute(ADD, {"bed": 1, "crop": "beans"})
    assert gathering.dialect.name == "sqlite"
    assert sent == []


def told(connection: Connection, first: int, count: int = 1) -> int:
    """How many of so many new beds the driver is left to be told of."""
    gathering: Any = Gathering(connection)
    for bed in range(first, first + count):
        gathering.execute(ADD_LATER, {"bed": bed, "crop": "beans"})
    rest = gathering.rest()
    for one in rest:
        connection.connection.cursor().execute(*one)
    return len(rest)


def test_a_few_changes_that_were_seen_before_are_left_for_the_driver(
    connection: Connection,
) -> None:
    assert [told(connection, 1), told(connection, 2), told(connection, 3, 8)] == [
        *(0, 1, 8)
    ]
    assert told(connection, 11, 9) == 0
    assert connection.execute(select(beds.c.bed)).scalars().all() == [*range(1, 20)]


def test_what_is_left_for_the_driver_is_left_once(connection: Connection) -> None:
    gathering: Any = Gathering(connection)
    for bed in (1, 2):
        gathering.execute(ADD_AGAIN, {"bed": bed, "crop": "beans"})
        gathering.rest()
    gathering.flush()
    assert connection.execute(select(beds.c.bed)).scalars().all() == [1]


def test_values_of_other_names_are_another_statement(connection: Connection) -> None:
    gathering: Any = Gathering(connection)
    gathering.execute(ADD, {"bed": 1, "crop": "beans"})
    gathering.execute(ADD, {"bed": 2})
    gathering.flush()
    assert connection.execute(select(beds)).all() == [(1, "beans"), (2, None)]
