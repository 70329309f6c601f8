"""Which tickets wait in a queue, and how many?"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, select
from sqlalchemy import text as sql

from contracts.intake import CountTickets, Queue, TicketCountsView
from contracts.values import TicketState
from services.intake.guarded.rows import seen_by, those_seen
from services.intake.tables import WAITING, tickets
from services.intake.teams.rows import with_my_team
from services.intake.watching.rows import watched_by_me
from shared.application import Asked
from shared.chain import microseconds

_SOON = timedelta(hours=4)
"""What is due within this time is breaching, if nobody does anything."""


def waiting(queue: Queue) -> list[Any]:
    """What makes a ticket one of a queue.

    `soon` is when its breaching ends, `actor` who looks.
    """
    return [sql(WAITING), *_besides(queue)]


def _besides(queue: Queue) -> list[ColumnElement[bool]]:
    """What makes one that waits a ticket of this queue."""
    match queue:
        case Queue.UNASSIGNED:
            return [_NOBODYS, tickets.c.with_school == 0]
        case Queue.MY_TEAM:
            return [with_my_team()]
        case Queue.MY_TEAM_UNASSIGNED:
            return [_NOBODYS, with_my_team()]
        case Queue.WATCHED:
            return [watched_by_me()]
        case Queue.WITH_SCHOOL:
            return [tickets.c.with_school == 1]
        case Queue.BREACHING:
            return [tickets.c.due_rank < bindparam("soon")]
        case Queue.UNRESOLVED:
            return []


def soon(now: datetime) -> int:
    """The place in the queue of what is due when breaching ends."""
    return microseconds(now + _SOON)


def count_tickets(
    connection: Connection, query: CountTickets, asked: Asked
) -> TicketCountsView:
    """How many tickets wait in each queue."""
    which = {
        "actor": query.assignee,
        "soon": soon(asked.now),
        "of_school": query.school_id,
    }
    seen = seen_by(connection, asked)
    counts = _COUNTS[query.school_id is not None, bool(seen)]
    row = connection.execute(counts, which | seen).one()
    return TicketCountsView(**row._asdict())


def _counts(*, of_school: bool, few: bool) -> Select[Any]:
    """All in one look at what waits.

    None of the counts asks again whether it does: SQLite would leave the index, to look
    at every ticket.
    """

    def those(*conditions: ColumnElement[bool]) -> Any:
        return func.count().filter(*conditions)

    counted = (
        select(
            those(tickets.c.assignee == bindparam("actor")).label("assigned"),
            those(*_besides(Queue.UNASSIGNED)).label("unassigned"),
            those(*_besides(Queue.BREACHING)).label("breaching"),
            *(those(*_besides(one)).label(one.value) for one in _OF_TEAMS),
            those(*_besides(Queue.WATCHED)).label(Queue.WATCHED.value),
            those(tickets.c.state == TicketState.OPEN.value).label("open"),
            those(tickets.c.state == TicketState.ON_HOLD.value).label("on_hold"),
        )
        .select_from(tickets)
        .where(*waiting(Queue.UNRESOLVED))
    )
    if of_school:
        counted = counted.where(tickets.c.school == bindparam("of_school"))
    return counted.where(those_seen()) if few else counted


_NOBODYS = tickets.c.assignee.is_(None)
_OF_TEAMS = (Queue.MY_TEAM, Queue.MY_TEAM_UNASSIGNED, Queue.WITH_SCHOOL)

# Made once: to build a statement takes several times as long as to carry it out.
_COUNTS = {
    (of_school, few): _counts(of_school=of_school, few=few)
    for of_school in (False, True)
    for few in (False, True)
}
