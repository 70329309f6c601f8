"""How are people and their roles read?"""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from contracts.access import Caller, Role
from contracts.people import (
    AddPerson,
    FindPeople,
    GetPerson,
    HeldRole,
    PeopleView,
    PersonView,
)
from contracts.refusals import Forbidden, Invalid, NotFound
from contracts.values import PROVIDER
from tests.services.directory.office import ADMINISTRATOR, SINCE, Office, themself
from tests.support.cast import ASHGROVE, BECKFIELD, BEN, OLU, PRIYA

HEAD = Caller(actor="person:head", role=Role.HEAD, school=ASHGROVE)
END = date(2026, 7, 21)


def add(office: Office, number: int, name: str) -> None:
    office.manage(
        AddPerson(
            school_id=ASHGROVE,
            person_id=UUID(int=number),
            name=name,
            email=f"person-{number}@ashgrove.example",
        )
    )


def test_people_are_shown_with_the_roles_of_all_times(office: Office) -> None:
    office.assign(PRIYA, ASHGROVE, Role.GOVERNOR, from_on=END)
    office.end(PRIYA, ASHGROVE, Role.STAFF, END)
    shown: PeopleView = office.town.ask(FindPeople(school_id=ASHGROVE), by=HEAD)
    (priya,) = shown.people
    assert (priya.person_id, priya.name) == (PRIYA.person_id, PRIYA.name)
    assert (priya.email, priya.has_password) == (PRIYA.email, True)
    assert priya.roles == (
        HeldRole(role=Role.STAFF, from_on=SINCE, until_on=END),
        HeldRole(role=Role.GOVERNOR, from_on=END, until_on=None),
    )


def test_people_come_by_name_in_pages(office: Office) -> None:
    for number, name in enumerate(("quentin", "Adam Smith", "Zoe", "adam smith")):
        add(office, number + 1, name)
    names: list[str] = []
    after = ""
    while True:
        page: PeopleView = office.town.ask(
            FindPeople(school_id=ASHGROVE, after=after, limit=2), by=ADMINISTRATOR
        )
        names += [one.name for one in page.people]
        assert len(page.people) <= 2
        after = page.next
        if not after:
            break
    assert names == ["Adam Smith", "adam smith", "Priya", "quentin", "Zoe"]
    assert not page.people[-1].has_password


def test_a_cursor_that_is_not_ours_is_named(office: Office) -> None:
    with pytest.raises(Invalid, match="cursor"):
        office.town.ask(FindPeople(school_id=ASHGROVE, after="x"), by=HEAD)


def test_beckfield_cannot_see_the_people_of_ashgrove(office: Office) -> None:
    bens_head = Caller(actor="person:1", role=Role.HEAD, school=BECKFIELD)
    for school in (ASHGROVE, PROVIDER):
        with pytest.raises(Forbidden):
            office.town.ask(FindPeople(school_id=school), by=bens_head)
    shown: PeopleView = office.town.ask(FindPeople(school_id=BECKFIELD), by=bens_head)
    assert [one.person_id for one in shown.people] == [BEN.person_id]


def test_one_of_the_people_is_shown_as_in_the_list(office: Office) -> None:
    question = GetPerson(school_id=ASHGROVE, person_id=PRIYA.person_id)
    shown: PersonView = office.town.ask(question, by=HEAD)
    listed: PeopleView = office.town.ask(FindPeople(school_id=ASHGROVE), by=HEAD)
    assert [shown.person] == list(listed.people)
    elsewhere = GetPerson(school_id=ASHGROVE, person_id=BEN.person_id)
    with pytest.raises(NotFound):
        office.town.ask(elsewhere, by=HEAD)


def test_who_runs_the_school_sees_its_people_and_changes_none(office: Office) -> None:
    manager = Caller(actor="person:2", role=Role.BUSINESS_MANAGER, school=ASHGROVE)
    shown: PeopleView = office.town.ask(FindPeople(school_id=ASHGROVE), by=manager)
    assert [one.name for one in shown.people] == [PRIYA.name]
    add = AddPerson(
        school_id=ASHGROVE, person_id=UUID(int=9), name="Zoe", email="z@school.example"
    )
    with pytest.raises(Forbidden):
        office.town.execute(add, by=manager)


def test_who_manages_no_people_is_shown_none(office: Office) -> None:
    with pytest.raises(Forbidden):
        office.town.ask(FindPeople(school_id=ASHGROVE), by=themself())
    colleagues: PeopleView = office.town.ask(
        FindPeople(school_id=PROVIDER), by=themself(OLU, PROVIDER)
    )
    assert [one.person_id for one in colleagues.people] == [OLU.person_id]
