"""How is a school found among all of them, and how is one taken on?"""

from __future__ import annotations

import re
from uuid import uuid4

import pytest

from contracts.access import Role
from contracts.directory import AddSchool
from contracts.values import PROVIDER
from services.gateway.screens import schools
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader, make_known
from tests.support.cast import ASHGROVE, ASHGROVE_NAME, BECKFIELD_NAME, OLU
from tests.support.register import ACADEMY, load_cut

AT = "/console/schools"
NEW = f"{AT}/new"


def test_every_school_is_listed_and_leads_to_its_settings(olu: Reader) -> None:
    page = olu.reads(AT)
    assert f'<a href="{AT}/{ASHGROVE}">{ASHGROVE_NAME}</a>' in page
    assert BECKFIELD_NAME in page
    assert f'href="{NEW}"' in page


def test_schools_are_found_by_words(olu: Reader) -> None:
    page = olu.reads(f"{AT}?search=ash")
    assert ASHGROVE_NAME in page
    assert BECKFIELD_NAME not in page
    assert "No school is called so." in olu.reads(f"{AT}?search=nowhere")


def test_a_list_that_is_long_goes_on(
    olu: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schools, "PAGE", 1)
    first = olu.reads(AT)
    assert BECKFIELD_NAME not in first
    found = re.search(r'rel="next" href="([^"]+)"', first)
    assert found
    second = olu.reads(found[1])
    assert BECKFIELD_NAME in second
    assert ASHGROVE_NAME not in second
    assert ASHGROVE_NAME in olu.reads(f"{AT}?after=nonsense")


def test_htmx_gets_the_table_alone(olu: Reader) -> None:
    page = olu.reads(f"{AT}?search=ash", headers={"HX-Target": "found"})
    assert ASHGROVE_NAME in page
    assert "<html" not in page


def test_a_school_is_taken_on_by_its_name(olu: Reader) -> None:
    answer = olu.sends(NEW, name="Carr Junior", urn="", key="k")
    assert answer.status_code == 303
    assert "The school is taken on." in olu.reads(f"{answer.location}/hours")
    again = olu.sends(NEW, name="Carr Junior", urn="", key="k")
    assert again.location == answer.location


def test_a_urn_alone_is_enough_where_gias_tells_the_name(api: Api, olu: Reader) -> None:
    load_cut(api.town)
    page = olu.reads(f"{NEW}?search={ACADEMY}")
    assert f'name="urn" value="{ACADEMY}"' in page
    answer = olu.sends(NEW, name=" ", urn=str(ACADEMY))
    assert answer.status_code == 303, answer.text
    assert "Looked after already" in olu.reads(f"{NEW}?search={ACADEMY}")
    assert str(ACADEMY) in olu.reads(AT)


def test_what_is_wrong_is_told_at_its_field_and_kept(api: Api, olu: Reader) -> None:
    answer = olu.sends(NEW, name="", urn="999998")
    assert "GIAS does not tell the name of this URN: write it." in answer.text
    assert 'value="999998"' in answer.text
    assert 'href="#urn"' in olu.sends(NEW, name="Carr Junior", urn="12").text
    assert "Name: Fill this in." in olu.sends(NEW, name="", urn="").text
    add = AddSchool(school_id=uuid4(), name="Carr Junior", urn=900_003)
    api.town.execute(add)
    answer = olu.sends(NEW, name="Carr Infants", urn="900003")
    assert answer.status_code == 422
    assert "Another school carries the URN 900003." in answer.text


def test_who_only_works_at_the_desk_finds_schools_and_adds_none(api: Api) -> None:
    engineer = make_known(api, OLU, Role.ENGINEER, PROVIDER).signed_in()
    assert NEW not in engineer.reads(AT)
    engineer.reads(NEW, 403)
    assert engineer.sends(NEW, name="Carr Junior").status_code == 403
