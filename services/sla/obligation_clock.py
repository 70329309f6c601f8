"""Was something done for a ticket by a moment of its own?

Not set -- set --> running -- warned, missed --> met -- reopened --> running or missed.
Set again, it is due by the new moment, and all that was told of the old one is past.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, TypeAlias, assert_never

from contracts.obligations import (
    CheckObligation,
    Counting,
    MeetObligation,
    Obligation,
    ObligationMet,
    ObligationMissed,
    ObligationReopened,
    ObligationSet,
    ObligationWarned,
    ReopenObligation,
    SetObligation,
)
from contracts.refusals import Refused
from services.sla.obligations import due_at
from services.sla.working_time import Hours
from shared.decider import Dated, Decider

WARNED_BEFORE = timedelta(days=1)
"""How long before it is due somebody is told: of a day, when that day begins."""


@dataclass(frozen=True, kw_only=True)
class Kept:
    """An obligation that was set, and what was told of it."""

    obligation: Obligation
    since: datetime
    warn_at: datetime
    due_at: datetime
    warned: bool = False
    missed: bool = False
    met_at: datetime | None = None


State: TypeAlias = Kept | None
Command: TypeAlias = SetObligation | MeetObligation | ReopenObligation | CheckObligation
Event: TypeAlias = (
    ObligationSet
    | ObligationMet
    | ObligationReopened
    | ObligationWarned
    | ObligationMissed
)


def decide(
    kept: State, command: Command, _now: datetime, hours: Hours | None
) -> list[Event | Dated]:
    """The events that follow; what is not there has nothing to be said of."""
    if isinstance(command, SetObligation):
        return [*_set(kept, command, hours)]
    if kept is None:
        return []
    match command:
        case MeetObligation():
            return [*_meet(kept, command)]
        case ReopenObligation():
            return [*_reopen(kept, command)]
        case CheckObligation():
            return _due(kept, command)
        case _:
            assert_never(command)


def evolve(kept: State, event: Event) -> State:
    """What is true after the event."""
    if isinstance(event, ObligationSet):
        return Kept(
            obligation=event.obligation,
            since=event.since,
            warn_at=event.warn_at,
            due_at=event.due_at,
        )
    assert kept is not None, "it was set before"
    match event:
        case ObligationMet():
            return replace(kept, met_at=event.at, missed=not event.in_time)
        case ObligationReopened():
            return replace(kept, met_at=None)
        case ObligationWarned():
            return replace(kept, warned=True)
        case ObligationMissed():
            return replace(kept, missed=True)
        case _:
            assert_never(event)


def _set(
    kept: State, command: SetObligation, hours: Hours | None
) -> list[ObligationSet | ObligationMet]:
    if kept and (kept.obligation, kept.since) == (command.obligation, command.since):
        return []
    if hours is None:
        raise Refused("Nothing says when this school works.")
    due = due_at(command.obligation, command.since, hours, ())
    # What is told later than its warning was due is warned of when it is told.
    warn = max(command.at, due - _warned_before(command.obligation))
    it_is = ObligationSet(
        ticket_id=command.ticket_id,
        obligation=command.obligation,
        since=command.since,
        at=command.at,
        warn_at=min(warn, due),
        due_at=due,
        duty=command.duty,
    )
    if kept is None or kept.met_at is None:
        return [it_is]
    return [it_is, _met(it_is, kept.met_at)]


def _warned_before(obligation: Obligation) -> timedelta:
    """What is due within minutes is warned of when a quarter of them is left."""
    if obligation.counting is not Counting.CLOCK_MINUTES:
        return WARNED_BEFORE
    return timedelta(minutes=obligation.number) / 4


def _meet(kept: Kept, command: MeetObligation) -> list[ObligationMet]:
    if kept.met_at is not None:
        return []
    met = ObligationMet(
        ticket_id=command.ticket_id,
        name=kept.obligation.name,
        at=command.at,
        due_at=kept.due_at,
        in_time=command.at <= kept.due_at,
        duty=command.duty,
    )
    return [met]


def _met(it_is: ObligationSet, met_at: datetime) -> ObligationMet:
    """What was done already stays done, in time or not by the new moment."""
    return ObligationMet(
        ticket_id=it_is.ticket_id,
        name=it_is.obligation.name,
        at=met_at,
        due_at=it_is.due_at,
        in_time=met_at <= it_is.due_at,
        duty=it_is.duty,
    )


def _reopen(kept: Kept, command: ReopenObligation) -> list[ObligationReopened]:
    if kept.met_at is None:
        return []
    again = ObligationReopened(
        ticket_id=command.ticket_id,
        name=kept.obligation.name,
        at=command.at,
        due_at=kept.due_at,
        warn_at=None if kept.warned else kept.warn_at,
        duty=command.duty,
    )
    return [again]


def _due(kept: Kept, command: CheckObligation) -> list[Event | Dated]:
    """The warning and the miss that are due, each once and dated to its moment."""
    if kept.met_at is not None or kept.missed:
        return []
    name, due = kept.obligation.name, kept.due_at
    which: dict[str, Any] = {"ticket_id": command.ticket_id, "duty": command.duty}
    given: list[Event | Dated] = []
    if not kept.warned and command.at >= kept.warn_at and kept.warn_at < due:
        warned = ObligationWarned(
            **which, name=name, warned_at=kept.warn_at, due_at=due
        )
        given.append(Dated(warned, kept.warn_at))
    if command.at > due:
        missed = ObligationMissed(**which, name=name, missed_at=due)
        given.append(Dated(missed, due))
    return given


OBLIGATION: Decider[State] = Decider(
    category="obligation",
    identity="owed_id",
    commands=(SetObligation, MeetObligation, ReopenObligation, CheckObligation),
    initial=None,
    decide=decide,
    evolve=evolve,
)
