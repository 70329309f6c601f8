"""What is a record called, so that a person knows which one it is?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, select

from contracts.retention import RecordKind
from services.intake.incoming.mail_tables import mails
from services.intake.ratings.rating_tables import ratings
from services.intake.remote.tables import remote_sessions
from services.intake.retention.holding import LONDON
from services.intake.site_visits.rows import site_visits
from services.intake.survey.tables import survey_answers
from services.intake.tables import tickets


def name_of(
    connection: Connection, school: UUID, kind: RecordKind, record_id: UUID
) -> str:
    """A line that tells a record from the others of its list."""
    statement, said = _NAMES[kind]
    which = {"of_school": school, "of_record": record_id}
    row = connection.execute(statement, which).one_or_none()
    return "" if row is None else said(row)


def _ticket(row: Row[Any]) -> str:
    return f"{row.reference} {row.subject}"


def _mail(row: Row[Any]) -> str:
    subject = row.subject or "(no subject)"
    return f"{subject}, from {row.sender or 'nobody named'}, {_day(row.received_at)}"


def _session(row: Row[Any]) -> str:
    return f"{row.device}, {_day(row.opened_at)}: {row.purpose}"


def _visit(row: Row[Any]) -> str:
    return f"{_day(row.starts_at)}: {row.purpose}"


def _rating(row: Row[Any]) -> str:
    said = f"{row.said.replace('_', ' ')}, {row.month}"
    return f"{said}: {row.comment}" if row.comment else said


def _answer(_: Row[Any]) -> str:
    """Of few answers their comments are told to nobody, so to no list either."""
    return "answer to a survey"


def _day(at: datetime) -> str:
    return at.astimezone(LONDON).strftime("%d/%m/%Y")


def _of(table: Any, key: str) -> Any:
    return select(table).where(
        table.c.school == bindparam("of_school"),
        table.c[key] == bindparam("of_record"),
    )


# Made once: to build a statement takes several times as long as to carry it out.
_NAMES: Mapping[RecordKind, tuple[Any, Callable[[Row[Any]], str]]] = {
    RecordKind.TICKET: (_of(tickets, "ticket_id"), _ticket),
    RecordKind.MAIL: (_of(mails, "mail_id"), _mail),
    RecordKind.SESSION: (_of(remote_sessions, "session_id"), _session),
    RecordKind.VISIT: (_of(site_visits, "visit_id"), _visit),
    RecordKind.RATING: (_of(ratings, "rating_id"), _rating),
    RecordKind.SURVEY_ANSWER: (_of(survey_answers, "answer_id"), _answer),
}
