"""Does the clock of a ticket agree with counting every minute, in whatever history?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.sla import (
    BreachWithdrawn,
    CheckClock,
    ClockPaused,
    TargetBreached,
    TargetWarned,
)
from contracts.values import Target, TargetState
from services.sla.clock import Clock, Event, Idle, Started, evolve
from services.sla.domain import Command, decide
from tests.services.sla.calendars import (
    MINUTE,
)
from tests.services.sla.histories import (
    MOST_FACTS,
    History,
    count_slowly,
    histories,
)
from tests.services.sla.slow_clock import SlowClock
from tests.support.cast import ASHGROVE, TICKET
from tests.support.scenario import at


def check(when: datetime) -> CheckClock:
    return CheckClock(school_id=ASHGROVE, ticket_id=TICKET, at=when)


def live(history: History, commands: Iterable[Command]) -> tuple[Started, list[Event]]:
    """What the clock and its events are after these commands."""
    clock: Clock = Idle()
    told: list[Event] = []
    for command in (history.opening, *commands, check(history.until)):
        for dated in decide(clock, command, history.until, history.agreement):
            event = cast(Event, dated.event)
            told.append(event)
            clock = evolve(clock, event)
    assert isinstance(clock, Started)
    return clock, told


def swept(history: History, ahead: Iterator[int | None]) -> Iterator[Command]:
    """The facts, a sweep before each that runs so many minutes ahead of it, or none."""
    for fact, minutes in zip(history.facts, ahead, strict=False):
        if minutes is not None:
            yield check(min(fact.at + minutes * MINUTE, history.until))
        yield fact


def breaches(told: list[Event]) -> Counter[tuple[Target, datetime]]:
    """The breaches told and not withdrawn."""
    found: Counter[tuple[Target, datetime]] = Counter()
    for event in told:
        if isinstance(event, TargetBreached):
            found[event.target, event.breached_at] += 1
        if isinstance(event, BreachWithdrawn):
            found[event.target, event.breached_at] -= 1
    return +found


def assert_agrees(history: History, clock: Started, slow: SlowClock) -> None:
    """State, time used and moment of breach of each target."""
    hours = history.agreement.of(clock.kind).hours[clock.priority]
    since = hours.between(clock.counted_at, history.until)
    for standing in clock.standings:
        counts = clock.counts(standing) and standing.state is not TargetState.MET
        used = standing.used + since if counts else standing.used
        expected = slow.targets[standing.target]
        breached_at = standing.breached_at and history.number(standing.breached_at)
        assert (standing.state, history.ticks(used), breached_at) == (
            expected.state,
            expected.used,
            expected.breached_at,
        ), standing.target
        if standing.state is TargetState.RUNNING and standing.allowed is not None:
            left = standing.allowed - used
            assert standing.due_at == hours.add(history.until, left)


def sweeps(earliest: int, latest: int) -> st.SearchStrategy[list[int | None]]:
    """How many minutes ahead of each fact the sweep before it runs, if one does."""
    ahead = st.none() | st.integers(earliest, latest)
    return st.lists(ahead, min_size=MOST_FACTS, max_size=MOST_FACTS)


@given(histories(), sweeps(-90, 0))
@settings(deadline=None, max_examples=150)
def test_it_agrees_with_counting_every_minute(
    history: History, ahead: list[int | None]
) -> None:
    clock, told = live(history, swept(history, iter(ahead)))
    slow = count_slowly(history)
    assert_agrees(history, clock, slow)
    warned = [e for e in told if isinstance(e, TargetWarned)]
    assert Counter((e.target, history.number(e.warned_at)) for e in warned) == Counter(
        slow.warnings
    )
    assert not any(isinstance(event, BreachWithdrawn) for event in told)
    assert breaches(told) == {
        (name, history.start + target.breached_at * history.tick): 1
        for name, target in slow.targets.items()
        if target.breached_at is not None
    }


@given(histories(), sweeps(0, 900))
@settings(deadline=None, max_examples=150)
def test_facts_heard_late_come_to_the_same_as_facts_heard_in_time(
    history: History, ahead: list[int | None]
) -> None:
    in_time, told_in_time = live(history, history.facts)
    late, told_late = live(history, swept(history, iter(ahead)))
    assert breaches(told_late) == breaches(told_in_time)
    assert_agrees(history, late, count_slowly(history))
    assert in_time.priority == late.priority


def test_an_event_before_the_start_is_an_error() -> None:
    with pytest.raises(AssertionError, match="starts it"):
        evolve(Idle(), ClockPaused(ticket_id=TICKET, at=at("mon 09:00"), standings=()))
