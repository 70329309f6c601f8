"""Is what a school can ask for changed on a page, and seen before it is set?"""

from __future__ import annotations

import re
from typing import Any

import pytest

from contracts.catalogue import CatalogueView, GetCatalogue, SetCatalogue
from contracts.refusals import Invalid
from infra.demo_catalogue import OFFERINGS
from services.gateway.screens.catalogue_forms import (
    TABLE,
    changed,
    filled,
    offering_of,
)
from services.gateway.screens.rows import Rows
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader
from tests.support.cast import ASHGROVE

AT = f"/console/schools/{ASHGROVE}/catalogue"
LAPTOPS, STARTER, WEBSITE = OFFERINGS


def known(api: Api) -> CatalogueView:
    found: CatalogueView = api.town.ask(GetCatalogue(school_id=ASHGROVE))
    return found


@pytest.fixture
def desk(api: Api, olu: Reader) -> Reader:
    api.town.execute(SetCatalogue(school_id=ASHGROVE, offerings=OFFERINGS))
    return olu


def typed(offering: Any = LAPTOPS, **said: str) -> dict[str, str]:
    """A form as its page has it, with what somebody changed in it."""
    told, rows = filled(offering)
    first = {"was": offering.name, "version": "1", "act": "look"}
    return {**told, **rows.values(), **first, **said}


def seen(page: str) -> str:
    """What tells that a next version was seen."""
    [mark] = re.findall(r'name="seen" value="([0-9a-f]{64})"', page)
    return str(mark)


def test_what_differs_is_seen_and_then_set_as_the_next_version(
    api: Api, desk: Reader
) -> None:
    anew = typed(**{"title": "Laptops", "questions.2.label": "Which classroom"})
    answer = desk.sends(f"{AT}/form", **anew)
    assert answer.status_code == 200
    assert "what can be asked for: Laptops instead of Borrow a set" in answer.text
    assert "question: Which classroom instead of Which room" in answer.text
    assert "As the school would see it" in answer.text
    assert 'id="preview-answer-room"' in answer.text
    assert known(api).catalogue_version == 1
    done = desk.sends(f"{AT}/form", **anew | {"act": "set", "seen": seen(answer.text)})
    assert done.status_code == 303
    assert (known(api).catalogue_version, known(api).offerings[0].title) == (
        *(2, "Laptops"),
    )
    assert known(api).offerings[0].questions[2].name == "room"
    assert known(api).offerings[1:] == OFFERINGS[1:]


def test_what_was_not_seen_is_not_set(api: Api, desk: Reader) -> None:
    first = desk.sends(f"{AT}/form", **typed(title="Laptops"))
    other = typed(title="Tablets", act="set", seen=seen(first.text))
    answer = desk.sends(f"{AT}/form", **other)
    assert answer.status_code == 200
    assert "Tablets instead of" in answer.text
    assert known(api).catalogue_version == 1


def test_a_form_is_added_with_a_name_of_its_own(api: Api, desk: Reader) -> None:
    new = {
        **typed(),
        "was": "",
        "title": "Borrow laptops",
        "questions.0.name": "",
        "questions.0.label": "Für welchen Tag?",
    }
    answer = desk.sends(f"{AT}/form", **new)
    assert "“Borrow laptops” is added" in answer.text
    desk.sends(f"{AT}/form", **new | {"act": "set", "seen": seen(answer.text)})
    added = known(api).offerings[-1]
    assert added.name == "borrow-laptops-2"
    assert added.questions[0].name == "fur-welchen-tag"


def test_a_form_is_moved_or_taken_away_once_that_was_seen(
    api: Api, desk: Reader
) -> None:
    act = {"version": "1", "change": "up new-starter"}
    answer = desk.sends(AT, **act)
    assert "is in another place" in answer.text
    desk.sends(AT, **act, act="set", seen=seen(answer.text))
    assert known(api).offerings == (STARTER, LAPTOPS, WEBSITE)
    act = {"version": "2", "change": "remove new-starter"}
    answer = desk.sends(AT, **act)
    assert "is taken away" in answer.text
    desk.sends(AT, **act, act="set", seen=seen(answer.text))
    assert known(api).offerings == (LAPTOPS, WEBSITE)
    assert "Who starts" in desk.reads(f"{AT}?version=2")


def test_what_nobody_could_fill_in_is_named_at_its_field(
    api: Api, desk: Reader
) -> None:
    bad = typed(**{"questions.1.choices": "up to 10"})
    answer = desk.sends(f"{AT}/form", **bad)
    assert answer.status_code == 422
    assert 'href="#questions.1.choices"' in answer.text
    answer = desk.sends(f"{AT}/form", **typed(title=" "))
    assert "What can be asked for: Fill this in." in answer.text
    assert known(api).catalogue_version == 1


def test_what_somebody_set_meanwhile_is_told_and_nothing_typed_is_lost(
    api: Api, desk: Reader
) -> None:
    first = desk.sends(f"{AT}/form", **typed(title="Laptops"))
    api.town.execute(SetCatalogue(school_id=ASHGROVE, offerings=OFFERINGS[:2]))
    late = typed(title="Laptops", act="set", seen=seen(first.text))
    answer = desk.sends(f"{AT}/form", **late)
    assert answer.status_code == 200
    late |= {"seen": seen(answer.text)}
    answer = desk.sends(f"{AT}/form", **late)
    assert answer.status_code == 409
    assert "Somebody changed these forms since you looked" in answer.text
    assert 'value="Laptops"' in answer.text
    assert known(api).offerings == OFFERINGS[:2]


def test_questions_are_added_moved_and_taken_away_in_the_form(desk: Reader) -> None:
    for act, there in (("add", 4), ("remove 0", 2), ("up 1", 3)):
        answer = desk.sends(f"{AT}/form", **typed(), change=act)
        assert answer.text.count("<legend>Question ") == there
    assert "What can be asked for" in desk.reads(f"{AT}/form")
    assert 'value="Which room"' in desk.reads(f"{AT}/form?name=borrow-laptops")
    desk.reads(f"{AT}/form?name=nothing", status=404)
    desk.reads(f"{AT}?version=9", status=404)
    desk.reads(f"{AT}?version=99999999999", status=404)


def test_a_question_moves_up_as_far_as_the_first() -> None:
    _, rows = filled(LAPTOPS)

    def order(act: str) -> list[str]:
        return [row["name"] for row in changed(rows, act).rows]

    assert order("up 1") == ["number", "day", "room"]
    for nowhere in ("up 0", "up 3", "up ²", "up"):
        assert order(nowhere) == ["day", "number", "room"]


def test_what_is_no_choice_at_all_is_named() -> None:
    said, rows = filled(LAPTOPS)
    with pytest.raises(Invalid) as refused:
        offering_of(said | {"use": "leisure"}, rows, "laptops", ())
    assert refused.value.errors.keys() == {"use"}
    nameless = offering_of(said | {"title": "?"}, Rows(TABLE, ()), "", ("form",))
    assert nameless.name == "form-2"


def test_a_school_reads_what_it_can_ask_for_and_changes_nothing(
    desk: Reader, priya: Reader
) -> None:
    page = priya.reads(AT)
    assert "Borrow a set of laptops" in page
    assert "Take away" not in page
    priya.reads(f"{AT}/form", status=403)
    assert priya.sends(AT, change="remove new-starter").status_code == 403
