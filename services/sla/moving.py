"""Which event says what a fact made of a clock?"""

from __future__ import annotations

from typing import TypeAlias, assert_never

from contracts.sla import (
    ClockContinued,
    ClockPaused,
    ClockReclassified,
    ClockRestored,
    ClockResumed,
    ClockRetargeted,
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
    Standing,
    StopClock,
    WithdrawClock,
)
from services.sla.clock import Event, Started, Withdrawn
from services.sla.kinds import Kind
from services.sla.standings import Moment

Tie: TypeAlias = WithdrawClock | RestoreClock
Move: TypeAlias = CountReply | PauseClock | ResumeClock | StopClock | ContinueClock
Change: TypeAlias = RetargetClock | ReclassifyClock
Fact: TypeAlias = Change | Move | Tie
Standings: TypeAlias = tuple[Standing, ...]


def kind_after(kind: Kind, fact: Fact) -> Kind:
    """Of which kind a ticket is after a fact: what is not said of it stays."""
    if not isinstance(fact, ReclassifyClock):
        return kind
    service, safeguarding = fact.service, fact.safeguarding
    return kind._replace(
        service=kind.service if service is None else service,
        safeguarding=kind.safeguarding if safeguarding is None else safeguarding,
    )


def counted_as(fact: Fact, clock: Started, after: Standings, moment: Moment) -> Event:
    """The event of a fact; `after` is how the targets stand since."""
    ticket_id, at = fact.ticket_id, moment.at
    match fact:
        case WithdrawClock():
            return ClockWithdrawn(ticket_id=ticket_id, at=at, standings=after)
        case RestoreClock():
            assert isinstance(clock, Withdrawn), "only what was withdrawn is restored"
            return ClockRestored(
                ticket_id=ticket_id,
                at=at,
                standings=after,
                held_for=clock.held_for,
                counted_for=clock.counted_for,
                answered=clock.answered,
            )
        case RetargetClock(priority=priority):
            return ClockRetargeted(
                ticket_id=ticket_id, at=at, priority=priority, standings=after
            )
        case ReclassifyClock():
            kind = kind_after(clock.kind, fact)
            return ClockReclassified(
                ticket_id=ticket_id,
                at=at,
                service=kind.service,
                safeguarding=kind.safeguarding,
                standings=after,
            )
        case _:
            return _moved_as(fact, after, moment)


def _moved_as(fact: Move, after: Standings, moment: Moment) -> Event:
    ticket_id, at = fact.ticket_id, moment.at
    match fact:
        case CountReply():
            return ReplyCounted(ticket_id=ticket_id, at=at, standings=after)
        case PauseClock(because=because):
            kind = ClockPaused if moment.held else HoldCounted
            return kind(ticket_id=ticket_id, at=at, standings=after, because=because)
        case ResumeClock():
            return ClockResumed(ticket_id=ticket_id, at=at, standings=after)
        case StopClock():
            return ClockStopped(ticket_id=ticket_id, at=at, standings=after)
        case ContinueClock():
            return ClockContinued(ticket_id=ticket_id, at=at, standings=after)
        case _:
            assert_never(fact)
