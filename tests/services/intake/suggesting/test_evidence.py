"""What does the past say, and does it say why?"""

from __future__ import annotations

import pytest

from contracts.suggestions import Because
from services.intake.suggesting import evidence
from services.intake.suggesting.evidence import (
    MOST_RARE,
    MOST_WORDS,
    conclude,
    rare_in,
    telling,
    words_in,
)

BULB = frozenset({"projector", "bulb"})
PROJECTOR = frozenset({"projector"})


def said(
    times: int, value: str, words: frozenset[str] = BULB
) -> list[evidence.Had[str]]:
    return [(words, value)] * times


def test_most_tickets_with_all_the_words_say_it_and_how_many_they_are() -> None:
    past = said(7, "display") + said(2, "network")
    found = conclude(["projector", "bulb"], past)
    assert found is not None
    assert found.value == "display"
    assert found.because == Because(words=("projector", "bulb"), times=7, of=9)


def test_more_words_count_before_fewer() -> None:
    past = said(9, "network", PROJECTOR) + said(3, "display")
    found = conclude(["projector", "bulb"], past)
    assert found is not None
    assert (found.value, found.because.of) == ("display", 3)


def test_where_all_the_words_say_nothing_fewer_do() -> None:
    past = said(2, "display") + said(2, "display", PROJECTOR)
    found = conclude(["projector", "bulb"], past)
    assert found is not None
    assert found.because == Because(words=("projector",), times=4, of=4)


@pytest.mark.parametrize(
    "past",
    [
        [],
        said(2, "display"),
        said(3, "display") + said(3, "network"),
        said(3, "display", frozenset()),
    ],
)
def test_too_few_or_no_clear_majority_say_nothing(
    past: list[evidence.Had[str]],
) -> None:
    assert conclude(["projector", "bulb"], past) is None


def test_without_the_least_number_chance_would_be_told_as_a_habit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(evidence, "LEAST", 1)
    assert conclude(["projector"], said(1, "display", PROJECTOR)) is not None


def test_what_is_not_allowed_is_not_counted() -> None:
    past = said(3, "display") + said(9, "")
    found = conclude(["projector", "bulb"], past, allowed={"display"})
    assert found is not None
    assert found.because.of == 3


def test_a_request_is_told_by_the_first_words_that_tell_something() -> None:
    subject = "Please help: the projectors in room nine need bulbs today"
    assert [*telling(subject)] == ["projectors", "room", "nine", "bulbs"]
    assert len(telling("alpha bravo charlie delta echo foxtrot golf")) == MOST_WORDS


def test_a_word_is_found_in_whatever_form() -> None:
    words = telling("Projectors need a bulb")
    assert words_in(words, "The projector is dark") == {"projectors"}
    assert words_in(words, "A printer") == frozenset()


def test_a_word_is_rare_that_few_tickets_have() -> None:
    past = [{"projector", "bulb"}] * MOST_RARE + [{"projector"}]
    assert rare_in(past) == {"bulb"}
    assert rare_in([]) == frozenset()
