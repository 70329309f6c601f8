"""Which known errors are there for the desk, and which does a school read?"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from contracts.codec import dump, restore
from contracts.problems import (
    ErrorShown,
    ErrorsShownView,
    FindKnownErrors,
    KnownError,
    KnownErrorDeclared,
    KnownErrorEnded,
    KnownErrorsView,
    ListKnownErrors,
    ProblemRecorded,
)
from contracts.values import TicketState
from services.intake.articles.stems import fitting, stems_of
from services.intake.incidents.known_errors import Event
from services.intake.incidents.problem_rows import KIND, SHOWN
from services.intake.incidents.records import Kept
from services.intake.incidents.tables import (
    incident_records,
    known_errors,
    shown_known_errors,
)
from services.intake.tables import tickets
from shared.application import Asked
from shared.work import Fresh

MOST_SHOWN = 50
"""Errors at once: more of them nobody reads beside a form."""


class _Told(NamedTuple):
    found_by: str
    shown: ErrorShown


def keep_known_error(connection: Connection, fresh: Fresh, event: Event) -> None:
    """Keep it for the desk, and for each school that it names what that one reads."""
    which = {"of_home": fresh.school, "of_error": event.known_error_id}
    connection.execute(_HIDE, which)
    changed: dict[str, Any] = {
        "version": fresh.stream_version,
        "changed_at": fresh.happened_at,
    }
    if isinstance(event, KnownErrorEnded):
        connection.execute(_CHANGE, which | changed | {"ended": event.reason})
        return
    since = connection.execute(_SINCE, which).scalar() or fresh.happened_at
    connection.execute(_FORGET, which)
    row = {
        "school": fresh.school,
        "known_error_id": event.known_error_id,
        "ended": None,
        "declared_at": since,
        "content": json.dumps(dump(event)),
    }
    connection.execute(insert(known_errors), row | changed)
    shown = [
        {
            "school": fresh.school,
            "known_error_id": event.known_error_id,
            "of_school": one,
            "title": event.title,
            "also_called": event.also_called,
            "workaround": event.workaround,
            "shown_since": fresh.happened_at,
        }
        for one in event.schools
    ]
    connection.execute(insert(shown_known_errors), shown)


def list_known_errors(
    connection: Connection, _: ListKnownErrors, __: Asked
) -> KnownErrorsView:
    """Every known error: those that stand first, each the last changed first."""
    rows = connection.execute(
        select(known_errors).order_by(
            known_errors.c.ended.is_not(None),
            known_errors.c.changed_at.desc(),
            known_errors.c.known_error_id,
        )
    )
    return KnownErrorsView(known_errors=tuple(_known(row) for row in rows))


def find_known_errors(
    connection: Connection, query: FindKnownErrors, _: Asked
) -> ErrorsShownView:
    """What a school reads: known errors that name it, and what helps with its own."""
    which = {"of_school": query.school_id}
    told = [
        *(_of_library(row) for row in connection.execute(_SHOWN_TO, which)),
        *(_of_problem(row) for row in connection.execute(_OF_PROBLEMS, which)),
    ]
    told.sort(key=lambda one: one.shown.since, reverse=True)
    errors = tuple(_fitting(told, query.search))[:MOST_SHOWN]
    return ErrorsShownView(school_id=query.school_id, errors=errors)


def _fitting(told: Iterable[_Told], search: str) -> Iterable[ErrorShown]:
    """Each that fits the words, best first; all of them where there are none."""
    if not search.strip():
        return (one.shown for one in told)
    typed = stems_of(search)
    found = [(fitting(typed, one.found_by), one.shown) for one in told]
    found.sort(key=lambda one: -len(one[0]))
    return (
        ErrorShown(
            title=one.title, workaround=one.workaround, since=one.since, because=because
        )
        for because, one in found
        if because
    )


def _of_library(row: Row[Any]) -> _Told:
    shown = ErrorShown(
        title=row.title, workaround=row.workaround, since=row.shown_since, because=()
    )
    return _Told(f"{row.title} {row.also_called}", shown)


def _of_problem(row: Any) -> _Told:
    said = Kept(row.version, row.content).read(ProblemRecorded)
    shown = ErrorShown(
        title=row.subject, workaround=said.workaround, since=row.opened_at, because=()
    )
    return _Told(row.subject, shown)


def _known(row: Row[Any]) -> KnownError:
    said = restore(KnownErrorDeclared, json.loads(row.content))
    return KnownError(
        known_error_id=row.known_error_id,
        title=said.title,
        also_called=said.also_called,
        workaround=said.workaround,
        schools=said.schools,
        problems=said.problems,
        declared_at=row.declared_at,
        changed_at=row.changed_at,
        version=row.version,
        ended=row.ended,
    )


# Made once: to build a statement takes several times as long as to carry it out.
_OF_ERROR = (known_errors.c.school == bindparam("of_home")) & (
    known_errors.c.known_error_id == bindparam("of_error")
)
_SINCE = select(known_errors.c.declared_at).where(_OF_ERROR)
_CHANGE = update(known_errors).where(_OF_ERROR)
_FORGET = delete(known_errors).where(_OF_ERROR)
_HIDE = delete(shown_known_errors).where(
    shown_known_errors.c.school == bindparam("of_home"),
    shown_known_errors.c.known_error_id == bindparam("of_error"),
)
_SHOWN_TO = (
    select(shown_known_errors)
    .where(shown_known_errors.c.of_school == bindparam("of_school"))
    .order_by(shown_known_errors.c.known_error_id)
)
_OF_PROBLEMS = (
    select(
        tickets.c.subject,
        tickets.c.opened_at,
        incident_records.c.version,
        incident_records.c.content,
    )
    .join(
        incident_records,
        (incident_records.c.school == tickets.c.school)
        & (incident_records.c.ticket_id == tickets.c.ticket_id),
    )
    .where(
        incident_records.c.school == bindparam("of_school"),
        incident_records.c.kind == KIND,
        incident_records.c.state == SHOWN,
        tickets.c.merged_into.is_(None),
        tickets.c.state != TicketState.RESOLVED.value,
    )
    .order_by(tickets.c.number)
)
