"""Which random agreements and histories are tried, around changes of clocks?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from contracts.sla import (
    AgreementSigned,
    ContinueClock,
    CountReply,
    PauseClock,
    ReclassifyClock,
    RestoreClock,
    ResumeClock,
    RetargetClock,
    StartClock,
    StopClock,
    WithdrawClock,
)
from contracts.sla_promises import (
    ClosedDays,
    Promise,
    Promised,
    Reopening,
    ServicePromised,
    WhyClosed,
)
from contracts.values import HoldReason, Priority
from services.sla.agreement import Agreement, agreement_from
from services.sla.kinds import Kind
from services.sla.moving import Fact
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
WIFI, TILL = "wireless", "tills"
MANY = st.integers(1, len(PRIORITIES))
SERVICES = ("", WIFI, TILL)
PERCENTS = st.sampled_from([25, 50, 75, 100])
GAPS = st.sampled_from([0, 1, 2, 4]) | st.integers(0, 40)


def _made(kind: Callable[..., Fact], **said: object) -> Callable[..., Fact]:
    return partial(kind, **said)


MAKERS: st.SearchStrategy[Callable[..., Fact]] = st.one_of(
    st.sampled_from(PLAIN),
    st.builds(_made, st.just(RetargetClock), priority=st.sampled_from(PRIORITIES)),
    st.builds(_made, st.just(PauseClock), because=st.sampled_from(HoldReason)),
    st.builds(
        _made,
        st.just(ReclassifyClock),
        service=st.none() | st.sampled_from(SERVICES),
        safeguarding=st.none() | st.booleans(),
    ),
)
"""How each fact is told, but for its moment."""


@dataclass(frozen=True)
class History:
    """An agreement, and what happened to a ticket, in order."""

    signed: AgreementSigned
    start: datetime
    tick: timedelta
    opening: StartClock
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
    some = st.frozensets(st.sampled_from(PRIORITIES))
    pausing = st.lists(st.sampled_from(HoldReason), unique=True).map(tuple)
    own = ServicePromised(
        service=WIFI,
        promises=draw(promises(tick, draw(some))),
        warn_at_percents=draw(st.just(()) | st.tuples(PERCENTS)),
        pausing=draw(st.none() | pausing),
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
            promises=draw(promises(tick, PRIORITIES[: draw(MANY)])),
            warn_at_percents=(draw(PERCENTS),),
            reopening=draw(st.sampled_from(Reopening)),
            of_services=draw(st.sampled_from([(), (own,)])),
            uncovered=draw(st.sampled_from([(), (TILL,)])),
            pausing=draw(pausing),
            inspection=draw(promises(tick, draw(some))),
            safeguarding_always=draw(st.booleans()),
        ),
        inspected=tuple(
            start.date() + number * DAY
            for number in draw(st.frozensets(st.integers(-1, 1)))
        ),
    )


@st.composite
def promises(
    draw: st.DrawFn, tick: timedelta, of: Iterable[Priority]
) -> tuple[Promise, ...]:
    times = st.none() | TIMES.map(lambda ticks: ticks * tick)
    return tuple(
        Promise(
            priority=priority,
            response=draw(times),
            next_update=draw(times),
            resolution=draw(times),
            round_the_clock=draw(st.booleans()),
        )
        for priority in of
    )


@st.composite
def histories(draw: st.DrawFn) -> History:
    zone, change = draw(st.sampled_from(CHANGES))
    tick = draw(TICKS)
    start = utc_midnight(change) - draw(st.integers(0, 40)) * tick
    facts: list[Fact] = []
    when = start
    for gap, make in draw(st.lists(st.tuples(GAPS, MAKERS), max_size=MOST_FACTS)):
        when += gap * tick
        facts.append(make(school_id=ASHGROVE, ticket_id=TICKET, at=when))
    return History(
        signed=draw(agreements(zone, start, tick)),
        start=start,
        tick=tick,
        opening=StartClock(
            school_id=ASHGROVE,
            ticket_id=TICKET,
            priority=draw(st.sampled_from(PRIORITIES)),
            at=start,
            service=draw(st.sampled_from(SERVICES)),
            safeguarding=draw(st.booleans()),
        ),
        facts=tuple(facts),
        until=when + draw(GAPS) * tick,
    )


def count_slowly(history: History) -> SlowClock:
    signed, last = history.signed, history.number(history.until)
    closed = frozenset(day for one in signed.closed for day in one.days)
    worked = open_ticks(signed.hours, closed, history.start, last, history.tick)
    local = history.start.astimezone(ZoneInfo(signed.hours.timezone)).date()
    opening = history.opening
    kind = Kind(opening.service, opening.safeguarding, local in signed.inspected)
    slow = SlowClock(signed.promised, opening.priority, kind, worked, history.tick)
    slow.live(((history.number(fact.at), fact) for fact in history.facts), last)
    return slow
