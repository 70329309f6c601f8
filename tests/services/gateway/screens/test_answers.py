"""What do the answers of a form come to, and which are none?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.answers import LONGEST_ANSWER, Answer, AnswerKind
from contracts.catalogue import Offering, Question, Use
from contracts.refusals import Invalid
from services.gateway.screens.answers import (
    answered,
    described,
    labels,
)
from services.gateway.screens.forms import empty

DAY = Question(name="day", label="For which *day*", kind=AnswerKind.DATE)
SIZE = Question(
    name="size", label="How many", kind=AnswerKind.CHOICE, choices=("ten", "twenty")
)
ROOM = Question(name="room", label="Which room", required=False)
LAPTOPS = Offering(
    name="laptops",
    title="Borrow laptops",
    use=Use.TEACHING,
    questions=(DAY, SIZE, ROOM),
)
GOOD = {"day": "2026-06-12", "size": "ten"}


def told(**typed: str) -> str:
    form = empty(**{f"answer-{name}": value for name, value in typed.items()})
    return described(answered(LAPTOPS, 3, form))


def wrong(**typed: str) -> dict[str, list[str]]:
    with pytest.raises(Invalid) as refusal:
        told(**(GOOD | typed))
    return dict(refusal.value.errors)


def test_each_answer_stands_under_its_question_and_a_day_as_people_write_it() -> None:
    assert told(**GOOD) == "**For which day**\n12/06/2026\n\n**How many**\nten"
    assert told(**GOOD, room=" 4B ").endswith("**Which room**\n4B")


def test_what_has_to_be_answered_is_named_all_at_once() -> None:
    assert wrong(day=" ", size="") == {
        "answer-day": ["Fill this in."],
        "answer-size": ["Fill this in."],
    }


def test_what_was_not_offered_is_no_answer() -> None:
    assert wrong(size="a hundred") == {"answer-size": ["Choose one of these."]}
    assert wrong(day="tomorrow") == {"answer-day": ["Give a date."]}
    assert "answer-room" in wrong(room="x" * (LONGEST_ANSWER + 1))


def test_a_field_of_another_name_is_no_answer() -> None:
    with pytest.raises(Invalid):
        answered(LAPTOPS, 3, empty(**GOOD))


def test_a_form_without_questions_has_nothing_to_say() -> None:
    assert described(answered(replace(LAPTOPS, questions=()), 3, empty())) == ""


def test_each_field_is_called_as_its_question_is() -> None:
    assert labels(LAPTOPS.questions)["answer-size"] == "How many"


def test_answers_are_kept_as_data_with_the_words_of_their_questions() -> None:
    form = empty(**{f"answer-{name}": value for name, value in GOOD.items()})
    kept = answered(LAPTOPS, 3, form)
    assert (kept.offering, kept.title, kept.catalogue_version) == (
        *("laptops", "Borrow laptops", 3),
    )
    assert kept.answers[0] == Answer(
        question="day",
        label="For which *day*",
        kind=AnswerKind.DATE,
        answer="2026-06-12",
    )
    assert len(kept.answers) == 2
