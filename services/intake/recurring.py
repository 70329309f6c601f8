"""What goes wrong again and again? Told by a rule that anybody can count after."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Connection, Row, func, select
from sqlalchemy import text as sql

from contracts.recurring import (
    AlikeBy,
    AlikeTicket,
    FindRecurring,
    Recurring,
    RecurringView,
)
from contracts.values import TicketType
from services.intake.category_rows import subjects_of
from services.intake.tables import WAITING, tickets
from shared.application import Asked

MOST = 50
"""What recurs most is looked at first; more than that nobody deals with at once."""

SHOWN = 5
"""So many of the tickets that are alike are named, the newest first."""

_INCIDENTS = (TicketType.INCIDENT.value, TicketType.MAJOR_INCIDENT.value)


def find_recurring(
    connection: Connection, query: FindRecurring, asked: Asked
) -> RecurringView:
    """What has at least `times` incidents of the last `days`, the most frequent first.

    A merged ticket goes on as another, so it is not counted beside that one.
    """
    since = asked.now - timedelta(days=query.days)
    found = [
        one
        for by in AlikeBy
        for one in _alike(connection, by, since, query.school_id, query.times)
    ]
    found.sort(key=lambda one: (-one.times, str(one.school_id), one.name))
    return RecurringView(
        days=query.days, times=query.times, recurring=tuple(found[:MOST])
    )


def _alike(
    connection: Connection,
    by: AlikeBy,
    since: datetime,
    school: UUID | None,
    times: int,
) -> Iterator[Recurring]:
    column = tickets.c[by.value]
    how_often, last = func.count(), func.max(tickets.c.opened_at)
    counted = (
        select(tickets.c.school, column.label("name"), how_often, last)
        .where(*_incidents(since), column != "")
        .group_by(tickets.c.school, column)
        .having(how_often >= times)
        .order_by(how_often.desc())
        .limit(MOST)
    )
    if school is not None:
        counted = counted.where(tickets.c.school == school)
    for whose, name, count, last_at in connection.execute(counted):
        same = (tickets.c.school == whose, column == name)
        yield Recurring(
            school_id=whose,
            by=by,
            name=name,
            title=_title(connection, whose, by, name),
            times=count,
            last_at=last_at,
            newest=_newest(connection, *same, *_incidents(since)),
            problem=_problem(connection, *same),
        )


def _incidents(since: datetime) -> list[Any]:
    # What was opened since has changed since: that is found by its index.
    return [
        tickets.c.updated_at >= since,
        tickets.c.opened_at >= since,
        tickets.c.type.in_(_INCIDENTS),
        tickets.c.merged_into.is_(None),
    ]


def _newest(connection: Connection, *conditions: Any) -> tuple[AlikeTicket, ...]:
    found = (
        select(*_NAMED)
        .where(*conditions)
        .order_by(tickets.c.opened_at.desc(), tickets.c.number.desc())
        .limit(SHOWN)
    )
    return tuple(_named(row) for row in connection.execute(found))


def _problem(connection: Connection, *conditions: Any) -> AlikeTicket | None:
    is_problem = tickets.c.type == TicketType.PROBLEM.value
    found = select(*_NAMED).where(*conditions, is_problem, sql(WAITING)).limit(1)
    row = connection.execute(found).first()
    return _named(row) if row else None


def _title(connection: Connection, school: UUID, by: AlikeBy, name: str) -> str:
    """What the school calls it; its name where it has it no more."""
    known = subjects_of(connection, school)
    of_it = known.categories if by is AlikeBy.CATEGORY else known.services
    return next((one.title for one in of_it if one.name == name), name)


def _named(row: Row[Any]) -> AlikeTicket:
    return AlikeTicket(ticket_id=row.ticket_id, reference=row.reference)


_NAMED: tuple[Column[Any], ...] = (tickets.c.ticket_id, tickets.c.reference)
