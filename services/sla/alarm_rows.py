"""When does what come due of a ticket besides its targets? Kept as its clock moves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, insert, or_, select, update

from contracts.escalation import (
    AlarmKind,
    EscalationAcknowledged,
    EscalationEnded,
    EscalationMissed,
    EscalationRaised,
    EscalationWithdrawn,
    WarningRepeated,
)
from contracts.sla import (
    BreachWithdrawn,
    ClockReclassified,
    ClockStopped,
    ClockWithdrawn,
    Standing,
    TargetBreached,
)
from contracts.sla_late import LateReplyCounted
from contracts.values import Priority, Target, TargetState
from services.sla import ladder
from services.sla.agreement import Applied
from services.sla.clock import Counted
from services.sla.escalation import Event
from services.sla.ladder import Rung
from services.sla.tables import alarms
from services.sla.working_time import Hours

_NEVER = datetime.max.replace(tzinfo=UTC)


class Terms(NamedTuple):
    """What the clock of a ticket counts by."""

    applied: Applied
    priority: Priority

    @property
    def rungs(self) -> tuple[Rung, ...]:
        """What comes due besides the targets."""
        return ladder.of(self.applied.promised)

    @property
    def hours(self) -> Hours:
        """The working time of its priority."""
        return self.applied.hours[self.priority]


class Moved(NamedTuple):
    """How a target stands since a moment, and by which terms."""

    at: datetime
    standing: Standing
    terms: Terms


def count_on(
    connection: Connection, school: UUID, event: Counted, terms: Terms
) -> None:
    """Keep when what comes before a breach is due, now that the clock has moved."""
    which = {"of_school": school, "of_ticket": event.ticket_id}
    if isinstance(event, ClockStopped):
        connection.execute(_REMOVE, which)
        return
    if isinstance(event, ClockWithdrawn) or _is_over(event):
        connection.execute(_SILENCE, which)
        return
    if isinstance(event, BreachWithdrawn):
        which_target = which | {"of_target": event.target.value}
        connection.execute(_REMOVE_OF_TARGET, which_target)
    if isinstance(event, ClockReclassified):
        _drop(connection, which, event, terms)
    if not any(rung.is_ahead for rung in terms.rungs):
        return
    found = connection.execute(_OF_TICKET, which)
    there = {(row.target, row.kind, row.number): row.next_at for row in found}
    for standing in event.standings:
        _move(connection, which, Moved(event.at, standing, terms), there)


def breach(
    connection: Connection, school: UUID, event: TargetBreached, terms: Terms
) -> None:
    """Keep what follows a breach, and when."""
    allowed = terms.applied.allowed(event.priority, event.target) or timedelta(0)
    which = {"of_school": school, "of_ticket": event.ticket_id}
    for rung, at in ladder.after_breach(terms.rungs, event, allowed, terms.hours):
        keep(connection, which, rung, at)


def given(connection: Connection, school: UUID, event: Event) -> None:
    """Keep that an alarm was given, and what has to be looked at because of it."""
    which = {"of_school": school, "of_ticket": event.ticket_id}
    match event:
        case WarningRepeated(target=target, percent=percent):
            _silence(connection, which, target, AlarmKind.WARNING, percent)
        case EscalationMissed(target=target, step=step):
            _silence(connection, which, target, AlarmKind.MISSED, step)
        case EscalationWithdrawn(target=target):
            which_target = which | {"of_target": target.value}
            connection.execute(_REMOVE_WITHDRAWN, which_target)
        case EscalationRaised(target=target, step=step):
            _silence(connection, which, target, AlarmKind.STEP, step)
            unheard = Rung(
                target=target, kind=AlarmKind.MISSED, number=step, role=event.role
            )
            keep(connection, which, unheard, event.acknowledge_by)
        case EscalationAcknowledged() | EscalationEnded():
            connection.execute(_REMOVE_MISSED, which)
        case _:
            pass


def _drop(
    connection: Connection,
    which: dict[str, Any],
    event: ClockReclassified,
    terms: Terms,
) -> None:
    """What was to come before a breach does not, where other terms have none of it.

    A step that was given is to another role than the one of its number now: this one
    was not told yet.
    """
    kept = {(r.target, r.kind, r.number): r.role for r in terms.rungs if r.is_ahead}
    missed = {one.target for one in event.standings if one.breached_at is not None}
    for row in connection.execute(_OF_TICKET, which).all():
        one = Target(row.target), AlarmKind(row.kind), row.number
        gone = row.next_at if one not in kept else row.role != kept[one]
        if gone and one[0] not in missed:
            connection.execute(_REMOVE_ONE, which | _one(*one))


def keep(
    connection: Connection, which: dict[str, Any], rung: Rung, at: datetime
) -> None:
    """Keep when something comes due, in place of when it was."""
    row = {
        "school": which["of_school"],
        "ticket_id": which["of_ticket"],
        "target": rung.target.value,
        "kind": rung.kind.value,
        "number": rung.number,
        "role": rung.role,
        "next_at": at,
    }
    connection.execute(_REMOVE_ONE, which | _one(rung.target, rung.kind, rung.number))
    connection.execute(_ADD, row)


def _is_over(event: Counted) -> bool:
    """Whether a reply that is entered late is of what is resolved or merged."""
    return isinstance(event, LateReplyCounted) and event.over


def _move(
    connection: Connection,
    which: dict[str, Any],
    moved: Moved,
    there: dict[tuple[str, str, int], datetime | None],
) -> None:
    """Move what comes before the breach of a target to where it belongs now.

    What is past keeps the moment that it has, or had when it was given (then there is
    none); what a new priority has put behind us is due at once. Of what is not promised
    any more nothing comes.
    """
    terms = moved.terms
    if moved.standing.allowed is None:
        of_target = {"of_target": moved.standing.target.value}
        connection.execute(_REMOVE_AHEAD, which | of_target)
    runs = moved.standing.state is TargetState.RUNNING
    for rung, at in ladder.ahead(terms.rungs, moved.standing, terms.hours, moved.at):
        known = there.get((rung.target.value, rung.kind.value, rung.number), _NEVER)
        overtaken = known is not None and known > moved.at
        if runs and (at or overtaken):
            keep(connection, which, rung, at or moved.at)
        elif at and not runs:
            one = _one(rung.target, rung.kind, rung.number)
            connection.execute(_REMOVE_ONE, which | one)


def _silence(
    connection: Connection,
    which: dict[str, Any],
    target: Target,
    kind: AlarmKind,
    number: int,
) -> None:
    """There is nothing to be given of it, until it is kept anew."""
    connection.execute(_CHANGE, which | _one(target, kind, number) | {"next_at": None})


def _one(target: Target, kind: AlarmKind, number: int) -> dict[str, Any]:
    return {"of_target": target.value, "of_kind": kind.value, "of_number": number}


# Made once: to build a statement takes several times as long as to carry it out.
_OF_TICKET_ROWS = (alarms.c.school == bindparam("of_school")) & (
    alarms.c.ticket_id == bindparam("of_ticket")
)
_OF_ONE = (
    _OF_TICKET_ROWS
    & (alarms.c.target == bindparam("of_target"))
    & (alarms.c.kind == bindparam("of_kind"))
    & (alarms.c.number == bindparam("of_number"))
)
_OF_TICKET = select(alarms).where(_OF_TICKET_ROWS)
_ADD = insert(alarms)
_CHANGE = update(alarms).where(_OF_ONE)
_SILENCE = update(alarms).where(_OF_TICKET_ROWS).values(next_at=None)
_REMOVE = delete(alarms).where(_OF_TICKET_ROWS)
_REMOVE_ONE = delete(alarms).where(_OF_ONE)
_REMOVE_OF_TARGET = _REMOVE.where(alarms.c.target == bindparam("of_target"))
# Not by `in`: what is gathered for several targets goes to the database at once.
_REMOVE_WITHDRAWN = _REMOVE_OF_TARGET.where(
    or_(
        alarms.c.kind == AlarmKind.WITHDRAWN.value,
        alarms.c.kind == AlarmKind.MISSED.value,
    )
)
_REMOVE_AHEAD = _REMOVE_OF_TARGET.where(
    or_(
        alarms.c.kind == AlarmKind.WARNING.value,
        alarms.c.kind == AlarmKind.STEP.value,
    ),
    alarms.c.next_at.is_not(None),
)
_REMOVE_MISSED = _REMOVE.where(alarms.c.kind == AlarmKind.MISSED.value)
