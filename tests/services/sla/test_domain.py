"""What may be told to a clock: it happens, it is silence, or it is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest

from contracts.sla import (
    ClockContinued,
    ClockPaused,
    ClockResumed,
    ClockRetargeted,
    ClockStarted,
    ClockStopped,
    ReplyCounted,
)
from services.sla.domain import Command
from shared.decider import Dated
from tests.services.sla.stories import (
    NEXT_UPDATE,
    NOTHING,
    P1,
    P2,
    RESOLUTION,
    RESPONSE,
    after,
    checked,
    held,
    hours,
    met,
    opened,
    paused,
    reopened,
    replied,
    resolved,
    resumed,
    running,
    standing,
    triaged,
)
from tests.support.cast import TICKET
from tests.support.scenario import at

MONDAY = opened("mon 09:00")


def test_opening_starts_all_three_targets() -> None:
    started = ClockStarted(
        ticket_id=TICKET,
        at=at("mon 09:00"),
        priority=P2,
        agreement_version=1,
        standings=(
            running(RESPONSE, 0, "mon 11:00", "mon 10:30"),
            running(NEXT_UPDATE, 0, "mon 13:00", "mon 12:00"),
            running(RESOLUTION, 0, "mon 17:00", "mon 15:00"),
        ),
    )
    NOTHING.when(MONDAY).then(Dated(started, at("mon 09:00")))


def test_a_reply_stops_response_and_starts_the_next_update_anew() -> None:
    counted = ReplyCounted(
        ticket_id=TICKET,
        at=at("mon 10:00"),
        standings=(
            met(RESPONSE, 1),
            running(NEXT_UPDATE, 0, "mon 14:00", "mon 13:00"),
            running(RESOLUTION, 1, "mon 17:00", "mon 15:00"),
        ),
    )
    after(MONDAY).when(replied("mon 10:00")).then(Dated(counted, at("mon 10:00")))


def test_a_hold_makes_what_runs_stand_still() -> None:
    event = ClockPaused(
        ticket_id=TICKET,
        at=at("mon 10:00"),
        standings=(
            paused(RESPONSE, 1),
            paused(NEXT_UPDATE, 1),
            paused(RESOLUTION, 1),
        ),
    )
    after(MONDAY).when(held("mon 10:00")).then(Dated(event, at("mon 10:00")))


def test_what_stood_still_goes_on_with_the_time_that_was_left() -> None:
    event = ClockResumed(
        ticket_id=TICKET,
        at=at("tue 09:00"),
        standings=(
            running(RESPONSE, 1, "tue 10:00", "tue 09:30"),
            running(NEXT_UPDATE, 1, "tue 12:00", "tue 11:00"),
            running(RESOLUTION, 1, "tue 16:00", "tue 14:00"),
        ),
    )
    past = after(MONDAY, held("mon 10:00"))
    past.when(resumed("tue 09:00")).then(Dated(event, at("tue 09:00")))


def test_reopening_lifts_a_hold() -> None:
    event = ClockContinued(
        ticket_id=TICKET,
        at=at("tue 09:00"),
        standings=(
            running(RESPONSE, 1, "tue 10:00", "tue 09:30"),
            running(NEXT_UPDATE, 1, "tue 12:00", "tue 11:00"),
            running(RESOLUTION, 1, "tue 16:00", "tue 14:00"),
        ),
    )
    past = after(MONDAY, held("mon 10:00"))
    past.when(reopened("tue 09:00")).then(Dated(event, at("tue 09:00")))


def test_a_new_priority_applies_to_the_time_already_used() -> None:
    event = ClockRetargeted(
        ticket_id=TICKET,
        at=at("mon 09:30"),
        priority=P1,
        standings=(
            running(RESPONSE, 0.5, "mon 10:00", "mon 09:45", of=P1),
            running(NEXT_UPDATE, 0.5, "mon 10:00", "mon 09:45", of=P1),
            running(RESOLUTION, 0.5, "mon 13:00", "mon 12:00", of=P1),
        ),
    )
    past = after(MONDAY)
    past.when(triaged("mon 09:30", P1)).then(Dated(event, at("mon 09:30")))


def test_resolving_meets_what_was_not_breached() -> None:
    event = ClockStopped(
        ticket_id=TICKET,
        at=at("mon 10:00"),
        standings=(met(RESPONSE, 1), met(NEXT_UPDATE, 1), met(RESOLUTION, 1)),
    )
    after(MONDAY).when(resolved("mon 10:00")).then(Dated(event, at("mon 10:00")))


def test_reopening_continues_resolution_and_starts_the_next_update_anew() -> None:
    event = ClockContinued(
        ticket_id=TICKET,
        at=at("tue 09:00"),
        standings=(
            met(RESPONSE, 1),
            running(NEXT_UPDATE, 0, "tue 13:00", "tue 12:00"),
            running(RESOLUTION, 1, "tue 16:00", "tue 14:00"),
        ),
    )
    past = after(MONDAY, resolved("mon 10:00"))
    past.when(reopened("tue 09:00")).then(Dated(event, at("tue 09:00")))


HELD = (MONDAY, held("mon 10:00"))
RESOLVED = (MONDAY, resolved("mon 10:00"))


@pytest.mark.parametrize(
    ("past", "repeat"),
    [
        ((MONDAY,), MONDAY),
        ((MONDAY,), triaged("mon 10:00", P2)),
        ((MONDAY,), resumed("mon 10:00")),
        ((MONDAY,), reopened("mon 10:00")),
        (HELD, held("mon 11:00")),
        (RESOLVED, resolved("mon 11:00")),
        (RESOLVED, held("mon 11:00")),
        (RESOLVED, resumed("mon 11:00")),
        (RESOLVED, replied("mon 11:00")),
        (RESOLVED, checked("next fri 12:00")),
        (HELD, checked("next fri 12:00")),
    ],
)
def test_a_repeat_is_silence(past: tuple[Command, ...], repeat: Command) -> None:
    after(*past).when(repeat).then_nothing()


def test_checking_a_ticket_without_a_clock_is_silence() -> None:
    NOTHING.when(checked("mon 10:00")).then_nothing()


@pytest.mark.parametrize(
    "command",
    [
        triaged("mon 10:00", P1),
        replied("mon 10:00"),
        held("mon 10:00"),
        resumed("mon 10:00"),
        resolved("mon 10:00"),
        reopened("mon 10:00"),
    ],
)
def test_nothing_can_be_told_to_a_clock_that_was_not_started(command: Command) -> None:
    NOTHING.when(command).then_refused("No clock was started")


def test_a_hold_over_the_weekend_costs_no_working_time() -> None:
    """Eight hours from Friday 10:00, on hold from Friday 16:00 to Monday 09:30."""
    past = after(opened("fri 10:00"), held("fri 16:00"), resumed("next mon 09:30"))
    resolution = standing(past, RESOLUTION)
    assert resolution.due_at == at("next mon 11:30")
    assert (resolution.used, resolution.allowed) == (hours(6), hours(8))


def test_time_on_hold_is_not_lost_when_the_priority_changes() -> None:
    story = (held("mon 10:00"), triaged("mon 12:00", P1), resumed("tue 09:00"))
    expected = running(RESOLUTION, 1, "tue 12:00", "tue 11:00", of=P1)
    assert standing(after(MONDAY, *story), RESOLUTION) == expected


def test_a_clock_may_be_held_the_moment_it_starts() -> None:
    past = after(MONDAY, held("mon 09:00"))
    assert standing(past, RESPONSE) == paused(RESPONSE, 0)


def test_a_clock_may_be_stopped_the_moment_it_starts() -> None:
    past = after(MONDAY, resolved("mon 09:00"))
    assert standing(past, RESOLUTION) == met(RESOLUTION, 0)


def test_the_present_does_not_count_but_when_it_happened() -> None:
    then = at("mon 10:00") + timedelta(days=300)
    outcome = after(MONDAY).when(replied("mon 10:00"), now=then)
    assert standing(outcome.and_then(), RESPONSE) == met(RESPONSE, 1)
