"""What may be done with a school and with a token? Told as given / when / then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from functools import partial
from uuid import UUID

import pytest

from contracts.access import ANYWHERE, MSP_ROLES, Role
from contracts.calendar import (
    ClosuresSet,
    ExamsSet,
    InspectionsSet,
    NationSet,
    SetClosures,
    SetExams,
    SetInspections,
    SetNation,
    SetTerms,
    TermsSet,
)
from contracts.directory import (
    AddSchool,
    CreateToken,
    HoursSet,
    RevokeToken,
    SchoolAdded,
    SetHours,
    TokenCreated,
    TokenRevoked,
    UrnAssigned,
)
from contracts.refusals import Invalid, NotFound
from contracts.values import (
    PROVIDER,
    Closure,
    ClosureKind,
    DayHours,
    ExamPeriod,
    HolidaySupport,
    Inspection,
    Interval,
    Nation,
    Term,
    Weekday,
    WorkingHours,
)
from services.directory.domain import SCHOOL, TOKEN
from tests.support.cast import ASHGROVE, ASHGROVE_NAME, ASHGROVE_URN
from tests.support.scenario import Scenario, at

TOKEN_ID = UUID("70ce0000-0000-4000-8000-000000000001")
DIGEST = "5e" * 32

school = Scenario(SCHOOL)
token = Scenario(TOKEN)

add = AddSchool(school_id=ASHGROVE, name=ASHGROVE_NAME, urn=ASHGROVE_URN)
added = SchoolAdded(name=ASHGROVE_NAME, urn=ASHGROVE_URN)
urn_assigned = UrnAssigned(
    urn=ASHGROVE_URN,
    from_on=date(2026, 6, 8),
    until_on=None,
    reason="It had this URN when it was taken on.",
    overridden=False,
)


def open_on(*days: Weekday) -> WorkingHours:
    from_eight_to_six = Interval(opens=time(8), closes=time(18))
    return WorkingHours(
        timezone="Europe/London",
        days=tuple(DayHours(day=day, intervals=(from_eight_to_six,)) for day in days),
    )


set_hours = SetHours(
    school_id=ASHGROVE,
    hours=open_on(Weekday.MONDAY, Weekday.TUESDAY),
)
hours_set = HoursSet(hours=open_on(Weekday.MONDAY, Weekday.TUESDAY))

AUTUMN = Term(name="Autumn term", from_on=date(2026, 9, 1), until_on=date(2026, 12, 18))
SNOW = Closure(
    from_on=date(2027, 1, 12),
    until_on=date(2027, 1, 13),
    kind=ClosureKind.EMERGENCY,
    reason="Snow",
)
set_terms = SetTerms(school_id=ASHGROVE, terms=(AUTUMN,))
terms_set = TermsSet(terms=(AUTUMN,), support_in_holidays=HolidaySupport.SAME_HOURS)
set_closures = SetClosures(school_id=ASHGROVE, closures=(SNOW,))
closures_set = ClosuresSet(closures=(SNOW,))
GCSE = ExamPeriod(name="GCSE", from_on=date(2027, 5, 10), until_on=date(2027, 6, 25))
set_exams = SetExams(school_id=ASHGROVE, exams=(GCSE,))
exams_set = ExamsSet(exams=(GCSE,))
OFSTED = Inspection(
    from_on=date(2026, 11, 24), until_on=date(2026, 11, 25), name="Ofsted"
)
set_inspections = SetInspections(school_id=ASHGROVE, inspections=(OFSTED,))
inspections_set = InspectionsSet(inspections=(OFSTED,))

create = partial(
    CreateToken, token_id=TOKEN_ID, digest=DIGEST, expires_at=at("next mon 09:00")
)
created = TokenCreated(
    token_id=TOKEN_ID,
    role=Role.OPERATOR,
    digest=DIGEST,
    expires_at=at("next mon 09:00"),
)
create_for_an_operator = create(school_id=PROVIDER, role=Role.OPERATOR)
revoke = RevokeToken(school_id=PROVIDER, token_id=TOKEN_ID)
revoked = TokenRevoked(token_id=TOKEN_ID)


def test_a_school_is_added_under_its_name_without_stray_blanks() -> None:
    school.given().when(replace(add, name=f" {ASHGROVE_NAME}\n")).then(
        added, urn_assigned
    )


def test_a_school_without_a_urn_carries_none() -> None:
    nameless = SchoolAdded(name=ASHGROVE_NAME, urn=None)
    school.given().when(replace(add, urn=None)).then(nameless)


def test_a_school_is_added_once() -> None:
    school.given(added).when(add).then_nothing()
    school.given(added).when(replace(add, name="Another name")).then_nothing()


def test_a_school_has_a_name() -> None:
    with pytest.raises(Invalid, match="name: Must not be blank"):
        school.given().when(replace(add, name="  "))


def test_no_school_takes_the_id_of_the_provider() -> None:
    school.given().when(replace(add, school_id=PROVIDER)).then_refused("provider")


def test_the_hours_of_a_school_are_set() -> None:
    school.given(added).when(set_hours).then(hours_set)


def test_the_inspections_of_a_school_are_set_once() -> None:
    told = school.given(added).when(set_inspections).then(inspections_set)
    told.when(set_inspections).then_nothing()


def test_hours_are_kept_in_order() -> None:
    muddled = replace(set_hours, hours=open_on(Weekday.TUESDAY, Weekday.MONDAY))
    school.given(added).when(muddled).then(hours_set)


def test_the_same_hours_again_change_nothing() -> None:
    muddled = replace(set_hours, hours=open_on(Weekday.TUESDAY, Weekday.MONDAY))
    school.given(added, hours_set).when(set_hours).then_nothing()
    school.given(added, hours_set).when(muddled).then_nothing()


def test_other_hours_take_the_place_of_those_before() -> None:
    on_mondays = replace(set_hours, hours=open_on(Weekday.MONDAY))
    school.given(added, hours_set).when(on_mondays).then(
        replace(hours_set, hours=open_on(Weekday.MONDAY))
    )


def test_hours_that_cannot_be_kept_are_named() -> None:
    with pytest.raises(Invalid) as refusal:
        school.given(added).when(replace(set_hours, hours=open_on()))
    assert set(refusal.value.errors) == {"hours.days"}


def test_a_school_that_was_not_added_has_no_calendar() -> None:
    for command in (set_hours, set_terms, set_closures, set_exams):
        with pytest.raises(NotFound, match="no such school"):
            school.given().when(command)


def test_hours_terms_closures_and_exams_are_each_set_without_the_others() -> None:
    known = school.given(added, hours_set, terms_set, closures_set, exams_set)
    for again in (set_hours, set_terms, set_closures, set_exams):
        known.when(again).then_nothing()
    school.given(added, hours_set).when(set_terms).then(terms_set)
    school.given(added, terms_set).when(set_closures).then(closures_set)
    school.given(added, closures_set).when(set_exams).then(exams_set)
    school.given(added, exams_set).when(set_hours).then(hours_set)


def test_a_school_is_in_the_nation_that_is_said_or_that_its_urn_tells() -> None:
    wales = NationSet(nation=Nation.WALES)
    welsh = replace(add, urn=402_307)
    assert wales in school.given().when(welsh).events
    scottish = replace(add, urn=None, nation=Nation.SCOTLAND)
    scotland = NationSet(nation=Nation.SCOTLAND)
    assert scotland in school.given().when(scottish).events
    english = replace(welsh, nation=Nation.ENGLAND)
    assert wales not in school.given().when(english).events


def test_another_nation_is_set_and_the_same_is_silence() -> None:
    wales = NationSet(nation=Nation.WALES)
    set_wales = SetNation(school_id=ASHGROVE, nation=Nation.WALES)
    school.given(added).when(set_wales).then(wales).when(set_wales).then_nothing()
    england = replace(set_wales, nation=Nation.ENGLAND)
    school.given(added).when(england).then_nothing()
    with pytest.raises(NotFound, match="no such school"):
        school.given().when(set_wales)


def test_a_token_is_created_and_revoked() -> None:
    given = token.given().when(create_for_an_operator).then(created)
    given.when(revoke).then(revoked)


def test_a_token_is_created_once() -> None:
    token.given(created).when(create_for_an_operator).then_nothing()
    token.given(created).when(
        create_for_an_operator, now=at("next tue 09:00")
    ).then_nothing()


def test_another_token_does_not_take_an_id_that_is_taken() -> None:
    engineer = create(school_id=PROVIDER, role=Role.ENGINEER)
    token.given(created).when(engineer).then_refused("was created before")
    token.given(created, revoked).when(create_for_an_operator).then_refused(
        "was created before"
    )


@pytest.mark.parametrize("now", ["next mon 09:00", "next mon 09:01"])
def test_a_token_that_has_expired_is_of_use_to_nobody(now: str) -> None:
    token.given().when(create_for_an_operator, now=at(now)).then_refused("expired")


@pytest.mark.parametrize("role", Role)
def test_a_role_of_the_provider_is_not_held_at_a_school(role: Role) -> None:
    outcome = token.given().when(create(school_id=ASHGROVE, role=role))
    if role in MSP_ROLES:
        outcome.then_refused(f"The role {role.value} is the provider's")
    else:
        outcome.then(replace(created, role=role))


@pytest.mark.parametrize("role", Role)
def test_a_role_of_a_school_is_not_held_at_the_provider(role: Role) -> None:
    outcome = token.given().when(create(school_id=PROVIDER, role=role))
    if role in MSP_ROLES | ANYWHERE:
        outcome.then(replace(created, role=role))
    else:
        outcome.then_refused(f"The role {role.value} is held at a school")


def test_a_token_is_revoked_once() -> None:
    token.given(created, revoked).when(revoke).then_nothing()


def test_a_token_that_was_not_created_cannot_be_revoked() -> None:
    with pytest.raises(NotFound, match="no such token"):
        token.given().when(revoke)


def test_a_log_begins_with_an_addition_or_a_creation() -> None:
    with pytest.raises(AssertionError, match="adds a school"):
        SCHOOL.evolve(SCHOOL.initial, hours_set)
    with pytest.raises(AssertionError, match="creates a token"):
        TOKEN.evolve(TOKEN.initial, revoked)
