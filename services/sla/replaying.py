"""What did a clock go through, as its own events tell, and what had it been told?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple, TypeAlias, cast
from uuid import UUID

from contracts.sla import (
    ClockContinued,
    ClockPaused,
    ClockReclassified,
    ClockRestored,
    ClockResumed,
    ClockRetargeted,
    ClockStarted,
    ClockStopped,
    ClockWithdrawn,
    ContinueClock,
    CountReply,
    HoldCounted,
    PauseClock,
    ReclassifyClock,
    ReplyCounted,
    RestoreClock,
    ResumeClock,
    RetargetClock,
    StartClock,
    StopClock,
    WithdrawClock,
)
from contracts.sla_late import LateReplyCounted
from services.sla.agreement import Agreement
from services.sla.clock import Clock, Event, Idle, Started, evolve, told
from services.sla.counting import Told, count, due
from services.sla.moving import Fact

Command: TypeAlias = StartClock | Fact

AS_TOLD: Mapping[type[Event], Callable[..., Command]] = {
    ClockStarted: StartClock,
    ClockRetargeted: RetargetClock,
    ClockReclassified: ReclassifyClock,
    ReplyCounted: CountReply,
    LateReplyCounted: CountReply,
    ClockPaused: PauseClock,
    HoldCounted: PauseClock,
    ClockResumed: ResumeClock,
    ClockStopped: StopClock,
    ClockContinued: ContinueClock,
    ClockWithdrawn: WithdrawClock,
    ClockRestored: RestoreClock,
}
"""What a clock was told where it recorded this; all else follows from its terms."""

_ANY_SCHOOL = UUID(int=0)
"""Time is counted alike in all."""


class Step(NamedTuple):
    """An event of a clock that is told again, and the clock after it."""

    told: Told
    clock: Started


def recorded(
    events: Sequence[Event], agreement: Agreement, now: datetime
) -> Sequence[Started]:
    """The states that a clock went through; what is due by `now` was told.

    What was entered late is in its place: then they are those it goes through when it
    is told the same in order.
    """
    clock: Clock = Idle()
    clocks: list[Started] = []
    for event in events:
        clock = _after(clock, event)
        clocks.append(clock)
    if any(isinstance(event, LateReplyCounted) for event in events):
        clocks = [clocks[0], *_in_order(clocks, agreement), clocks[-1]]
    for one in due(clocks[-1], events[0].ticket_id, now):
        clocks.append(_after(clocks[-1], one.event))
    return clocks


def facts(school: UUID, events: Sequence[Event]) -> Iterator[Command]:
    """What a clock was told, in order of when it was, for another to be told it."""
    found = (
        tell(school_id=school, **_said(event))
        for event in events
        if (tell := AS_TOLD.get(type(event))) is not None
    )
    yield from sorted(found, key=lambda one: one.at)


def retell(
    clock: Started, told_again: Iterable[Fact], agreement: Agreement
) -> Iterator[Step]:
    """What follows from each of some facts in order, all of which are news to it."""
    for fact in told_again:
        for one in count(clock, fact, agreement):
            clock = told(clock, one.event)
            yield Step(one, clock)


def _said(event: Any) -> dict[str, Any]:
    """What a fact says besides its school: when it was, and what it brought."""
    brought = {
        name: getattr(event, name)
        for name in ("priority", "because", "service", "safeguarding")
        if hasattr(event, name)
    }
    at = event.replied_at if isinstance(event, LateReplyCounted) else event.at
    return {"ticket_id": event.ticket_id, "at": at, **brought}


def _in_order(clocks: Sequence[Started], agreement: Agreement) -> Iterator[Started]:
    """The states after the first, with what was entered late in its place."""
    _, *since = facts(_ANY_SCHOOL, clocks[-1].past)
    for step in retell(clocks[0], cast(list[Fact], since), agreement):
        yield step.clock


def _after(clock: Clock, event: Event) -> Started:
    following = evolve(clock, event)
    assert isinstance(following, Started)
    return following
