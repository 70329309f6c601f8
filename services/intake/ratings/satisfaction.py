"""How did requesters find what was done in a month, school by school?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, func, or_, select
from sqlalchemy import text as sql

from contracts.access import Right
from contracts.outgoing import LetterKind
from contracts.ratings import (
    Comment,
    GetSatisfaction,
    SatisfactionView,
    Satisfied,
)
from contracts.values import Satisfaction
from services.intake.guarded.rows import seen_by, those_seen
from services.intake.months import month_of, span_of
from services.intake.outgoing.letter_tables import ASKED, letters
from services.intake.ratings.rating_tables import ratings
from services.intake.tables import tickets
from shared.application import Asked

MOST_COMMENTS = 50


def get_satisfaction(
    connection: Connection, query: GetSatisfaction, asked: Asked
) -> SatisfactionView:
    """The figures of a month; Invalid for what is none.

    Comments are for the desk and for who leads the school: colleagues of who wrote
    one see the figures alone.
    """
    month = query.month or month_of(asked.now)
    span_of(month)
    may_read = asked.caller.may(Right.READ_LOG, query.school_id)
    comments = _comments(connection, query, month, asked) if may_read else ()
    return SatisfactionView(
        month=month,
        satisfied=tuple(_satisfied(connection, query.school_id, month)),
        comments=tuple(comments),
    )


def _satisfied(
    connection: Connection, school: UUID | None, month: str
) -> Iterator[Satisfied]:
    asked = _asked(connection, school, month)
    said: Counter[tuple[UUID, str]] = Counter()
    found = (
        select(ratings.c.school, ratings.c.said, func.count().label("times"))
        .where(ratings.c.month == month)
        .group_by(ratings.c.school, ratings.c.said)
    )
    for row in connection.execute(_at(found, ratings, school)):
        said[row.school, row.said] = row.times
    for one in sorted({*asked, *(school for school, _ in said)}):
        told = {each.value: said[one, each.value] for each in Satisfaction}
        yield Satisfied(school_id=one, asked=asked.get(one, 0), **told)


def _asked(connection: Connection, school: UUID | None, month: str) -> dict[UUID, int]:
    """How many letters went out that asked: those with a link to say it by."""
    begins, ends = span_of(month)
    found = (
        select(letters.c.school, func.count())
        .where(sql(ASKED), letters.c.kind == LetterKind.RESOLUTION.value)
        .where(letters.c.written_at >= begins, letters.c.written_at < ends)
        .group_by(letters.c.school)
    )
    rows = connection.execute(_at(found, letters, school))
    return {row[0]: row[1] for row in rows}


def _comments(
    connection: Connection, query: GetSatisfaction, month: str, asked: Asked
) -> Iterator[Comment]:
    """What was said; nothing of a ticket that is kept from whoever asks."""
    seen = seen_by(connection, asked)
    found = (
        select(ratings, tickets.c.reference)
        .join_from(
            ratings,
            tickets,
            (ratings.c.school == tickets.c.school)
            & (ratings.c.ticket_id == tickets.c.ticket_id),
            isouter=True,
        )
        .where(ratings.c.month == month, ratings.c.comment.is_not(None))
        .order_by(ratings.c.said_at.desc().nulls_last(), ratings.c.rating_id)
        .limit(MOST_COMMENTS)
    )
    if seen:
        found = found.where(or_(tickets.c.ticket_id.is_(None), those_seen()))
    for row in connection.execute(_at(found, ratings, query.school_id), seen):
        yield Comment(
            school_id=row.school,
            said=Satisfaction(row.said),
            comment=row.comment,
            reference=row.reference,
        )


def _at(found: Select[Any], table: Any, school: UUID | None) -> Select[Any]:
    return found if school is None else found.where(table.c.school == school)
