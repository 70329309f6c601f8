"""How many requests did each role answer first in a month, and how soon?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from contracts.access import Role
from contracts.first_replies import (
    CountFirstReplies,
    FirstReplies,
    FirstRepliesView,
)
from services.intake.first_replies.measuring import (
    Held,
    half_and_most,
    person_of,
    role_of,
)
from services.intake.first_replies.rows import first_replies
from services.intake.months import LONDON, month_of, span_of
from services.intake.watching.people_rows import held_roles
from shared.application import Answer, Asked

_MINUTE = timedelta(minutes=1)


def count_first_replies(
    connection: Connection, query: CountFirstReplies, asked: Asked
) -> FirstRepliesView:
    """Those of a month, of one school or of all; Invalid for what is no month."""
    month = query.month or month_of(asked.now)
    rows = _first(connection, query.school_id, month)
    waits: dict[tuple[UUID, Role | None], list[int]] = {}
    held = _held(connection, rows)
    for row in rows:
        on = row.at.astimezone(LONDON).date()
        role = role_of(row.actor, held.get(row.actor, ()), row.school, on)
        minutes = (row.at - row.opened_at) // _MINUTE
        waits.setdefault((row.school, role), []).append(minutes)
    return FirstRepliesView(month=month, replies=tuple(_told(waits)))


ANSWERS: Mapping[type, Answer] = {CountFirstReplies: count_first_replies}


def _first(connection: Connection, school: UUID | None, month: str) -> Sequence[Any]:
    """Who first told the requester of a ticket something in that month, and when."""
    begins, ends = span_of(month)
    found = _FIRST.where(
        first_replies.c.at >= begins,
        first_replies.c.at < ends,
    )
    if school is not None:
        found = found.where(first_replies.c.school == school)
    return list(connection.execute(found))


def _held(connection: Connection, rows: Sequence[Any]) -> Mapping[str, Sequence[Held]]:
    """Which roles those who answered hold or held, by who they are."""
    people = {person_of(row.actor): row.actor for row in rows}
    known = [one for one in people if one is not None]
    found = select(held_roles).where(held_roles.c.person_id.in_(known))
    held: dict[str, list[Held]] = {}
    for row in connection.execute(found):
        one = Held(row.school, Role(row.role), row.from_on, row.until_on)
        held.setdefault(people[row.person_id], []).append(one)
    return held


def _told(
    waits: Mapping[tuple[UUID, Role | None], Sequence[int]],
) -> Iterator[FirstReplies]:
    """By school, and who answered most at the top."""

    def place(one: tuple[UUID, Role | None]) -> tuple[UUID, int, str]:
        school, role = one
        return school, -len(waits[one]), role.value if role else ""

    for school, role in sorted(waits, key=place):
        minutes = waits[school, role]
        half, most = half_and_most(minutes)
        yield FirstReplies(
            school_id=school,
            role=role,
            requests=len(minutes),
            median=half,
            most=most,
        )


# Made once: to build a statement takes several times as long as to carry it out.
_FIRST = select(first_replies).where(first_replies.c.actor.not_like("service:%"))
