"""What is a record called, so that a person knows which one it is?"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, select

from contracts.retention import DueRecord, RecordKind
from services.intake.guarded.rows import kept_among
from services.intake.incoming.mail_tables import mails
from services.intake.ratings.rating_tables import ratings
from services.intake.remote.tables import remote_sessions
from services.intake.retention.holding import LONDON
from services.intake.site_visits.rows import site_visits
from services.intake.survey.tables import survey_answers
from services.intake.tables import tickets
from shared.application import Asked


def names_of(
    connection: Connection, school: UUID, records: Sequence[DueRecord], asked: Asked
) -> dict[tuple[RecordKind, UUID], str]:
    """Of each a line that tells it from the others of its list.

    What is about safeguarding tells whom it is kept from nothing, and a visit its day.
    """
    found: dict[tuple[RecordKind, UUID], tuple[Row[Any], frozenset[UUID]]] = {}
    for one in records:
        which = {"of_school": school, "of_record": one.record_id}
        row = connection.execute(_NAMES[one.kind][0], which).one_or_none()
        if row is not None:
            found[one.kind, one.record_id] = row, _tickets_of(one.kind, row)
    about = {(school, ticket_id) for _, of in found.values() for ticket_id in of}
    kept = {ticket_id for _, ticket_id in kept_among(connection, about, asked)}
    return {
        (kind, record_id): _hidden(kind, row) if kept & of else _NAMES[kind][1](row)
        for (kind, record_id), (row, of) in found.items()
    }


def _tickets_of(kind: RecordKind, row: Row[Any]) -> frozenset[UUID]:
    """The tickets that a record is of; if one is kept from somebody, so is its name."""
    if kind is RecordKind.VISIT:
        return frozenset(UUID(one) for one in json.loads(row.tickets))
    if kind is RecordKind.SURVEY_ANSWER or row.ticket_id is None:
        return frozenset()
    return frozenset({row.ticket_id})


def _hidden(kind: RecordKind, row: Row[Any]) -> str:
    return _day(row.starts_at) if kind is RecordKind.VISIT else ""


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
    """Its comment is for who did the work, and may be somebody's who gave no name."""
    return f"{row.said.replace('_', ' ')}, {row.month}"


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
