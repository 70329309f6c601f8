"""Is the catalogue of the demo one that a school can have?"""

from __future__ import annotations

from contracts.answers import AnswerKind
from contracts.catalogue import CatalogueSet
from infra import demo_catalogue
from services.intake.forms.catalogue import CATALOGUE
from tests.support.scenario import Scenario


def test_a_school_can_have_it_and_it_shows_every_kind_of_question() -> None:
    for command in demo_catalogue.commands():
        [event] = Scenario(CATALOGUE).given().when(command).events
        assert isinstance(event, CatalogueSet)
        assert event.offerings == demo_catalogue.OFFERINGS
    asked = {q.kind for one in demo_catalogue.OFFERINGS for q in one.questions}
    assert asked == {*AnswerKind}
