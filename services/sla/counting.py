"""What follows when a fact reaches a clock, and what was due before it?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from contracts.sla import (
    BreachWithdrawn,
    ContinueClock,
    CountReply,
    PauseClock,
    ReclassifyClock,
    RestoreClock,
    ResumeClock,
    RetargetClock,
    StopClock,
    TargetBreached,
    TargetWarned,
    WithdrawClock,
)
from contracts.values import Priority, Target, TicketId
from services.sla import standings
from services.sla.agreement import Agreement, Applied
from services.sla.clock import Event, Started, Withdrawn, told
from services.sla.moving import Fact, Standings, counted_as, kind_after

RULES: Mapping[type[Fact], standings.Rule] = {
    RetargetClock: standings.retarget,
    ReclassifyClock: standings.retarget,
    CountReply: standings.reply,
    PauseClock: standings.hold,
    ResumeClock: standings.resume,
    StopClock: standings.stop,
    ContinueClock: standings.reopen,
    WithdrawClock: standings.pause,
    RestoreClock: standings.restore,
}


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
    terms = agreement.of(kind_after(clock.kind, fact))
    moment = standings.Moment(
        at=at,
        terms=terms,
        priority=fact.priority if isinstance(fact, RetargetClock) else clock.priority,
        warned=clock.warned,
        held=_stands_still(clock, fact, terms),
    )
    hours = agreement.of(clock.kind).hours[clock.priority]
    before = _counted(clock, hours.between(clock.counted_at, at))
    after = tuple(standings.settle(s, RULES[type(fact)], moment) for s in before)
    return [
        *earlier,
        *_undone(before, after, fact.ticket_id, at),
        Told(counted_as(fact, clock, after, moment), at),
        *_brought(before, after, fact.ticket_id, moment.priority),
    ]


def _stands_still(clock: Started, fact: Fact, terms: Applied) -> bool:
    """Whether a hold begins by it, or again, for something that stops the clock."""
    if isinstance(fact, PauseClock):
        return fact.because in terms.promised.pausing
    return isinstance(clock, Withdrawn) and clock.held_for is not None


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
