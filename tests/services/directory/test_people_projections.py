"""Do the tables of people say what the events say?"""

from __future__ import annotations

from datetime import date

import pytest

from contracts.access import Role
from contracts.refusals import Refused
from services.directory.people_queries import holdings_of
from services.directory.tables import people
from tests.services.directory.office import SINCE, Office
from tests.support.cast import ASHGROVE, PRIYA

CHRISTMAS, NEW_YEAR = date(2026, 12, 18), date(2027, 1, 4)


def held(office: Office) -> list[tuple[Role, date, date | None]]:
    directory = office.town.applications["directory"]
    found = directory.read(holdings_of, ASHGROVE, [PRIYA.person_id], school=ASHGROVE)
    return [(one.role, one.from_on, one.until_on) for one in found[PRIYA.person_id]]


def test_a_role_is_kept_with_its_days(office: Office) -> None:
    assert held(office) == [(Role.STAFF, SINCE, None)]


def test_an_end_shortens_what_is_held_and_drops_what_was_to_begin(
    office: Office,
) -> None:
    office.assign(PRIYA, ASHGROVE, Role.GOVERNOR)
    office.end(PRIYA, ASHGROVE, Role.STAFF, CHRISTMAS)
    office.assign(PRIYA, ASHGROVE, Role.STAFF, from_on=NEW_YEAR)
    office.end(PRIYA, ASHGROVE, Role.STAFF, CHRISTMAS)
    assert held(office) == [
        (Role.GOVERNOR, SINCE, None),
        (Role.STAFF, SINCE, CHRISTMAS),
    ]


def test_what_ended_before_keeps_its_end(office: Office) -> None:
    office.end(PRIYA, ASHGROVE, Role.STAFF, CHRISTMAS)
    office.assign(PRIYA, ASHGROVE, Role.STAFF, from_on=NEW_YEAR)
    office.end(PRIYA, ASHGROVE, Role.STAFF, date(2027, 7, 21))
    assert held(office) == [
        (Role.STAFF, SINCE, CHRISTMAS),
        (Role.STAFF, NEW_YEAR, date(2027, 7, 21)),
    ]


def test_a_refused_address_leaves_no_row(office: Office) -> None:
    stranger = PRIYA.__class__(
        person_id=ASHGROVE, name="Stranger", email=PRIYA.email, caller=PRIYA.caller
    )
    with pytest.raises(Refused):
        office.add(stranger, ASHGROVE)
    with office.town.databases["directory"].provider() as connection:
        rows = connection.execute(people.select()).all()
    assert sorted(row.name for row in rows) == ["Ben", "Olu", "Priya"]
    assert all(row.password_set_at == office.clock.now for row in rows)
