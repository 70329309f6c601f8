"""Are guesses counted whatever happens at the same time?"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from contracts.refusals import Throttled
from services.directory import guessing
from services.directory.throttle import MOST, WINDOW
from tests.services.directory.office import Office

SECONDS = timedelta(seconds=1)


def test_a_guess_is_counted_before_it_is_made_and_taken_back_if_right(
    office: Office,
) -> None:
    directory = office.town.applications["directory"]
    made = [guessing.count(directory, "account 1") for _ in range(MOST)]
    with pytest.raises(Throttled):
        guessing.count(directory, "account 1")
    guessing.take_back(directory, made[3])
    guessing.count(directory, "account 1")
    with pytest.raises(Throttled):
        guessing.count(directory, "account 1")


def test_a_refused_guess_counts_against_nothing_else(office: Office) -> None:
    directory = office.town.applications["directory"]
    for _ in range(MOST):
        guessing.count(directory, "account 1")
    with pytest.raises(Throttled):
        guessing.count(directory, "account 1", "network 1")
    for _ in range(MOST):
        guessing.count(directory, "network 1")


def test_the_longest_wait_is_told(office: Office) -> None:
    directory = office.town.applications["directory"]
    for about in ("account 1", "network 1"):
        for _ in range(MOST):
            guessing.count(directory, about)
        office.clock.advance(minutes=1)
    with pytest.raises(Throttled) as refusal:
        guessing.count(directory, "account 1", "network 1")
    assert refusal.value.seconds == (WINDOW - timedelta(minutes=1)) / SECONDS


def test_guesses_at_the_same_moment_are_all_counted(office: Office) -> None:
    directory = office.town.applications["directory"]

    def allowed(_: int) -> bool:
        try:
            guessing.count(directory, "account 1", "network 1")
        except Throttled:
            return False
        return True

    with ThreadPoolExecutor(4) as together:
        assert sum(together.map(allowed, range(MOST * 3))) == MOST
