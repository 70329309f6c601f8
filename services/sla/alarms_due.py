"""Which alarms has the time come for?"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, bindparam, select

from contracts.escalation import AlarmKind
from contracts.values import Priority, Target, TicketId
from services.sla.tables import alarms, clocks

AT_ONCE = 500
"""Alarms that one sweep takes; the next one takes the next."""


class DueAlarm(NamedTuple):
    """An alarm whose time has come."""

    school: UUID
    ticket_id: TicketId
    priority: Priority
    target: Target
    kind: AlarmKind
    number: int
    role: str
    due_at: datetime
    correlation_id: UUID


def due_alarms(connection: Connection, now: datetime) -> list[DueAlarm]:
    """What came due before now; costs what is due, not what is open."""
    return [
        DueAlarm(
            school=row.school,
            ticket_id=row.ticket_id,
            priority=Priority(row.priority),
            target=Target(row.target),
            kind=AlarmKind(row.kind),
            number=row.number,
            role=row.role,
            due_at=row.next_at,
            correlation_id=row.correlation_id,
        )
        for row in connection.execute(_DUE, {"now": now})
    ]


# Made once: to build a statement takes several times as long as to carry it out.
_DUE = (
    select(alarms, clocks.c.priority, clocks.c.correlation_id)
    .join_from(
        alarms,
        clocks,
        (clocks.c.school == alarms.c.school)
        & (clocks.c.ticket_id == alarms.c.ticket_id),
    )
    .where(alarms.c.next_at < bindparam("now"))
    .order_by(alarms.c.next_at)
    .limit(AT_ONCE)
)
