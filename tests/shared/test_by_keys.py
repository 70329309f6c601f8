"""Are the rows of many schools found by their keys, and no others?"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import (
    Column,
    Integer,
    MetaData,
    Table,
    Text,
    Uuid,
    insert,
    select,
)

from shared.by_keys import ByKeys
from shared.database import Database
from tests.support.cast import ASHGROVE, BECKFIELD, OTHER_TICKET, TICKET
from tests.support.databases import Databases, behind, create

TABLES = MetaData()
lamps = Table(
    "lamps",
    TABLES,
    Column("school", Uuid, primary_key=True),
    Column("ticket_id", Uuid, primary_key=True),
    Column("number", Integer),
    Column("place", Text),
)
ASKED = select(lamps.c.number)
BY_TICKET = ByKeys(ASKED, lamps.c.school, lamps.c.ticket_id)
BY_NUMBER = ByKeys(ASKED, lamps.c.school, lamps.c.number)
BY_PLACE = ByKeys(ASKED, lamps.c.school, lamps.c.place)
KEPT = ((ASHGROVE, TICKET), (ASHGROVE, OTHER_TICKET), (BECKFIELD, TICKET))


@pytest.fixture
def kept(databases: Databases) -> Iterator[Database]:
    """Three lamps; two of the same ticket id, at two schools."""
    database = Database(databases("lamps"), TABLES, kernel=False)
    create(database)
    with behind(database) as connection:
        rows = [
            {
                "school": school,
                "ticket_id": ticket_id,
                "number": number,
                "place": 'the "hall"' if ticket_id == TICKET else "4B",
            }
            for number, (school, ticket_id) in enumerate(KEPT, start=1)
        ]
        connection.execute(insert(lamps), rows)
    yield database
    database.close()


def test_what_has_the_keys_is_found_at_its_own_school(kept: Database) -> None:
    wanted = [(ASHGROVE, OTHER_TICKET), (BECKFIELD, TICKET), (BECKFIELD, OTHER_TICKET)]
    with behind(kept) as connection:
        assert {row.number for row in BY_TICKET.rows(connection, wanted)} == {2, 3}
        assert BY_TICKET.rows(connection, []) == []


def test_a_key_may_be_a_number(kept: Database) -> None:
    with behind(kept) as connection:
        found = BY_NUMBER.rows(connection, [(ASHGROVE, 1), (BECKFIELD, 1)])
    assert [row.number for row in found] == [1]


def test_many_keys_are_one_question(kept: Database) -> None:
    with behind(kept) as connection:
        assert len(BY_TICKET.rows(connection, KEPT * 300)) == 900


def test_a_key_may_be_a_word(kept: Database) -> None:
    with behind(kept) as connection:
        found = BY_PLACE.rows(connection, [(ASHGROVE, 'the "hall"'), (BECKFIELD, "4B")])
    assert [row.number for row in found] == [1]
