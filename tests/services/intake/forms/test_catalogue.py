"""What may stand in a catalogue? Each rule as given / when / then."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from contracts.answers import AnswerKind
from contracts.catalogue import CatalogueSet, Offering, Question, SetCatalogue, Use
from contracts.refusals import Invalid
from services.intake.forms.catalogue import CATALOGUE
from tests.support.cast import ASHGROVE
from tests.support.scenario import Scenario

DAY = Question(name="day", label="For which day", kind=AnswerKind.DATE)
SIZE = Question(
    name="size", label="How many", kind=AnswerKind.CHOICE, choices=("ten", "twenty")
)
LAPTOPS = Offering(
    name="laptops", title="Borrow laptops", use=Use.TEACHING, questions=(DAY, SIZE)
)

catalogue = Scenario(CATALOGUE)


def put(*offerings: Offering) -> SetCatalogue:
    return SetCatalogue(school_id=ASHGROVE, offerings=offerings)


def first(*offerings: Offering) -> CatalogueSet:
    return CatalogueSet(catalogue_version=1, offerings=offerings)


def wrong(*offerings: Offering) -> dict[str, list[str]]:
    with pytest.raises(Invalid) as refusal:
        catalogue.given().when(put(*offerings))
    return dict(refusal.value.errors)


def asking(**changed: Any) -> Offering:
    return replace(LAPTOPS, questions=(replace(SIZE, **changed),))


def test_a_catalogue_is_set_and_each_change_is_its_next_version() -> None:
    story = catalogue.given().when(put(LAPTOPS)).then(first(LAPTOPS))
    empty = CatalogueSet(catalogue_version=2, offerings=())
    story.when(put()).then(empty)


def test_the_same_again_is_silence() -> None:
    catalogue.given(first(LAPTOPS)).when(put(LAPTOPS)).then_nothing()


@pytest.mark.parametrize("name", ["Laptops", "two words", "1st", "-", "a/b", "é"])
def test_a_name_is_one_that_an_address_can_have(name: str) -> None:
    assert "offerings.0.name" in wrong(replace(LAPTOPS, name=name))
    assert "offerings.0.questions.0.name" in wrong(asking(name=name))


def test_a_name_is_given_once() -> None:
    assert wrong(LAPTOPS, replace(LAPTOPS, title="Others")) == {
        "offerings.1.name": ["Another one has this name."]
    }
    twice = replace(LAPTOPS, questions=(DAY, replace(SIZE, name="day")))
    assert "offerings.0.questions.1.name" in wrong(twice)


def test_what_people_read_is_not_blank() -> None:
    assert "offerings.0.title" in wrong(replace(LAPTOPS, title="  "))
    assert "offerings.0.questions.0.label" in wrong(asking(label=" "))


@pytest.mark.parametrize(
    "choices", [(), ("ten",), ("ten", "ten"), ("ten", " "), ("ten", "twenty", "ten")]
)
def test_a_choice_is_between_two_things_at_least(choices: tuple[str, ...]) -> None:
    assert "offerings.0.questions.0.choices" in wrong(asking(choices=choices))


def test_only_a_choice_has_choices() -> None:
    assert "offerings.0.questions.0.choices" in wrong(asking(kind=AnswerKind.TEXT))
