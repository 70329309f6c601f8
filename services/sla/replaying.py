"""What did a clock go through, as its own events tell, and what had it been told?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
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
from services.sla.clock import Clock, Event, Idle, Started, evolve
from services.sla.counting import due
from services.sla.domain import Command

AS_TOLD: Mapping[type[Event], Callable[..., Command]] = {
    ClockStarted: StartClock,
    ClockRetargeted: RetargetClock,
    ClockReclassified: ReclassifyClock,
    ReplyCounted: CountReply,
    ClockPaused: PauseClock,
    HoldCounted: PauseClock,
    ClockResumed: ResumeClock,
    ClockStopped: StopClock,
    ClockContinued: ContinueClock,
    ClockWithdrawn: WithdrawClock,
    ClockRestored: RestoreClock,
}
"""What a clock was told where it recorded this; all else follows from its terms."""


def recorded(events: Sequence[Event], now: datetime) -> Sequence[Started]:
    """The states that a clock went through; what is due by `now` was told."""
    clock: Clock = Idle()
    clocks: list[Started] = []
    for event in events:
        clock = _after(clock, event)
        clocks.append(clock)
    for told in due(clocks[-1], events[0].ticket_id, now):
        clocks.append(_after(clocks[-1], told.event))
    return clocks


def facts(school: UUID, events: Sequence[Event]) -> Iterator[Command]:
    """What a clock was told, in order, for another one to be told it."""
    for event in events:
        tell = AS_TOLD.get(type(event))
        if tell is not None:
            yield tell(school_id=school, **_said(event))


def _said(event: Any) -> dict[str, Any]:
    """What a fact says besides its school: when it was, and what it brought."""
    brought = {
        name: getattr(event, name)
        for name in ("priority", "because", "service", "safeguarding")
        if hasattr(event, name)
    }
    return {"ticket_id": event.ticket_id, "at": event.at, **brought}


def _after(clock: Clock, event: Event) -> Started:
    following = evolve(clock, event)
    assert isinstance(following, Started)
    return following
