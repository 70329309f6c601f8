"""Who is known, and which roles may they be given? Told as given / when / then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from uuid import UUID

import pytest

from contracts.access import MSP_ROLES, OF_PROGRAMS, Role
from contracts.people import (
    AddPerson,
    AssignRole,
    EndRole,
    PersonAdded,
    RoleAssigned,
    RoleEnded,
)
from contracts.refusals import Invalid, NotFound
from contracts.sign_in import PasswordSet, RecordPassword
from contracts.values import PROVIDER
from services.directory.people import PERSON, normal_address
from tests.support.cast import ASHGROVE, PRIYA
from tests.support.scenario import Scenario

ACCOUNT = UUID("acc00000-0000-4000-8000-000000000001")
PRIYAS = {"person_id": PRIYA.person_id}
AUTUMN, CHRISTMAS = date(2026, 9, 1), date(2026, 12, 18)
NEW_YEAR, SUMMER = date(2027, 1, 4), date(2027, 7, 21)

person = Scenario(PERSON, ACCOUNT)

add = AddPerson(
    school_id=ASHGROVE, person_id=PRIYA.person_id, name="Priya", email=PRIYA.email
)
added = PersonAdded(
    person_id=PRIYA.person_id, account_id=ACCOUNT, name="Priya", email=PRIYA.email
)
assign = partial(
    AssignRole, school_id=ASHGROVE, person_id=PRIYA.person_id, role=Role.STAFF
)
assigned = partial(RoleAssigned, person_id=PRIYA.person_id, role=Role.STAFF)
end = partial(EndRole, school_id=ASHGROVE, person_id=PRIYA.person_id, role=Role.STAFF)
ended = partial(RoleEnded, person_id=PRIYA.person_id, role=Role.STAFF)
open_ended = assigned(from_on=AUTUMN, until_on=None)
one_term = assigned(from_on=AUTUMN, until_on=CHRISTMAS)


def test_somebody_is_known_by_name_and_by_an_address_written_one_way() -> None:
    muddled = replace(add, name=" Priya ", email=" Priya@Ashgrove.Example\n")
    person.given().when(muddled).then(added)
    assert normal_address(" Priya@Ashgrove.Example\n") == PRIYA.email


def test_somebody_is_added_once() -> None:
    person.given(added).when(add).then_nothing()


def test_nobody_takes_the_id_of_somebody_else() -> None:
    somebody_else = replace(added, account_id=UUID(int=1))
    person.given(somebody_else).when(add).then_refused("Somebody else")


@pytest.mark.parametrize("email", ["priya", "@x.example", "p@x", "p @x.example", "p@."])
def test_every_field_of_a_person_that_is_wrong_is_named(email: str) -> None:
    with pytest.raises(Invalid) as refusal:
        person.given().when(replace(add, name=" ", email=email))
    assert set(refusal.value.errors) == {"name", "email"}


def test_a_role_is_given_for_some_days_or_until_it_is_ended() -> None:
    person.given(added).when(assign(from_on=AUTUMN)).then(open_ended)
    until_christmas = assign(from_on=AUTUMN, until_on=CHRISTMAS)
    person.given(added).when(until_christmas).then(one_term)


def test_the_same_role_for_the_same_days_again_is_silence() -> None:
    person.given(added, open_ended).when(assign(from_on=AUTUMN)).then_nothing()


def test_a_role_is_held_once_at_a_time() -> None:
    given = person.given(added, one_term)
    given.when(assign(from_on=CHRISTMAS)).then_refused("held on some of these days")
    given.when(assign(from_on=NEW_YEAR)).then(assigned(from_on=NEW_YEAR, until_on=None))


def test_several_roles_are_held_at_a_time() -> None:
    head = replace(open_ended, role=Role.GOVERNOR)
    command = replace(assign(from_on=AUTUMN), role=Role.GOVERNOR)
    person.given(added, open_ended).when(command).then(head)


def test_a_role_ends_on_the_day_it_begins_or_later() -> None:
    person.given(added).when(assign(from_on=AUTUMN, until_on=AUTUMN)).then(
        assigned(from_on=AUTUMN, until_on=AUTUMN)
    )
    with pytest.raises(Invalid, match="until_on"):
        person.given(added).when(assign(from_on=CHRISTMAS, until_on=AUTUMN))


@pytest.mark.parametrize("role", sorted(set(Role) - OF_PROGRAMS, key=str))
def test_a_role_is_held_where_it_belongs(role: Role) -> None:
    at_school = replace(assign(from_on=AUTUMN), role=role)
    at_the_msp = replace(at_school, school_id=PROVIDER)
    wrong = at_school if role in MSP_ROLES else at_the_msp
    right = at_the_msp if role in MSP_ROLES else at_school
    person.given(added).when(right).then(replace(open_ended, role=role))
    if role is not Role.AUDITOR:
        person.given(added).when(wrong).then_refused(role.value)


def test_a_person_holds_no_role_that_is_made_for_programs() -> None:
    monitoring = replace(assign(from_on=AUTUMN), role=Role.MONITORING)
    person.given(added).when(monitoring).then_refused("not people")


def test_a_role_ends_with_a_day_and_may_be_given_again_after_it() -> None:
    ended_then = person.given(added, open_ended).when(end(until_on=CHRISTMAS))
    given = ended_then.then(ended(until_on=CHRISTMAS))
    given.when(end(until_on=CHRISTMAS)).then_nothing()
    given.when(assign(from_on=NEW_YEAR)).then(assigned(from_on=NEW_YEAR, until_on=None))


def test_an_end_after_the_end_changes_nothing() -> None:
    person.given(added, one_term).when(end(until_on=SUMMER)).then_nothing()


def test_what_was_to_begin_after_the_end_never_begins() -> None:
    later = assigned(from_on=NEW_YEAR, until_on=None)
    given = person.given(added, one_term, later).when(end(until_on=CHRISTMAS))
    dropped = given.then(ended(until_on=CHRISTMAS))
    assert len(dropped.state.holdings) == 1


def test_a_role_that_is_not_held_does_not_end() -> None:
    governor = replace(end(until_on=CHRISTMAS), role=Role.GOVERNOR)
    person.given(added, open_ended).when(governor).then_refused("not held")


def test_a_new_password_is_told_of_each_time_and_what_it_is_never() -> None:
    record = RecordPassword(school_id=ASHGROVE, hashed="$argon2id$...", **PRIYAS)
    given = person.given(added).when(record).then(PasswordSet(**PRIYAS))
    given.when(record).then(PasswordSet(**PRIYAS))
    assert "argon2" not in repr(PasswordSet(**PRIYAS))


def test_nothing_is_said_of_somebody_who_is_not_known() -> None:
    record = RecordPassword(school_id=ASHGROVE, hashed="x", **PRIYAS)
    for command in (assign(from_on=AUTUMN), end(until_on=AUTUMN), record):
        with pytest.raises(NotFound, match="no such person"):
            person.given().when(command)


def test_what_is_known_of_somebody_begins_with_their_addition() -> None:
    with pytest.raises(AssertionError, match="adds a person"):
        PERSON.evolve(PERSON.initial, open_ended)
