"""How is it said which nation a school is in?"""

from __future__ import annotations

import re

from contracts.directory import GetSchool
from contracts.values import Nation
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader
from tests.support.cast import ASHGROVE

AT = f"/console/schools/{ASHGROVE}/closures"
NEW = "/console/schools/new"


def test_a_nation_is_set_and_its_bank_holidays_follow(api: Api, olu: Reader) -> None:
    assert re.search(r'value="england" selected', olu.reads(AT))
    answer = olu.sends(f"{AT}/nation", nation="northern_ireland")
    assert answer.location == AT
    api.town.settle()
    page = olu.reads(AT)
    assert "The bank holidays are those of Northern Ireland." in page
    assert re.search(r'value="northern_ireland" selected', page)
    # The Battle of the Boyne, 12 July being a Sunday.
    assert "Monday 13/07/2026" in page


def test_a_school_reads_whose_bank_holidays_it_has_and_sets_none(
    api: Api, priya: Reader
) -> None:
    page = priya.reads(AT)
    assert "Its bank holidays are those of England." in page
    assert "<select" not in page.partition("<main")[2]
    assert priya.sends(f"{AT}/nation", nation="wales").status_code == 403
    assert api.town.ask(GetSchool(school_id=ASHGROVE)).nation is Nation.ENGLAND


def test_a_nation_that_is_none_is_refused(olu: Reader) -> None:
    assert olu.sends(f"{AT}/nation", nation="france").status_code == 422


def test_a_school_is_taken_on_in_its_nation(olu: Reader) -> None:
    answer = olu.sends(NEW, name="Carr Junior", urn="", nation="scotland")
    page = olu.reads(f"{answer.location}/closures")
    assert re.search(r'value="scotland" selected', page)
