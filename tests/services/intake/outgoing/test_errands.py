"""Is every errand done, whatever becomes of the others, and nobody pestered?"""

from __future__ import annotations

from datetime import timedelta

import pytest

from contracts.refusals import Refused
from services.intake.outgoing.errands import FIRST, LONGEST, Quiet, each, pause
from tests.support.scenario import at

MINUTE = timedelta(minutes=1)


def test_an_errand_that_cannot_be_done_keeps_no_other_waiting(
    caplog: pytest.LogCaptureFixture,
) -> None:
    done = []

    def act(errand: int) -> None:
        if errand == 1:
            raise Refused("somebody else has it")
        if errand == 2:
            raise ZeroDivisionError
        done.append(errand)

    each([0, 1, 2, 3], act)
    assert done == [0, 3]
    assert "somebody else has it" in caplog.text
    assert "ZeroDivisionError" in caplog.text


def test_each_pause_is_twice_as_long_up_to_an_end() -> None:
    assert [pause(attempts) for attempts in (1, 2, 3)] == [FIRST, 2 * FIRST, 4 * FIRST]
    assert pause(7) == pause(10_000) == LONGEST


def test_who_does_not_answer_is_left_alone_for_a_while() -> None:
    quiet = Quiet(2 * MINUTE)
    now = at("mon 09:00")
    assert not quiet.lasts(now)
    quiet.begin(now)
    assert quiet.lasts(now + 0.9 * MINUTE)
    assert not quiet.lasts(now + MINUTE)
    for _ in range(5):
        quiet.begin(now)
    assert quiet.lasts(now + 1.9 * MINUTE)
    assert not quiet.lasts(now + 2 * MINUTE)


def test_who_answers_again_is_not_left_alone_any_longer() -> None:
    quiet = Quiet(LONGEST)
    now = at("mon 09:00")
    quiet.begin(now)
    quiet.begin(now)
    quiet.end()
    assert not quiet.lasts(now)
    quiet.begin(now)
    assert not quiet.lasts(now + FIRST)
