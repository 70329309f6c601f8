"""How often was each kind of incident in a school year, term by term, and nearly?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Select, and_, case, func, select

from contracts.themes import Counted, GetThemes, KindCounted, SchoolCounted
from contracts.values import TicketType
from services.intake.incidents.tables import incident_records
from services.intake.months import LONDON, midnight
from services.intake.tables import tickets
from services.intake.themes.kinds import TITLES
from services.intake.themes.rows import HAPPENED, NEARLY

GREW_BY = 2
"""So many more than by the same day of the year before have grown: one is chance."""

_BEFORE_BY_NOW, _BEFORE_AFTER = 0, 1
_OF_BEFORE = 2
"""The first two parts of the two years are of the year before; each term is one."""

_INCIDENTS = (TicketType.INCIDENT.value, TicketType.MAJOR_INCIDENT.value)


class Line(NamedTuple):
    """So many incidents of a school were of a kind, or nearly, in a part of both."""

    school: UUID
    kind: str
    nearly: bool
    part: int
    times: int


def counted_until(query: GetThemes, now: datetime) -> date:
    """The last day of the year that is counted: today, as long as it runs."""
    return min(query.until_on, now.astimezone(LONDON).date())


def lines_of(connection: Connection, query: GetThemes, until: date) -> list[Line]:
    """What both years had, merged tickets as one."""
    return [Line(*row) for row in connection.execute(_asked(query, until))]


def by_kind(lines: Sequence[Line], terms: int) -> tuple[KindCounted, ...]:
    """Each kind that was or nearly was in either year, the most frequent first."""
    of_each: dict[str, list[Line]] = {}
    for one in lines:
        of_each.setdefault(one.kind, []).append(one)
    found = [kind_counted(kind, of_it, terms) for kind, of_it in of_each.items()]
    found.sort(key=lambda one: (-one.happened.times - one.nearly.times, one.title))
    return tuple(found)


def by_school(lines: Sequence[Line], terms: int) -> tuple[SchoolCounted, ...]:
    """Each school that had anything, the one with the most first."""
    of_each: dict[UUID, list[Line]] = {}
    for one in lines:
        of_each.setdefault(one.school, []).append(one)
    found = []
    for school, of_it in of_each.items():
        happened, nearly = _both(of_it, terms)
        counted = SchoolCounted(school_id=school, happened=happened, nearly=nearly)
        found.append(counted)
    found.sort(key=lambda one: (-one.happened.times, str(one.school_id)))
    return tuple(found)


def kind_counted(kind: str, lines: Sequence[Line], terms: int) -> KindCounted:
    """All of these lines together, as one kind."""
    happened, nearly = _both(lines, terms)
    title = TITLES.get(kind, kind)
    return KindCounted(kind=kind, title=title, happened=happened, nearly=nearly)


def _both(lines: Sequence[Line], terms: int) -> tuple[Counted, Counted]:
    happened = _counted((one for one in lines if not one.nearly), terms)
    return happened, _counted((one for one in lines if one.nearly), terms)


def _counted(lines: Iterable[Line], terms: int) -> Counted:
    parts = [0] * (_OF_BEFORE + terms)
    for one in lines:
        parts[one.part] += one.times
    of_terms, by_now = parts[_OF_BEFORE:], parts[_BEFORE_BY_NOW]
    times = sum(of_terms)
    return Counted(
        terms=tuple(of_terms),
        times=times,
        before=by_now + parts[_BEFORE_AFTER],
        before_by_now=by_now,
        grew=times - by_now >= GREW_BY,
    )


def _asked(query: GetThemes, until: date) -> Select[Any]:
    begins = [midnight(one.from_on) for one in query.terms]
    first = midnight(query.before_from)
    so_far = until - query.terms[0].from_on + timedelta(days=1)
    same_day = min(midnight(query.before_from + so_far), begins[0])
    opened = tickets.c.opened_at
    bounds = [same_day, *begins]
    part = case(
        *((opened < bound, number) for number, bound in enumerate(bounds)),
        else_=len(bounds),
    ).label("part")
    kind = func.coalesce(incident_records.c.state, "").label("kind")
    nearly = func.coalesce(incident_records.c.kind == NEARLY, False).label("nearly")
    each = (
        select(tickets.c.school, kind, nearly, part)
        .outerjoin(
            incident_records,
            and_(
                incident_records.c.school == tickets.c.school,
                incident_records.c.ticket_id == tickets.c.ticket_id,
                incident_records.c.kind.in_((HAPPENED, NEARLY)),
            ),
        )
        .where(
            # What was opened since has changed since: that is found by its index.
            tickets.c.updated_at >= first,
            opened >= first,
            opened < midnight(until + timedelta(days=1)),
            tickets.c.type.in_(_INCIDENTS),
            tickets.c.merged_into.is_(None),
        )
    )
    if query.school_id is not None:
        each = each.where(tickets.c.school == query.school_id)
    # By what each line says: a table of these has columns of the same names.
    said = each.subquery().c
    by = (said.school, said.kind, said.nearly, said.part)
    return select(*by, func.count()).group_by(*by)
