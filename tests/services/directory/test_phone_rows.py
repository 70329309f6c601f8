"""How are the numbers of people kept, and who may be calling from one?"""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from contracts.access import Caller, Role
from contracts.people import GetPerson, PersonView
from contracts.phones import FindByPhone, PhoneHoldersView, SetPhone
from contracts.refusals import Forbidden, NotFound
from contracts.values import PROVIDER
from services.directory import phone_rows
from tests.services.directory.office import ADMINISTRATOR, Office
from tests.support.cast import ASHGROVE, BECKFIELD, BEN, OLU, PRIYA, Person

OFFICE = "020 7946 0000"
ENGINEER = Caller(actor="person:engineer", role=Role.ENGINEER)
OF_BECKFIELD = Caller(actor="token:1", role=Role.ENGINEER, school=BECKFIELD)


def calls_from(
    office: Office, who: Person, school: UUID = ASHGROVE, phone: str = OFFICE
) -> None:
    office.manage(SetPhone(school_id=school, person_id=who.person_id, phone=phone))


def holders(
    office: Office,
    number: str = "+44 20 7946 0000",
    by: Caller = ENGINEER,
    school: UUID | None = None,
) -> list[UUID]:
    found: PhoneHoldersView = office.town.ask(
        FindByPhone(number=number, school_id=school), by=by
    )
    return [one.person_id for one in found.holders]


def test_whoever_has_the_number_is_found_however_it_is_written(office: Office) -> None:
    calls_from(office, PRIYA)
    for number in (OFFICE, "+442079460000", "0044 20 7946-0000"):
        assert holders(office, number) == [PRIYA.person_id]
    assert holders(office, "020 7946 0001") == []
    assert holders(office, "204") == holders(office, "withheld") == []


def test_several_who_share_a_number_are_all_told_by_name(office: Office) -> None:
    calls_from(office, PRIYA)
    calls_from(office, BEN, BECKFIELD)
    assert holders(office) == [BEN.person_id, PRIYA.person_id]


def test_the_people_of_beckfield_cannot_see_whose_number_is_ashgroves(
    office: Office,
) -> None:
    calls_from(office, PRIYA)
    calls_from(office, BEN, BECKFIELD)
    assert holders(office, by=OF_BECKFIELD) == [BEN.person_id]
    with pytest.raises(Forbidden):
        holders(office, by=OF_BECKFIELD, school=ASHGROVE)
    for role in (Role.HEAD, Role.STAFF):
        of_school = Caller(actor="person:1", role=role, school=BECKFIELD)
        with pytest.raises(Forbidden):
            holders(office, by=of_school)


def test_who_has_left_is_not_calling(office: Office) -> None:
    calls_from(office, PRIYA)
    office.end(PRIYA, ASHGROVE, Role.STAFF, date(2026, 6, 1))
    assert holders(office) == []


def test_without_asking_for_roles_who_left_would_be_proposed(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls_from(office, PRIYA)
    office.end(PRIYA, ASHGROVE, Role.STAFF, date(2026, 6, 1))
    monkeypatch.setattr(phone_rows, "_HOLDERS", phone_rows._OF_NUMBER)
    assert holders(office) == [PRIYA.person_id]


def test_a_colleague_is_nobody_of_a_school(office: Office) -> None:
    calls_from(office, OLU, PROVIDER)
    assert holders(office) == []


def test_a_number_is_shown_and_taken_away(office: Office) -> None:
    calls_from(office, PRIYA)
    question = GetPerson(school_id=ASHGROVE, person_id=PRIYA.person_id)
    shown: PersonView = office.town.ask(question, by=ADMINISTRATOR)
    assert shown.person.phone == "+442079460000"
    calls_from(office, PRIYA, phone="")
    shown = office.town.ask(question, by=ADMINISTRATOR)
    assert shown.person.phone == ""
    assert holders(office) == []


def test_only_who_manages_people_keeps_their_numbers(office: Office) -> None:
    command = SetPhone(school_id=ASHGROVE, person_id=PRIYA.person_id, phone=OFFICE)
    bens_head = Caller(actor="person:2", role=Role.HEAD, school=BECKFIELD)
    for caller in (ENGINEER, bens_head):
        with pytest.raises(Forbidden):
            office.town.execute(command, by=caller)
    head = Caller(actor="person:3", role=Role.HEAD, school=ASHGROVE)
    office.town.execute(command, by=head)
    assert holders(office) == [PRIYA.person_id]
    with pytest.raises(NotFound):
        office.manage(SetPhone(school_id=ASHGROVE, person_id=UUID(int=4), phone=OFFICE))
