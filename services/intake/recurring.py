"""What goes wrong again and again? Told by a rule that anybody can count after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Select, func, select
from sqlalchemy import text as sql

from contracts.recurring import (
    AlikeBy,
    AlikeTicket,
    FindRecurring,
    Recurring,
    RecurringView,
)
from contracts.values import TicketType
from services.intake.guarded.rows import kept_among, seen_by, those_seen
from services.intake.matters.category_rows import matters_of_all
from services.intake.months import midnight
from services.intake.tables import WAITING, tickets
from shared.application import Asked
from shared.by_keys import ByKeys

MOST = 50
"""What recurs most is looked at first; more than that nobody deals with at once."""

SHOWN = 5
"""So many of the tickets that are alike are named, the newest first."""

_INCIDENTS = (TicketType.INCIDENT.value, TicketType.MAJOR_INCIDENT.value)


class Counted(NamedTuple):
    """What recurs at a school, before it is said how it is called there."""

    by: AlikeBy
    school: UUID
    name: str
    times: int
    last_at: datetime
    newest: list[AlikeTicket]


def find_recurring(
    connection: Connection, query: FindRecurring, asked: Asked
) -> RecurringView:
    """What has at least `times` incidents of the last `days`, the most frequent first.

    A merged ticket goes on as another, so it is not counted beside that one. The list
    is cut before it is filled in.
    """
    counted = [one for by in AlikeBy for one in _counted(connection, by, query, asked)]
    counted.sort(key=lambda one: (-one.times, str(one.school), one.name))
    return RecurringView(
        days=query.days,
        times=query.times,
        recurring=tuple(_filled(connection, counted[:MOST], asked)),
    )


def _counted(
    connection: Connection, by: AlikeBy, query: FindRecurring, asked: Asked
) -> list[Counted]:
    """What recurs by one of two, with its newest tickets: read once, and together."""
    seen = seen_by(connection, asked)
    among = _ranked(by, query, asked.now)
    ranked = (among.where(those_seen()) if seen else among).subquery()
    newest = (
        select(ranked)
        .where(ranked.c.times >= query.times, ranked.c.place <= SHOWN)
        .order_by(
            *(ranked.c.times.desc(), ranked.c.school, ranked.c.name, ranked.c.place)
        )
        .limit(MOST * SHOWN)
    )
    found: dict[tuple[UUID, str], Counted] = {}
    for row in connection.execute(newest, seen):
        begun = Counted(by, row.school, row.name, row.times, row.opened_at, [])
        found.setdefault((row.school, row.name), begun).newest.append(_named(row))
    return [*found.values()]


def _ranked(by: AlikeBy, query: FindRecurring, now: datetime) -> Select[Any]:
    """Each incident with how many are alike, and which of them it is, the newest 1."""
    since = now - timedelta(days=query.days)
    if query.from_on is not None:
        since = midnight(query.from_on)
    about = tickets.c[by.value]
    alike = (tickets.c.school, about)
    latest_first = (tickets.c.opened_at.desc(), tickets.c.number.desc())
    placed = func.row_number().over(partition_by=alike, order_by=latest_first)
    asked = select(
        *(tickets.c.school, about.label("name"), tickets.c.opened_at),
        *(tickets.c.ticket_id, tickets.c.reference),
        func.count().over(partition_by=alike).label("times"),
        placed.label("place"),
    ).where(
        # What was opened since has changed since: that is found by its index.
        tickets.c.updated_at >= since,
        tickets.c.opened_at >= since,
        tickets.c.type.in_(_INCIDENTS),
        tickets.c.merged_into.is_(None),
        about != "",
    )
    if query.before_on is not None:
        asked = asked.where(tickets.c.opened_at < midnight(query.before_on))
    if query.school_id is None:
        return asked
    return asked.where(tickets.c.school == query.school_id)


def _filled(
    connection: Connection, counted: Sequence[Counted], asked: Asked
) -> Iterator[Recurring]:
    """Each with its title and its problem, asked for together."""
    titles = _titles(connection, {one.school for one in counted})
    problems = {
        (by, row.school, row.name): _named(row)
        for by in AlikeBy
        for row in _problems(connection, by, counted, asked)
    }
    for one in counted:
        yield Recurring(
            school_id=one.school,
            by=one.by,
            name=one.name,
            title=titles.get((one.by, one.school, one.name), one.name),
            times=one.times,
            last_at=one.last_at,
            newest=tuple(one.newest),
            problem=problems.get((one.by, one.school, one.name)),
        )


def _titles(
    connection: Connection, schools: set[UUID]
) -> dict[tuple[AlikeBy, UUID, str], str]:
    """What the schools call what they have."""
    return {
        (by, school, one.name): one.title
        for school, known in matters_of_all(connection, schools).items()
        for by, of_it in (
            (AlikeBy.CATEGORY, known.categories),
            (AlikeBy.SERVICE, known.services),
        )
        for one in of_it
    }


def _problems(
    connection: Connection, by: AlikeBy, counted: Sequence[Counted], asked: Asked
) -> Sequence[Any]:
    """The problems about the same that are not resolved, the newest last.

    Of those that few may read, one is named to those few.
    """
    keys = [(one.school, one.name) for one in counted if one.by is by]
    found = _PROBLEMS[by].rows(connection, keys) if keys else ()
    named = {(row.school, row.ticket_id) for row in found}
    kept = kept_among(connection, named, asked) if found else frozenset()
    return [row for row in found if (row.school, row.ticket_id) not in kept]


def _named(row: Any) -> AlikeTicket:
    return AlikeTicket(ticket_id=row.ticket_id, reference=row.reference)


def _of_problems(by: AlikeBy) -> ByKeys:
    about = tickets.c[by.value]
    named = (tickets.c.school, about.label("name"))
    asked = (
        select(*named, tickets.c.ticket_id, tickets.c.reference)
        .where(tickets.c.type == TicketType.PROBLEM.value, sql(WAITING))
        .order_by(tickets.c.opened_at, tickets.c.number)
    )
    return ByKeys(asked, tickets.c.school, about)


# Made once: to build a statement takes several times as long as to carry it out.
_PROBLEMS = {by: _of_problems(by) for by in AlikeBy}
