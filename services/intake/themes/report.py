"""What do the incidents of a school year have in common, and what is done about it?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from itertools import pairwise

from sqlalchemy import Connection, select

from contracts.codec import restore
from contracts.major_incidents import MajorEntryKind, MajorIncident
from contracts.recurring import FindRecurring, Recurring
from contracts.refusals import Invalid
from contracts.themes import GetThemes, LessonAction, ThemesView
from services.intake.guarded.rows import seen_by, those_seen
from services.intake.incidents.major_rows import KIND
from services.intake.incidents.tables import incident_records
from services.intake.months import LONDON, midnight
from services.intake.recurring import find_recurring
from services.intake.tables import tickets
from services.intake.themes.counting import (
    by_kind,
    by_school,
    counted_until,
    kind_counted,
    lines_of,
)
from shared.application import Answer, Asked

LONGEST_YEAR = 366


def get_themes(connection: Connection, query: GetThemes, asked: Asked) -> ThemesView:
    """The counts of the year and the one before, what recurs, and what is to be done.

    Invalid where the days are not those of two years, one after the other.
    """
    _check(query)
    until = max(counted_until(query, asked.now), query.terms[0].from_on)
    lines, terms = lines_of(connection, query, until), len(query.terms)
    return ThemesView(
        terms=query.terms,
        until_on=query.until_on,
        counted_until=until,
        kinds=by_kind(lines, terms),
        in_all=kind_counted("", lines, terms),
        by_school=by_school(lines, terms) if query.school_id is None else (),
        recurring=_recurring(connection, query, asked),
        actions=_actions(connection, query, asked),
    )


ANSWERS: Mapping[type, Answer] = {GetThemes: get_themes}


def _check(query: GetThemes) -> None:
    days = [query.before_from, *(one.from_on for one in query.terms), query.until_on]
    in_order = all(one < other for one, other in pairwise(days))
    if not query.terms or not in_order:
        raise Invalid({"terms": ["Must follow each other within the year."]})
    first = query.terms[0].from_on
    spans = (first - query.before_from, query.until_on - first)
    if any(one > timedelta(days=LONGEST_YEAR) for one in spans):
        raise Invalid({"terms": ["A school year has no more than 366 days."]})


def _recurring(
    connection: Connection, query: GetThemes, asked: Asked
) -> tuple[Recurring, ...]:
    """What recurs by the rule that counts it anywhere, within this year."""
    begins, ends = query.terms[0].from_on, query.until_on + timedelta(days=1)
    if midnight(begins) >= asked.now:
        return ()
    within = FindRecurring(
        school_id=query.school_id, from_on=begins, before_on=ends, times=3
    )
    return find_recurring(connection, within, asked).recurring


def _actions(
    connection: Connection, query: GetThemes, asked: Asked
) -> tuple[LessonAction, ...]:
    """Of the reviews of this year: what is open first, and what is due first of it."""
    today = asked.now.astimezone(LONDON).date()
    seen = seen_by(connection, asked)
    rows = connection.execute(
        select(incident_records.c.content, tickets)
        .join(
            tickets,
            (tickets.c.school == incident_records.c.school)
            & (tickets.c.ticket_id == incident_records.c.ticket_id),
        )
        .where(
            incident_records.c.kind == KIND,
            *(
                ()
                if query.school_id is None
                else (incident_records.c.school == query.school_id,)
            ),
            *((those_seen(),) if seen else ()),
        ),
        seen,
    )
    found = [
        LessonAction(
            school_id=row.school,
            ticket_id=row.ticket_id,
            reference=row.reference,
            what=one.what,
            owner=one.owner,
            due_on=one.due_on,
            closed_at=one.closed_at,
            late=one.closed_at is None and one.due_on < today,
        )
        for row in rows
        for record in [restore(MajorIncident, json.loads(row.content))]
        if _reviewed_within(record, query)
        for one in record.actions
    ]
    found.sort(key=lambda one: (one.closed_at is not None, one.due_on, one.reference))
    return tuple(found)


def _reviewed_within(record: MajorIncident, query: GetThemes) -> bool:
    days = [
        one.at.astimezone(LONDON).date()
        for one in record.entries
        if one.kind is MajorEntryKind.REVIEWED
    ]
    return any(query.terms[0].from_on <= day <= query.until_on for day in days)
