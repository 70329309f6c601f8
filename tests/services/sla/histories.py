"""Which random agreements and histories are tried, around changes of clocks?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from hypothesis import strategies as st

from contracts.sla import (
    AgreementSigned,
    ContinueClock,
    CountReply,
    PauseClock,
    RestoreClock,
    ResumeClock,
    RetargetClock,
    StartClock,
    StopClock,
    WithdrawClock,
)
from contracts.sla_promises import ClosedDays, Promise, Promised, Reopening, WhyClosed
from contracts.values import Priority
from services.sla.agreement import Agreement, agreement_from
from services.sla.counting import Fact
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

PLAIN = (
    CountReply,
    PauseClock,
    ResumeClock,
    StopClock,
    ContinueClock,
    WithdrawClock,
    RestoreClock,
)
MOST_FACTS = 12
PRIORITIES = tuple(Priority)[:5]
"""Those that tickets get; some of the last are not promised."""

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
    times = st.none() | TIMES.map(lambda ticks: ticks * tick)
    promises = tuple(
        Promise(
            priority=priority,
            response=draw(times),
            next_update=draw(times),
            resolution=draw(times),
            round_the_clock=draw(st.booleans()),
        )
        for priority in PRIORITIES[: draw(st.integers(1, len(PRIORITIES)))]
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
        promised=Promised(
            promises=promises,
            warn_at_percents=(draw(st.sampled_from([25, 50, 75, 100])),),
            reopening=draw(st.sampled_from(Reopening)),
        ),
    )


@st.composite
def histories(draw: st.DrawFn) -> History:
    zone, change = draw(st.sampled_from(CHANGES))
    tick = draw(TICKS)
    start = utc_midnight(change) - draw(st.integers(0, 40)) * tick
    kinds: st.SearchStrategy[type[CountReply | PauseClock] | Priority]
    kinds = st.sampled_from((*PLAIN, *PRIORITIES))
    facts: list[Fact] = []
    when = start
    for gap, kind in draw(st.lists(st.tuples(GAPS, kinds), max_size=MOST_FACTS)):
        when += gap * tick
        facts.append(_fact(kind, when))
    return History(
        signed=draw(agreements(zone, start, tick)),
        start=start,
        tick=tick,
        opened=draw(st.sampled_from(PRIORITIES)),
        facts=tuple(facts),
        until=when + draw(GAPS) * tick,
    )


def _fact(kind: type[CountReply | PauseClock] | Priority, when: datetime) -> Fact:
    if isinstance(kind, Priority):
        return RetargetClock(
            school_id=ASHGROVE, ticket_id=TICKET, priority=kind, at=when
        )
    return kind(school_id=ASHGROVE, ticket_id=TICKET, at=when)


def opening(history: History) -> StartClock:
    """The ticket is opened."""
    return StartClock(
        school_id=ASHGROVE,
        ticket_id=TICKET,
        priority=history.opened,
        at=history.start,
    )


def count_slowly(history: History) -> SlowClock:
    signed, last = history.signed, history.number(history.until)
    closed = frozenset(day for one in signed.closed for day in one.days)
    worked = open_ticks(signed.hours, closed, history.start, last, history.tick)
    open_for: dict[Priority, list[bool]] = dict.fromkeys(PRIORITIES, worked)
    open_for |= {
        one.priority: [True] * last if one.round_the_clock else worked
        for one in signed.promised.promises
    }
    slow = SlowClock(history.agreement, history.opened, open_for, history.tick)
    slow.live(((history.number(fact.at), fact) for fact in history.facts), last)
    return slow
