"""How are moments, lengths of time and states said to people?"""

from datetime import date, datetime, timedelta

import pytest

from contracts.values import Channel, Priority, Target, TargetState, TicketState
from services.gateway.screens import words
from tests.support.scenario import at

NOW = at("mon 12:00")


def test_a_moment_is_said_as_the_clocks_in_london_have_it() -> None:
    summer = datetime.fromisoformat("2026-07-01T09:05:00Z")
    assert words.moment(summer) == "01/07/2026 10:05"
    assert words.day(summer) == "01/07/2026"


def test_a_day_is_said_as_it_is_and_a_moment_as_the_day_in_london() -> None:
    assert words.day(date(2026, 7, 1)) == "01/07/2026"
    late = datetime.fromisoformat("2026-07-01T23:30:00Z")
    assert words.day(late) == "02/07/2026"


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0.5, "less than a minute"),
        (20, "20 min"),
        (60, "1 h"),
        (200, "3 h 20 min"),
        (6_000, "100 h"),
    ],
)
def test_a_length_is_said_in_hours_and_minutes(minutes: float, said: str) -> None:
    assert words.length(timedelta(minutes=minutes)) == said


def test_long_ago_is_said_in_days() -> None:
    assert words.ago(NOW - timedelta(hours=26), NOW) == "26 h"
    assert words.ago(NOW - timedelta(days=3, hours=4), NOW) == "3 days"
    assert words.ago(NOW + timedelta(hours=1), NOW) == "less than a minute"


def test_values_have_names_that_people_use() -> None:
    assert words.named(TicketState.ON_HOLD) == "On hold"
    assert words.named(Priority.P1) == "P1 critical"
    assert words.named(Target.RESPONSE) == "First reply"
    assert words.named(Channel.WALK_IN) == "Walk in"
    assert words.named("dsl") == "DSL"


@pytest.mark.parametrize(
    ("state", "minutes", "tone", "said"),
    [
        (TargetState.RUNNING, 200, "good", "First reply in 3 h 20 min"),
        (TargetState.RUNNING, 59, "soon", "First reply in 59 min"),
        (TargetState.RUNNING, None, "good", "First reply is due"),
        (TargetState.PAUSED, 90, "paused", "First reply stands still, 1 h 30 min left"),
        (TargetState.PAUSED, None, "paused", "First reply stands still"),
        (TargetState.MET, None, "met", "First reply in time"),
        (TargetState.BREACHED, None, "late", "First reply breached 2 h ago"),
    ],
)
def test_a_promise_is_told_in_words_that_need_no_colour(
    state: TargetState, minutes: float | None, tone: str, said: str
) -> None:
    moment = NOW - timedelta(hours=2)
    left = None if minutes is None else timedelta(minutes=minutes)
    chip = words.chip(Target.RESPONSE, state, moment, left, NOW)
    assert (chip.tone, chip.words, chip.at) == (tone, said, moment)
    assert chip.mark


def test_a_breach_whose_moment_is_not_known_is_a_breach_all_the_same() -> None:
    chip = words.chip(Target.RESOLUTION, TargetState.BREACHED, None, None, NOW)
    assert chip.words == "Resolution breached"
