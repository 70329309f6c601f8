"""How many guesses are allowed, and how long must one wait then?"""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.directory.throttle import MOST, WINDOW, seconds_of, told, wait
from tests.support.scenario import at

NOW = at("mon 09:00")
SECOND = timedelta(seconds=1)


def test_ten_guesses_in_five_minutes_are_allowed_and_no_more() -> None:
    guesses = [NOW + SECOND * number for number in range(MOST)]
    for number in range(MOST):
        assert wait(guesses[:number], guesses[number]) is None
    assert wait(guesses, NOW + SECOND * MOST) == WINDOW - SECOND * MOST


def test_a_guess_counts_for_five_minutes_to_the_moment() -> None:
    guesses = [NOW] * MOST
    assert wait(guesses, NOW + WINDOW - timedelta(microseconds=1)) is not None
    assert wait(guesses, NOW + WINDOW) is None


def test_a_wait_ends_when_the_first_of_ten_is_five_minutes_old() -> None:
    guesses = [NOW, *[NOW + SECOND * 60] * (MOST - 1)]
    assert wait(guesses, NOW + SECOND * 60) == WINDOW - SECOND * 60


@given(st.lists(st.integers(0, 1_200), max_size=60))
def test_whenever_one_tries_there_are_never_eleven_in_five_minutes(
    seconds: list[int],
) -> None:
    made: list[datetime] = []
    for now in sorted(NOW + SECOND * second for second in seconds):
        if wait(made, now) is None:
            made.append(now)
    for first, eleventh in zip(made, made[MOST:], strict=False):
        assert eleventh - first >= WINDOW


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.2, "1 second"),
        (1, "1 second"),
        (59.5, "60 seconds"),
        (61, "2 minutes"),
        (300, "5 minutes"),
    ],
)
def test_a_wait_is_told_in_words_and_never_too_short(
    seconds: float, words: str
) -> None:
    assert told(timedelta(seconds=seconds)) == words
    assert seconds_of(timedelta(seconds=seconds)) >= seconds
