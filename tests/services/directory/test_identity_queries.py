"""Which URNs do schools carry, and what are others to them, as the rows have it?"""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from contracts.directory import (
    AddSchool,
    CarriedUrn,
    ChangeUrn,
    FindSchools,
    GetSchool,
    LinkedSchool,
    LinkKind,
    LinkSchools,
    SchoolsView,
    SchoolView,
)
from contracts.refusals import Refused
from tests.support.cast import ASHGROVE, ASHGROVE_NAME, BECKFIELD, BECKFIELD_NAME
from tests.support.town import Town

URN, NEXT = 900_001, 900_101
MONDAY, FRIDAY = date(2026, 6, 8), date(2026, 6, 12)


@pytest.fixture
def schools(town: Town) -> Town:
    town.execute(AddSchool(school_id=ASHGROVE, name=ASHGROVE_NAME, urn=URN))
    town.execute(AddSchool(school_id=BECKFIELD, name=BECKFIELD_NAME))
    town.clock.advance(days=7)
    return town


def shown(town: Town, school: UUID) -> SchoolView:
    view: SchoolView = town.ask(GetSchool(school_id=school))
    return view


def give(town: Town, school: UUID, urn: int) -> None:
    town.execute(
        ChangeUrn(school_id=school, urn=urn, on=FRIDAY, reason="So.", override=True)
    )


def test_a_school_is_shown_with_every_urn_and_found_by_the_one_now(
    schools: Town,
) -> None:
    give(schools, ASHGROVE, NEXT)
    view = shown(schools, ASHGROVE)
    assert view.urn == NEXT
    assert view.urns == (
        CarriedUrn(urn=URN, from_on=MONDAY, until_on=FRIDAY - timedelta(days=1)),
        CarriedUrn(urn=NEXT, from_on=FRIDAY, until_on=None),
    )
    assert shown(schools, BECKFIELD).urns == ()
    found: SchoolsView = schools.ask(FindSchools(search=str(NEXT)))
    assert found.schools == (view,)


def test_no_urn_is_carried_by_two_schools_at_once(schools: Town) -> None:
    with pytest.raises(Refused, match="Another school carries the URN 900001"):
        give(schools, BECKFIELD, URN)
    third = AddSchool(school_id=UUID(int=7), name="Cedarwood", urn=URN)
    with pytest.raises(Refused, match="Another school carries"):
        schools.execute(third)
    assert shown(schools, BECKFIELD).urns == ()


def test_without_its_index_two_schools_would_carry_the_same(schools: Town) -> None:
    with schools.databases["directory"].school(ASHGROVE) as connection:
        connection.exec_driver_sql("drop index urns_carried_now")
    give(schools, BECKFIELD, URN)
    assert shown(schools, ASHGROVE).urn == shown(schools, BECKFIELD).urn


def test_a_urn_that_was_given_up_may_be_carried_by_another(schools: Town) -> None:
    give(schools, ASHGROVE, NEXT)
    give(schools, BECKFIELD, URN)
    assert shown(schools, BECKFIELD).urn == URN


def test_links_are_shown_at_both_schools_in_the_order_of_their_days(
    schools: Town,
) -> None:
    for kind, on in ((LinkKind.MERGED_INTO, FRIDAY), (LinkKind.SUCCEEDED_BY, MONDAY)):
        command = LinkSchools(
            school_id=ASHGROVE, other_school_id=BECKFIELD, kind=kind, on=on
        )
        schools.execute(command)
    assert shown(schools, BECKFIELD).links == (
        LinkedSchool(school_id=ASHGROVE, kind=LinkKind.SUCCEEDS, on=MONDAY),
        LinkedSchool(school_id=ASHGROVE, kind=LinkKind.MERGED_FROM, on=FRIDAY),
    )
    assert [link.on for link in shown(schools, ASHGROVE).links] == [MONDAY, FRIDAY]
