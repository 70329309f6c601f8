"""What follows when a fact reaches a clock, and what was due before it?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple, TypeAlias, assert_never

from contracts.sla import (
    BreachWithdrawn,
    ClockContinued,
    ClockPaused,
    ClockRestored,
    ClockResumed,
    ClockRetargeted,
    ClockStopped,
    ClockWithdrawn,
    ContinueClock,
    CountReply,
    PauseClock,
    ReplyCounted,
    RestoreClock,
    ResumeClock,
    RetargetClock,
    Standing,
    StopClock,
    TargetBreached,
    TargetWarned,
    WithdrawClock,
)
from contracts.values import HoldReason, Priority, Target, TicketId
from services.sla import standings
from services.sla.agreement import Agreement
from services.sla.clock import Event, Started, Withdrawn, told

Tie: TypeAlias = WithdrawClock | RestoreClock
Move: TypeAlias = CountReply | PauseClock | ResumeClock | StopClock | ContinueClock
Fact: TypeAlias = RetargetClock | Move | Tie

RULES: Mapping[type[Fact], standings.Rule] = {
    RetargetClock: standings.retarget,
    CountReply: standings.reply,
    PauseClock: standings.pause,
    ResumeClock: standings.resume,
    StopClock: standings.stop,
    ContinueClock: standings.reopen,
    WithdrawClock: standings.pause,
    RestoreClock: standings.restore,
}

Standings: TypeAlias = tuple[Standing, ...]


class Told(NamedTuple):
    """An event and the moment it is true of."""

    event: Event
    at: datetime


def due(clock: Started, ticket_id: TicketId, at: datetime) -> list[Told]:
    """Warnings reached by `at` and breaches before it, in order of their moments."""
    return sorted(_due(clock, ticket_id, at), key=lambda one: one.at)


def count(clock: Started, fact: Fact, agreement: Agreement) -> list[Told]:
    """What was due before the fact, breaches it undoes, itself, breaches it brings.

    It counts at the moment it happened, or of the last one counted if that is later.
    """
    at = max(fact.at, clock.counted_at)
    earlier = due(clock, fact.ticket_id, at)
    for one in earlier:
        clock = told(clock, one.event)
    priority = fact.priority if isinstance(fact, RetargetClock) else clock.priority
    held_for = clock.held_for if isinstance(clock, Withdrawn) else None
    moment = standings.Moment(
        at=at,
        agreement=agreement,
        priority=priority,
        warned=clock.warned,
        held=held_for is not None,
    )
    hours = agreement.hours[clock.priority]
    before = _counted(clock, hours.between(clock.counted_at, at))
    after = tuple(standings.settle(s, RULES[type(fact)], moment) for s in before)
    return [
        *earlier,
        *_undone(before, after, fact.ticket_id, at),
        Told(_counted_as(fact, at, after, held_for), at),
        *_brought(before, after, fact.ticket_id, priority),
    ]


def _due(clock: Started, ticket_id: TicketId, at: datetime) -> Iterator[Told]:
    for s in clock.standings:
        if s.due_at is None:
            continue
        if s.warn_at is not None and s.warn_at <= at:
            warned = TargetWarned(
                ticket_id=ticket_id,
                target=s.target,
                warned_at=s.warn_at,
                due_at=s.due_at,
            )
            yield Told(warned, s.warn_at)
        if s.due_at < at:
            yield _breached(ticket_id, clock.priority, s.target, s.due_at)


def _counted(clock: Started, passed: timedelta) -> Standings:
    return tuple(
        replace(s, used=s.used + passed) if clock.counts(s) else s
        for s in clock.standings
    )


def _undone(
    before: Standings, after: Standings, ticket_id: TicketId, at: datetime
) -> Iterator[Told]:
    """A breach that was told is taken back where the fact makes it another or none."""
    undone = {
        s.target: s.breached_at
        for s, settled in zip(before, after, strict=True)
        if s.breached_at is not None and s.breached_at != settled.breached_at
    }
    lifted = tuple(standings.lift(s) if s.target in undone else s for s in before)
    for target, breached_at in undone.items():
        withdrawn = BreachWithdrawn(
            ticket_id=ticket_id,
            target=target,
            breached_at=breached_at,
            at=at,
            standings=lifted,
        )
        yield Told(withdrawn, at)


def _brought(
    before: Standings, after: Standings, ticket_id: TicketId, priority: Priority
) -> Iterator[Told]:
    """A breach that the fact itself brings, having left too little time."""
    for s, settled in zip(before, after, strict=True):
        if settled.breached_at is not None and settled.breached_at != s.breached_at:
            yield _breached(ticket_id, priority, s.target, settled.breached_at)


def _breached(
    ticket_id: TicketId, priority: Priority, target: Target, at: datetime
) -> Told:
    breached = TargetBreached(
        ticket_id=ticket_id, priority=priority, target=target, breached_at=at
    )
    return Told(breached, at)


def _counted_as(
    fact: Fact, at: datetime, after: Standings, held_for: HoldReason | None
) -> Event:
    ticket_id = fact.ticket_id
    match fact:
        case WithdrawClock():
            return ClockWithdrawn(ticket_id=ticket_id, at=at, standings=after)
        case RestoreClock():
            return ClockRestored(
                ticket_id=ticket_id, at=at, standings=after, held_for=held_for
            )
        case RetargetClock(priority=priority):
            return ClockRetargeted(
                ticket_id=ticket_id, at=at, priority=priority, standings=after
            )
        case _:
            return _moved_as(fact, at, after)


def _moved_as(fact: Move, at: datetime, after: Standings) -> Event:
    ticket_id = fact.ticket_id
    match fact:
        case CountReply():
            return ReplyCounted(ticket_id=ticket_id, at=at, standings=after)
        case PauseClock():
            return ClockPaused(
                ticket_id=ticket_id, at=at, standings=after, because=fact.because
            )
        case ResumeClock():
            return ClockResumed(ticket_id=ticket_id, at=at, standings=after)
        case StopClock():
            return ClockStopped(ticket_id=ticket_id, at=at, standings=after)
        case ContinueClock():
            return ClockContinued(ticket_id=ticket_id, at=at, standings=after)
        case _:
            assert_never(fact)
