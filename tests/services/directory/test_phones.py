"""Which number does somebody call from? Told as given / when / then."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from contracts.people import AddPerson, PersonAdded
from contracts.phones import PhoneSet, SetPhone
from contracts.refusals import Invalid, NotFound
from services.directory.people import PERSON
from tests.support.cast import ASHGROVE, PRIYA
from tests.support.scenario import Scenario

ACCOUNT = UUID("acc00000-0000-4000-8000-000000000001")
OFFICE = "+442079460000"

add = AddPerson(
    school_id=ASHGROVE, person_id=PRIYA.person_id, name="Priya", email=PRIYA.email
)
added = PersonAdded(
    person_id=PRIYA.person_id, account_id=ACCOUNT, name="Priya", email=PRIYA.email
)
call = SetPhone(school_id=ASHGROVE, person_id=PRIYA.person_id, phone="020 7946 0000")
calls = PhoneSet(person_id=PRIYA.person_id, phone=OFFICE)
known = Scenario(PERSON, terms="")
called = Scenario(PERSON, terms=OFFICE)


def test_a_number_is_kept_as_it_is_dialled_from_anywhere() -> None:
    known.given(added).when(call).then(calls)


def test_somebody_is_added_with_their_number() -> None:
    command = replace(add, phone="+44 (0)20 7946 0000")
    Scenario(PERSON, terms=ACCOUNT).given().when(command).then(added, calls)


def test_the_number_that_is_kept_already_is_silence() -> None:
    called.given(added, calls).when(call).then_nothing()
    known.given(added).when(replace(call, phone=" ")).then_nothing()


def test_a_number_is_taken_away() -> None:
    nothing = replace(calls, phone="")
    called.given(added, calls).when(replace(call, phone="")).then(nothing)


@pytest.mark.parametrize("phone", ["204", "anonymous", "+44 20", "1" * 30])
def test_what_nobody_can_dial_is_no_number(phone: str) -> None:
    with pytest.raises(Invalid) as told:
        known.given(added).when(replace(call, phone=phone))
    assert {*told.value.errors} == {"phone"}
    with pytest.raises(Invalid) as told:
        Scenario(PERSON, terms=ACCOUNT).given().when(
            replace(add, name=" ", phone=phone)
        )
    assert {*told.value.errors} == {"name", "phone"}


def test_nobody_has_a_number_before_they_are_known() -> None:
    with pytest.raises(NotFound):
        known.given().when(call)
