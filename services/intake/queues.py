"""Which tickets wait in a queue, and how many?"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from contracts.intake import CountTickets, Queue, TicketCountsView
from contracts.values import TicketState
from services.intake.tables import tickets
from shared.application import Asked
from shared.chain import microseconds

SOON = timedelta(hours=4)
"""What is due within this time is breaching, if nobody does anything."""


def waiting(queue: Queue, now: datetime) -> list[ColumnElement[bool]]:
    """What makes a ticket one of a queue."""
    waiting = [tickets.c.state != TicketState.RESOLVED.value]
    match queue:
        case Queue.UNASSIGNED:
            waiting.append(tickets.c.assignee.is_(None))
        case Queue.BREACHING:
            waiting.append(tickets.c.due_rank < microseconds(now + SOON))
        case Queue.UNRESOLVED:
            pass
    return waiting


def count_tickets(
    connection: Connection, query: CountTickets, asked: Asked
) -> TicketCountsView:
    """How many tickets wait in each queue."""
    row = connection.execute(_counts(query, asked.now)).one()
    return TicketCountsView(**row._asdict())


def _counts(query: CountTickets, now: datetime) -> Select[Any]:
    def those(*conditions: ColumnElement[bool]) -> Any:
        return func.count().filter(*conditions)

    found = select(
        those(tickets.c.assignee == query.assignee).label("assigned"),
        those(*waiting(Queue.UNASSIGNED, now)).label("unassigned"),
        those(*waiting(Queue.BREACHING, now)).label("breaching"),
        those(tickets.c.state == TicketState.OPEN.value).label("open"),
        those(tickets.c.state == TicketState.ON_HOLD.value).label("on_hold"),
    ).where(*waiting(Queue.UNRESOLVED, now))
    if query.school_id is not None:
        found = found.where(tickets.c.school == query.school_id)
    return found
