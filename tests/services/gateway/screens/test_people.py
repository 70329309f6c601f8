"""Who is known at a school, and how is somebody made known there?"""

from __future__ import annotations

import re
from datetime import date

import pytest

from contracts.access import Role
from contracts.people import FindPeople, HeldRole
from contracts.values import PROVIDER
from services.gateway.screens import people
from services.gateway.screens.people import roles_on
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader, make_known
from tests.support.cast import ASHGROVE, BEN, OLU, PRIYA

AT = f"/console/schools/{ASHGROVE}/people"
DAY = date(2026, 6, 8)


def names(api: Api) -> list[str]:
    found = api.town.ask(FindPeople(school_id=ASHGROVE)).people
    return [one.name for one in found]


def test_people_are_listed_with_what_they_are_and_when_they_came(
    olu: Reader, priya: Reader, ben: Reader
) -> None:
    page = olu.reads(AT)
    assert PRIYA.email in page
    assert "Staff, from 01/01/2020" in page
    assert "08/06/2026 09:00" in page
    assert BEN.email not in page


def test_somebody_is_made_known_once(api: Api, olu: Reader) -> None:
    assert "Nobody is known here yet." in olu.reads(AT)
    typed = {"name": "Priya Nair", "email": PRIYA.email, "key": "k"}
    answer = olu.sends(AT, **typed)
    assert answer.status_code == 303
    assert olu.sends(AT, **typed).location == answer.location
    page = olu.reads(answer.location)
    assert "Priya Nair is known now." in page
    assert "cannot sign in" in page
    assert names(api) == ["Priya Nair"]


def test_what_is_wrong_is_told_at_its_field_and_kept(olu: Reader, ben: Reader) -> None:
    assert "Name: Fill this in." in olu.sends(AT, name=" ", email="priya").text
    answer = olu.sends(AT, name="Priya", email="priya")
    assert answer.status_code == 422
    assert "Not an e-mail address" in answer.text
    assert 'value="priya"' in answer.text
    answer = olu.sends(AT, name="Ben", email=BEN.email)
    assert "Somebody is known by this e-mail address already." in answer.text


def test_a_list_that_is_long_goes_on(
    api: Api, olu: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people, "PAGE", 1)
    for name in ("Asha", "Zoe"):
        olu.sends(AT, name=name, email=f"{name}@ashgrove.example")
    first = olu.reads(AT)
    found = re.search(r'rel="next" href="([^"]+)"', first)
    assert found
    second = olu.reads(found[1])
    assert "Zoe" in second
    assert "Asha" not in second


def test_the_head_adds_people_of_her_own_school_and_finds_the_way(api: Api) -> None:
    head = make_known(api, PRIYA, Role.HEAD, ASHGROVE).signed_in()
    assert f'href="{AT}"' in head.reads("/help")
    assert head.sends(AT, name="Zoe", email="z@ashgrove.example").status_code == 303
    assert names(api) == ["Priya", "Zoe"]


def test_a_business_manager_sees_who_there_is_and_no_form(api: Api) -> None:
    manager = make_known(api, PRIYA, Role.BUSINESS_MANAGER, ASHGROVE).signed_in()
    page = manager.reads(AT)
    assert "Business manager, from 01/01/2020" in page
    assert "Add somebody" not in page
    assert manager.sends(AT, name="Zoe", email="z@x.example").status_code == 403


def test_others_of_the_school_and_engineers_see_none(api: Api, priya: Reader) -> None:
    priya.reads(AT, 403)
    assert AT not in priya.reads("/help")
    make_known(api, OLU, Role.ENGINEER, PROVIDER).signed_in().reads(AT, 403)


def test_a_role_counts_on_its_first_and_on_its_last_day() -> None:
    def held(first: int, last: int | None) -> HeldRole:
        until = None if last is None else date(2026, 6, last)
        return HeldRole(role=Role.DSL, from_on=date(2026, 6, first), until_on=until)

    over, older = held(2, 7), held(1, 1)
    now, for_good, later = held(1, 8), held(8, None), held(9, 10)
    roles = roles_on(DAY, (older, over, now, for_good, later))
    assert roles.now == [now, for_good]
    assert roles.later == [later]
    assert roles.before == [over, older]


def test_nobody_is_added_without_the_right(api: Api, ben: Reader) -> None:
    assert ben.sends(AT, name="Zoe", email="z@x.example").status_code == 403
    assert names(api) == []
