"""Which steps came due, and what became of each?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update

from contracts.escalation import (
    Escalation,
    EscalationAcknowledged,
    EscalationCarried,
    EscalationEnded,
    EscalationMissed,
    EscalationRaised,
    EscalationsView,
    EscalationWithdrawn,
    FindEscalations,
)
from contracts.values import Priority, Target, TicketId
from services.sla.guarded import told_of
from services.sla.tables import escalations
from shared.application import Answer, Asked
from shared.work import Fresh


class EscalationCount(NamedTuple):
    """How many steps of a school wait for somebody who knows of them."""

    school: UUID
    priority: str
    number: int


def keep_escalation(connection: Connection, fresh: Fresh) -> None:
    """Keep a step that came due, and what became of it."""
    event, school = fresh.event, fresh.school
    which: dict[str, Any] = {"of_school": school}
    match event:
        case EscalationRaised():
            connection.execute(_ADD, _row(school, event))
        case EscalationMissed(target=target, step=step, missed_at=at):
            which |= {"of_ticket": event.ticket_id, "of_target": target.value}
            changed = {"of_step": step, "missed_at": at}
            connection.execute(_CHANGE_STEP, which | changed)
        case EscalationAcknowledged(ticket_id=ticket_id):
            connection.execute(
                _ACKNOWLEDGE,
                which
                | {
                    "of_ticket": ticket_id,
                    "acknowledged_at": fresh.happened_at,
                    "acknowledged_by": fresh.actor,
                },
            )
        case EscalationCarried(ticket_id=ticket_id):
            carried = {"of_ticket": ticket_id, "carried_at": fresh.happened_at}
            connection.execute(_CARRY, which | carried)
        case EscalationWithdrawn(target=target, at=at):
            which |= {"of_ticket": event.ticket_id, "of_target": target.value}
            connection.execute(_CHANGE_TARGET, which | {"ended_at": at})
        case EscalationEnded(ticket_id=ticket_id, at=at):
            ended = {"of_ticket": ticket_id, "ended_at": at}
            connection.execute(_CHANGE, which | ended)
        case _:
            pass


def find_escalations(
    connection: Connection, query: FindEscalations, asked: Asked
) -> EscalationsView:
    """Of one ticket all that ever were; else what is not over. The newest first."""
    found = (
        select(escalations)
        .where(*told_of(escalations, asked.caller))
        .order_by(
            escalations.c.raised_at.desc(), escalations.c.ticket_id, escalations.c.step
        )
    )
    if query.school_id is not None:
        found = found.where(escalations.c.school == query.school_id)
    if query.ticket_id is None:
        found = found.where(escalations.c.ended_at.is_(None))
    else:
        found = found.where(escalations.c.ticket_id == query.ticket_id)
    rows = connection.execute(found.limit(query.limit))
    return EscalationsView(escalations=tuple(_shown(row) for row in rows))


def waiting_tickets(
    connection: Connection, school: UUID, priority: Priority
) -> list[TicketId]:
    """The tickets of a priority with a step that Alertmanager told nobody of yet."""
    which = {"of_school": school, "of_priority": priority.value}
    return list(connection.execute(_NOT_CARRIED, which).scalars())


def unacknowledged_counts(connection: Connection) -> list[EscalationCount]:
    """How many steps wait for somebody, by school and priority."""
    return [EscalationCount(*row) for row in connection.execute(_UNACKNOWLEDGED)]


ANSWERS: Mapping[type, Answer] = {FindEscalations: find_escalations}


def _row(school: UUID, event: EscalationRaised) -> dict[str, Any]:
    return {
        "school": school,
        "ticket_id": event.ticket_id,
        "target": event.target.value,
        "step": event.step,
        "raised_at": event.raised_at,
        "priority": event.priority.value,
        "role": event.role,
        "told": " ".join(event.told),
        "acknowledge_by": event.acknowledge_by,
    }


def _shown(row: Row[Any]) -> Escalation:
    return Escalation(
        school_id=row.school,
        ticket_id=row.ticket_id,
        priority=Priority(row.priority),
        target=Target(row.target),
        step=row.step,
        role=row.role,
        told=tuple(row.told.split()),
        raised_at=row.raised_at,
        acknowledge_by=row.acknowledge_by,
        missed_at=row.missed_at,
        carried_at=row.carried_at,
        acknowledged_at=row.acknowledged_at,
        acknowledged_by=row.acknowledged_by,
        ended_at=row.ended_at,
    )


# Made once: to build a statement takes several times as long as to carry it out.
_OPEN = escalations.c.ended_at.is_(None)
_OF_TICKET = (
    (escalations.c.school == bindparam("of_school"))
    & (escalations.c.ticket_id == bindparam("of_ticket"))
    & _OPEN
)
_ADD = insert(escalations)
_CHANGE = update(escalations).where(_OF_TICKET)
_ACKNOWLEDGE = _CHANGE.where(escalations.c.acknowledged_at.is_(None))
_CARRY = _CHANGE.where(escalations.c.carried_at.is_(None))
_CHANGE_TARGET = _CHANGE.where(escalations.c.target == bindparam("of_target"))
_CHANGE_STEP = _CHANGE_TARGET.where(escalations.c.step == bindparam("of_step"))
_NOT_CARRIED = (
    select(escalations.c.ticket_id)
    .distinct()
    .where(escalations.c.school == bindparam("of_school"))
    .where(escalations.c.priority == bindparam("of_priority"))
    .where(_OPEN, escalations.c.carried_at.is_(None))
    .order_by(escalations.c.ticket_id)
)
_UNACKNOWLEDGED = (
    select(escalations.c.school, escalations.c.priority, func.count())
    .where(_OPEN, escalations.c.acknowledged_at.is_(None))
    .group_by(escalations.c.school, escalations.c.priority)
)
