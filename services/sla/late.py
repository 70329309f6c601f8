"""What follows when we hear of a reply from before the last fact that was counted?

It is put in its place, and all that came after it is counted again. Only a reply is:
what starts, stops or holds a clock was decided in the order in which it is heard.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import cast

from contracts.sla import (
    BreachWithdrawn,
    CountReply,
    Standing,
    TargetBreached,
    TargetWarned,
)
from contracts.sla_late import LateReplyCounted
from contracts.values import Target, TargetState
from services.sla import standings
from services.sla.agreement import Agreement
from services.sla.clock import (
    Idle,
    Paused,
    Running,
    Started,
    Stopped,
    Withdrawn,
    evolve,
)
from services.sla.counting import Told
from services.sla.moving import Fact, Standings
from services.sla.replaying import Step, facts, retell


def is_late(clock: Started, fact: Fact) -> bool:
    """Whether it is a reply that has to be put in its place."""
    return isinstance(fact, CountReply) and fact.at < clock.counted_at


def count_late(clock: Started, reply: CountReply, agreement: Agreement) -> list[Told]:
    """The breaches it undoes, those and the warnings it brings, and itself.

    None of it where nothing could be answered at that moment: the ticket was resolved
    or merged. It cannot be older than the ticket.
    """
    begun = evolve(Idle(), clock.past[0])
    assert isinstance(begun, Started)
    reply = replace(reply, at=max(reply.at, begun.counted_at))
    since = cast(list[Fact], [*facts(reply.school_id, clock.past)][1:])
    before = [fact for fact in since if fact.at <= reply.at]
    told_before = [*retell(begun, before, agreement)]
    there = told_before[-1].clock if told_before else begun
    if not isinstance(there, Running | Paused):
        return []
    after = [reply, *since[len(before) :]]
    return _brought(clock, reply, [*told_before, *retell(there, after, agreement)])


def _brought(clock: Started, reply: CountReply, steps: Sequence[Step]) -> list[Told]:
    """How what was told comes to what is told again."""
    again = steps[-1].clock
    given = {(e.target, e.warned_at) for e in clock.past if isinstance(e, TargetWarned)}
    settled = tuple(
        _as_was_told(again.standing(old.target), old) for old in clock.standings
    )
    calm = tuple(
        replace(s, warn_at=None) if (s.target, s.warn_at) in given else s
        for s in settled
    )
    known = {s.target for s, silent in zip(settled, calm, strict=True) if s != silent}
    counted = LateReplyCounted(
        ticket_id=reply.ticket_id,
        replied_at=reply.at,
        at=clock.counted_at,
        standings=calm,
        warned=tuple(t for t in Target if t in again.warned | known),
        over=isinstance(clock, Stopped | Withdrawn),
    )
    return [
        *_undone(clock, calm, reply),
        *_missed(steps, clock, calm),
        *_warned(steps, calm, given),
        Told(counted, reply.at),
    ]


def _as_was_told(standing: Standing, old: Standing) -> Standing:
    """A breach that the sweep told of since, and that is due then still, stands."""
    if standing.due_at is None or standing.due_at != old.breached_at:
        return standing
    return standings.breach(standing, standing.due_at)


def _undone(clock: Started, settled: Standings, reply: CountReply) -> Iterator[Told]:
    undone = {
        old.target: old.breached_at
        for old, new in zip(clock.standings, settled, strict=True)
        if old.breached_at is not None and old.breached_at != new.breached_at
    }
    lifted = tuple(
        standings.lift(s) if s.target in undone else s for s in clock.standings
    )
    for target, breached_at in undone.items():
        withdrawn = BreachWithdrawn(
            ticket_id=reply.ticket_id,
            target=target,
            breached_at=breached_at,
            at=clock.counted_at,
            standings=lifted,
        )
        yield Told(withdrawn, reply.at)


def _missed(
    steps: Sequence[Step], clock: Started, settled: Standings
) -> Iterator[Told]:
    """The breaches that were not told so far."""
    for old, new in zip(clock.standings, settled, strict=True):
        if new.breached_at is not None and new.breached_at != old.breached_at:
            for (event, at), _ in steps:
                if isinstance(event, TargetBreached) and event.target is new.target:
                    yield Told(event, at)


def _warned(
    steps: Sequence[Step],
    settled: Standings,
    given: set[tuple[Target, datetime]],
) -> Iterator[Told]:
    """The warnings that were not given so far, of what can be kept still."""
    warned = steps[-1].clock.warned
    states = {s.target: s.state for s in settled}
    for (event, at), _ in steps:
        if not isinstance(event, TargetWarned) or event.target not in warned:
            continue
        is_open = states[event.target] in (TargetState.RUNNING, TargetState.PAUSED)
        if is_open and (event.target, event.warned_at) not in given:
            yield Told(event, at)
