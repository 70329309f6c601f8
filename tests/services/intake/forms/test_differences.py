"""What differs between two versions of a catalogue?"""

from __future__ import annotations

from dataclasses import replace

from contracts.answers import AnswerKind
from contracts.catalogue import CatalogueDifference, Differs, Offering, Question, Use
from services.intake.forms.differences import differences
from tests.services.intake.forms.test_catalogue import DAY, LAPTOPS, SIZE

OTHER = Offering(name="other", title="Something else", use=Use.LEARNING)
THIRD = Offering(name="third", title="A third thing", use=Use.LEARNING)


def told(*versions: tuple[Offering, ...]) -> list[CatalogueDifference]:
    return [*differences(*versions)]


def test_the_same_differs_in_nothing() -> None:
    assert told((LAPTOPS, OTHER), (LAPTOPS, OTHER)) == []


def test_what_is_added_and_taken_away_is_told_by_its_title() -> None:
    assert told((LAPTOPS,), (OTHER,)) == [
        CatalogueDifference(how=Differs.REMOVED, offering="Borrow laptops"),
        CatalogueDifference(how=Differs.ADDED, offering="Something else"),
    ]


def test_what_moved_is_told_once() -> None:
    moved = CatalogueDifference(how=Differs.MOVED, offering="A third thing")
    assert told((LAPTOPS, OTHER, THIRD), (THIRD, LAPTOPS, OTHER)) == [moved]


def test_where_more_moved_all_in_new_places_are_told() -> None:
    before = (LAPTOPS, OTHER, THIRD, replace(THIRD, name="fourth", title="A fourth"))
    found = told(before, before[::-1])
    assert [one.how for one in found] == [Differs.MOVED] * 4


def test_what_is_said_otherwise_is_told_with_what_it_was() -> None:
    anew = replace(LAPTOPS, title="Laptops", use=Use.LEARNING)
    assert told((LAPTOPS,), (anew,)) == [
        CatalogueDifference(
            how=Differs.CHANGED,
            offering="Borrow laptops",
            field="title",
            before="Borrow laptops",
            after="Laptops",
        ),
        CatalogueDifference(
            how=Differs.CHANGED,
            offering="Borrow laptops",
            field="use",
            before="teaching",
            after="learning",
        ),
    ]


def test_questions_are_told_apart_by_their_names() -> None:
    worded = replace(SIZE, label="What number", required=False, choices=("one", "two"))
    room = Question(name="room", label="Which room", kind=AnswerKind.TEXT)
    anew = replace(LAPTOPS, questions=(worded, room))
    found = told((LAPTOPS,), (anew,))
    assert [(one.how, one.question, one.field, one.after) for one in found] == [
        (Differs.REMOVED, "For which day", "", ""),
        (Differs.CHANGED, "How many", "label", "What number"),
        (Differs.CHANGED, "How many", "required", "no"),
        (Differs.CHANGED, "How many", "choices", "one, two"),
        (Differs.ADDED, "Which room", "", ""),
    ]
    swapped = replace(LAPTOPS, questions=(SIZE, DAY))
    assert [one.how for one in told((LAPTOPS,), (swapped,))] == [Differs.MOVED]
