"""How is reference data read?"""

from __future__ import annotations

from datetime import date

import pytest

from contracts.directory import AddSchool
from contracts.gias import Establishment, EstablishmentsView, FindEstablishments
from services.directory.reference_queries import succession
from services.directory.succession import Succession
from tests.support.cast import ASHGROVE, ASHGROVE_NAME
from tests.support.register import ACADEMY, BEFORE, load_cut
from tests.support.town import Town


@pytest.fixture
def register(town: Town) -> Town:
    load_cut(town)
    return town


def find(town: Town, search: str, limit: int = 20) -> list[Establishment]:
    view: EstablishmentsView = town.ask(FindEstablishments(search=search, limit=limit))
    return list(view.establishments)


def test_establishments_are_found_by_words_whatever_their_case(register: Town) -> None:
    found = find(register, "BECKET england")
    assert [one.urn for one in found] == [BEFORE, ACADEMY]
    name = "St Thomas à Becket Church of England Aided Primary School"
    assert {one.name for one in found} == {name}
    assert find(register, "À becket") == found
    assert find(register, "hogwarts") == []


def test_an_establishment_is_found_by_its_urn_with_its_links(register: Town) -> None:
    (found,) = find(register, f" {ACADEMY} ")
    (link,) = found.links
    assert (link.urn, link.type) == (BEFORE, "Predecessor")
    assert link.established_on == date(2023, 2, 1)
    assert find(register, "999999") == []
    assert find(register, "9" * 30) == []


def test_a_merger_shows_both_that_went_into_it(register: Town) -> None:
    (found,) = find(register, "132245")
    assert [link.urn for link in found.links] == [100_016, 100_017]


def test_a_link_that_only_one_end_tells_is_shown_at_both(register: Town) -> None:
    (told,) = find(register, "100947")
    (other,) = find(register, "133288")
    assert [(link.urn, link.type) for link in told.links] == [(133_288, "Successor")]
    (link,) = other.links
    assert (link.urn, link.type, link.name) == (100_947, "Predecessor", None)
    assert told.name is None, "GIAS names only what is linked to"


def test_more_than_fit_are_not_shown_but_told_of(register: Town) -> None:
    view: EstablishmentsView = register.ask(
        FindEstablishments(search="school", limit=3)
    )
    assert (len(view.establishments), view.more) == (3, True)


def test_what_is_ours_already_is_told(register: Town) -> None:
    register.execute(AddSchool(school_id=ASHGROVE, name=ASHGROVE_NAME, urn=ACADEMY))
    (found,) = find(register, str(ACADEMY))
    assert found.school_id == ASHGROVE


def test_nothing_is_found_before_a_file_is_loaded(town: Town) -> None:
    assert find(town, "becket") == []


def test_a_succession_is_read_from_the_file_that_counts(register: Town) -> None:
    def read(old: int, new: int) -> Succession:
        found: Succession = register.applications["directory"].read(
            succession, old, new
        )
        return found

    assert read(BEFORE, ACADEMY) is Succession.CARRIED_ON
    assert read(100_016, 132_245) is Succession.MERGED_OR_SPLIT
    assert read(130_687, 146_555) is Succession.MERGED_OR_SPLIT
    assert read(BEFORE, 132_245) is Succession.UNKNOWN
