"""Which URNs does a school carry, and what are others to it? Given / when / then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from contracts.directory import (
    AddSchool,
    ChangeUrn,
    LinkKind,
    LinkSchools,
    RecordLink,
    SchoolAdded,
    SchoolsLinked,
    UrnAssigned,
)
from contracts.refusals import Invalid, NotFound
from contracts.values import PROVIDER
from services.directory.domain import SCHOOL
from services.directory.identity import CONVERSE, records
from services.directory.succession import Succession
from tests.support.cast import ASHGROVE, ASHGROVE_NAME, BECKFIELD
from tests.support.scenario import Scenario, at

BEFORE, ACADEMY, OTHER = 900_001, 900_101, 900_201
MONDAY, FRIDAY = date(2026, 6, 8), date(2026, 6, 12)
THURSDAY = date(2026, 6, 11)
NOW = at("next mon 09:00")

school = Scenario(SCHOOL, terms=Succession.CARRIED_ON)
merged = Scenario(SCHOOL, terms=Succession.MERGED_OR_SPLIT)
unknown = Scenario(SCHOOL, terms=Succession.UNKNOWN)

added = SchoolAdded(name=ASHGROVE_NAME, urn=BEFORE)
nameless = SchoolAdded(name=ASHGROVE_NAME, urn=None)
carries = UrnAssigned(
    urn=BEFORE, from_on=MONDAY, until_on=None, reason="Taken on.", overridden=False
)
change = ChangeUrn(
    school_id=ASHGROVE, urn=ACADEMY, on=FRIDAY, reason="It is an academy now."
)
carried = replace(carries, until_on=THURSDAY, reason=change.reason)
goes_on = UrnAssigned(
    urn=ACADEMY, from_on=FRIDAY, until_on=None, reason=change.reason, overridden=False
)
override = replace(change, override=True)


def test_an_academy_carries_the_same_school_on_from_its_first_day() -> None:
    past = school.given(added, carries).when(change, NOW).then(carried, goes_on)
    past.when(change, NOW).then_nothing()
    past.when(replace(change, on=MONDAY), NOW).then_nothing()


def test_an_override_that_was_not_needed_is_none() -> None:
    school.given(added, carries).when(override, NOW).then(carried, goes_on)


def test_a_merger_or_a_split_makes_another_school_whatever_is_overridden() -> None:
    for command in (change, override):
        outcome = merged.given(added, carries).when(command, NOW)
        outcome.then_refused("take on the other school and link the two")


def test_what_reference_data_does_not_show_needs_an_override() -> None:
    past = unknown.given(added, carries)
    past.when(change, NOW).then_refused("GIAS does not show")
    past.when(override, NOW).then(carried, replace(goes_on, overridden=True))


def test_a_wrong_urn_is_replaced_on_the_very_day_it_was_given() -> None:
    on_monday = replace(change, on=MONDAY)
    outcome = school.given(added, carries).when(on_monday, NOW)
    past = outcome.then(replace(goes_on, from_on=MONDAY))
    assert [urn.urn for urn in past.state.urns] == [ACADEMY]


def test_no_urn_begins_before_the_one_it_follows_or_after_today() -> None:
    past = school.given(added, carries)
    past.when(replace(change, on=date(2026, 6, 7)), NOW).then_refused("08/06/2026")
    past.when(replace(change, on=date(2026, 6, 16)), NOW).then_refused("or later")


def test_a_school_without_a_urn_is_given_its_first_without_a_question() -> None:
    merged.given(nameless).when(change, NOW).then(goes_on)


def test_urns_stand_in_the_order_of_their_days() -> None:
    third = replace(change, urn=OTHER, on=date(2026, 6, 15))
    past = school.given(added, carries).when(change, NOW).and_then()
    past = past.when(third, NOW).and_then()
    told = [(one.urn, one.until_on) for one in past.state.urns]
    assert told == [(BEFORE, THURSDAY), (ACADEMY, date(2026, 6, 14)), (OTHER, None)]


def test_a_change_needs_a_reason_and_a_school() -> None:
    with pytest.raises(Invalid, match="reason"):
        school.given(added, carries).when(replace(change, reason=" "), NOW)
    with pytest.raises(NotFound):
        school.given().when(change, NOW)


def test_the_day_a_school_is_taken_on_is_the_day_in_london() -> None:
    add = AddSchool(school_id=ASHGROVE, name=ASHGROVE_NAME, urn=BEFORE)
    half_past_midnight = at("tue 00:30")
    events = school.given().when(add, half_past_midnight).events
    assert [e.from_on for e in events if isinstance(e, UrnAssigned)] == [
        date(2026, 6, 9)
    ]


link = RecordLink(
    school_id=ASHGROVE,
    other_school_id=BECKFIELD,
    kind=LinkKind.MERGED_INTO,
    on=FRIDAY,
)
linked = SchoolsLinked(other_school_id=BECKFIELD, kind=LinkKind.MERGED_INTO, on=FRIDAY)


def test_a_link_is_recorded_once() -> None:
    school.given(added).when(link).then(linked).when(link).then_nothing()


def test_a_link_of_another_day_is_said_anew() -> None:
    corrected = replace(linked, on=MONDAY)
    past = school.given(added, linked).when(replace(link, on=MONDAY)).then(corrected)
    assert past.state.links == (corrected,)


def test_no_school_is_linked_to_itself_to_the_provider_or_to_nothing() -> None:
    to_itself = replace(link, other_school_id=ASHGROVE)
    school.given(added).when(to_itself).then_refused("not linked to itself")
    to_us = replace(link, other_school_id=PROVIDER)
    school.given(added).when(to_us).then_refused("The provider is no school")
    with pytest.raises(NotFound):
        school.given().when(link)


@pytest.mark.parametrize("kind", LinkKind)
def test_the_two_halves_of_a_link_say_the_converse(kind: LinkKind) -> None:
    command = LinkSchools(
        school_id=ASHGROVE, other_school_id=BECKFIELD, kind=kind, on=FRIDAY
    )
    here, there = records(command)
    assert here == replace(link, kind=kind)
    assert (there.school_id, there.other_school_id) == (BECKFIELD, ASHGROVE)
    assert CONVERSE[there.kind] is kind
    assert there.kind is not kind
