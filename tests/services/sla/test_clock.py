"""Does the clock of a ticket agree with counting every minute, in whatever history?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.sla import (
    AgreementSigned,
    BreachWithdrawn,
    CheckClock,
    ClockPaused,
    ClosedDays,
    ContinueClock,
    CountReply,
    PauseClock,
    Promise,
    ResumeClock,
    RetargetClock,
    StartClock,
    StopClock,
    TargetBreached,
    TargetWarned,
    WhyClosed,
)
from contracts.values import Priority, Target, TargetState
from services.sla.agreement import Agreement, agreement_from
from services.sla.clock import Clock, Event, Idle, Started, evolve
from services.sla.counting import Fact
from services.sla.domain import Command, decide
from tests.services.sla.calendars import (
    CHANGES,
    DAY,
    MINUTE,
    open_ticks,
    utc_midnight,
    working_hours,
)
from tests.services.sla.slow_clock import SlowClock
from tests.support.cast import ASHGROVE, TICKET
from tests.support.scenario import at

PLAIN = (CountReply, PauseClock, ResumeClock, StopClock, ContinueClock)
MOST_FACTS = 12

# All lengths are whole ticks, and a tick is a minute or a quarter of an hour, so that
# moments often coincide: there it is decided what is met exactly when it is due.
TICKS = st.sampled_from([MINUTE, 15 * MINUTE])
TIMES = st.sampled_from([4, 8, 16, 32])
GAPS = st.sampled_from([0, 1, 2, 4]) | st.integers(0, 40)


@dataclass(frozen=True)
class History:
    """An agreement, and what happened to a ticket, in order."""

    signed: AgreementSigned
    start: datetime
    tick: timedelta
    opened: Priority
    facts: tuple[Fact, ...]
    until: datetime

    @property
    def agreement(self) -> Agreement:
        return agreement_from(self.signed)

    def ticks(self, length: timedelta) -> int:
        """A length of time, which is whole ticks."""
        ticks, rest = divmod(length, self.tick)
        assert not rest
        return ticks

    def number(self, moment: datetime) -> int:
        """Which tick begins at this moment."""
        return self.ticks(moment - self.start)


@st.composite
def agreements(
    draw: st.DrawFn, zone: str, start: datetime, tick: timedelta
) -> AgreementSigned:
    closed = draw(st.frozensets(st.integers(0, 4), max_size=1))
    promises = tuple(
        Promise(
            priority=priority,
            response=draw(TIMES) * tick,
            next_update=draw(TIMES) * tick,
            resolution=draw(TIMES) * tick,
        )
        for priority in Priority
    )
    return AgreementSigned(
        agreement_version=1,
        effective_from=start,
        hours=draw(working_hours(zone, grid=15)),
        closed=(
            ClosedDays(
                because=WhyClosed.CLOSURE,
                days=tuple(start.date() + number * DAY for number in closed),
            ),
        ),
        inset=(),
        promises=promises,
        warn_at_percent=draw(st.sampled_from([25, 50, 75, 100])),
    )


@st.composite
def histories(draw: st.DrawFn) -> History:
    zone, change = draw(st.sampled_from(CHANGES))
    tick = draw(TICKS)
    start = utc_midnight(change) - draw(st.integers(0, 40)) * tick
    kinds = st.sampled_from((*PLAIN, *Priority))
    facts: list[Fact] = []
    when = start
    for gap, kind in draw(st.lists(st.tuples(GAPS, kinds), max_size=MOST_FACTS)):
        when += gap * tick
        facts.append(_fact(kind, when))
    return History(
        signed=draw(agreements(zone, start, tick)),
        start=start,
        tick=tick,
        opened=draw(st.sampled_from(Priority)),
        facts=tuple(facts),
        until=when + draw(GAPS) * tick,
    )


def _fact(kind: type[CountReply | PauseClock] | Priority, when: datetime) -> Fact:
    if isinstance(kind, Priority):
        return RetargetClock(
            school_id=ASHGROVE, ticket_id=TICKET, priority=kind, at=when
        )
    return kind(school_id=ASHGROVE, ticket_id=TICKET, at=when)


def check(when: datetime) -> CheckClock:
    return CheckClock(school_id=ASHGROVE, ticket_id=TICKET, at=when)


def live(history: History, commands: Iterable[Command]) -> tuple[Started, list[Event]]:
    """What the clock and its events are after these commands."""
    opened = StartClock(
        school_id=ASHGROVE,
        ticket_id=TICKET,
        priority=history.opened,
        at=history.start,
    )
    clock: Clock = Idle()
    told: list[Event] = []
    for command in (opened, *commands, check(history.until)):
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


def count_slowly(history: History) -> SlowClock:
    signed, last = history.signed, history.number(history.until)
    closed = frozenset(day for one in signed.closed for day in one.days)
    worked = open_ticks(signed.hours, closed, history.start, last, history.tick)
    slow = SlowClock(history.agreement, history.opened, worked, history.tick)
    slow.live(((history.number(fact.at), fact) for fact in history.facts), last)
    return slow


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
    hours = history.agreement.hours
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
        if standing.state is TargetState.RUNNING:
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
