"""Are answers kept as data, sealed, and of old events none?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from contracts.answers import Answer, Answered
from contracts.intake import GetTicket, TicketOpened, TicketView
from contracts.refusals import Invalid
from services.intake.forms.answer_rows import ticket_answers
from services.intake.forms.answers import read, told
from shared.sealing import FORGOTTEN, SEALED
from tests.services.intake.stories import open_it, opened, ticket
from tests.support.cast import ASHGROVE, TICKET
from tests.support.rebuilding import spoil, switched
from tests.support.town import Town

DAY = Answer(question="day", label="For which day", answer="2026-06-12")
FORM = Answered(
    offering="laptops", title="Borrow laptops", catalogue_version=3, answers=(DAY,)
)
asks = replace(open_it, form=FORM)


def test_a_ticket_is_opened_with_what_was_answered() -> None:
    ticket.given().when(asks).then(replace(opened, form=told(FORM)))
    assert read(told(FORM)) == FORM
    assert told(None) is None


def test_a_question_has_one_answer() -> None:
    twice = replace(FORM, answers=(DAY, DAY))
    with pytest.raises(Invalid) as refused:
        ticket.given().when(replace(asks, form=twice))
    assert refused.value.errors.keys() == {
        "form.answers.0.question",
        "form.answers.1.question",
    }


@pytest.mark.parametrize("said", [None, "", SEALED, FORGOTTEN, "{}", "[1]"])
def test_what_cannot_be_read_any_more_is_nothing(said: str | None) -> None:
    assert read(said) is None


def test_answers_are_read_with_the_ticket_and_follow_from_the_log(town: Town) -> None:
    town.execute(asks)

    def seen() -> Any:
        view: TicketView = town.ask(GetTicket(ticket_id=TICKET))
        return view.form

    assert seen() == FORM
    spoil(town, "intake", ticket_answers, answers="{}")
    assert seen() is None
    switched(town, "intake")
    assert seen() == FORM


def test_answers_are_sealed_in_the_log(town: Town) -> None:
    town.execute(asks)
    bodies = [one.body for one in town.log("intake", ASHGROVE)]
    assert not [body for body in bodies if b"For which day" in body]


def test_before_answers_were_kept_there_were_none() -> None:
    assert TicketOpened.__dataclass_fields__["form"].default is None
