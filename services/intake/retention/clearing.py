"""Where does text of a record stand that was opened, and what stands there afterwards?

A test goes through every table of intake, and asks of each column with text that it is
named here, or that there is a reason why it stays.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    Connection,
    Delete,
    Table,
    Update,
    bindparam,
    case,
    delete,
    null,
    or_,
    select,
    update,
)

from contracts.retention import RecordKind
from services.intake.changes.tables import allowances, changes
from services.intake.effort.rows import time_spent
from services.intake.forms.answer_rows import ticket_answers
from services.intake.incidents.tables import incident_records
from services.intake.incoming.mail_tables import attached, mails
from services.intake.outgoing.letter_tables import letters
from services.intake.personal_data.tables import marked_texts
from services.intake.personal_data.terms import TEXTS
from services.intake.ratings.rating_tables import ratings
from services.intake.remote.tables import remote_actions, remote_sessions
from services.intake.retention.tables import record_lines
from services.intake.search.words import words_of
from services.intake.site_visits.rows import site_visits
from services.intake.staff.staff_tables import staff_actions, staff_changes
from services.intake.survey.tables import survey_answers
from services.intake.tables import ticket_words, tickets, timeline
from services.intake.watching.rows import watchers
from shared.sealing import FORGOTTEN

Clearing = Mapping[str, Any]


def _if_any(column: Column[Any]) -> ColumnElement[Any]:
    """Where there was nothing, nothing is forgotten: so it is built anew as well."""
    return case((column.is_not(None), FORGOTTEN), else_=null())


def _if_said(column: Column[Any]) -> ColumnElement[Any]:
    """The same of a column that has no text rather than nothing."""
    return case((column != "", FORGOTTEN), else_="")


def _is_any(kinds: Collection[str]) -> ColumnElement[bool]:
    """One by one: a list is no value that many rows are changed with at once."""
    return or_(*(timeline.c.kind == one for one in sorted(kinds)))


NAMED = ("approval_given", "approval_declined", "mail", "requester_replied")
"""The lines whose detail names somebody, or says what a message was about."""

_SPOKEN = (TEXTS | {"passed_on"}) - {"opened"}
"""The lines that are what somebody wrote; of others nothing is left to be told."""

_TOLD = {
    "text": case((_is_any(_SPOKEN), FORGOTTEN), else_=null()),
    "quoted": null(),
}
LINES: Clearing = _TOLD | {
    "detail": case(
        (_is_any(NAMED), _if_any(timeline.c.detail)),
        else_=timeline.c.detail,
    )
}
OF_MAIL: Mapping[Table, Clearing] = {
    mails: {
        "sender": _if_any(mails.c.sender),
        "subject": _if_any(mails.c.subject),
        "reason": _if_any(mails.c.reason),
    },
    attached: {"name": FORGOTTEN},
}
OF_SESSION: Mapping[Table, Clearing] = {
    remote_sessions: {"purpose": FORGOTTEN, "agreed_by": FORGOTTEN},
    remote_actions: {"what": FORGOTTEN},
}
OF_VISIT: Mapping[Table, Clearing] = {
    site_visits: dict.fromkeys(("purpose", "reason", "done", "signed_by"), FORGOTTEN)
}
_OF_CHANGE = ("reason", "risk_reason", "plan", "back_out", "test", "begun_because")
OF_CHANGE: Mapping[Table, Clearing] = {
    changes: {
        name: _if_said(changes.c[name]) for name in (*_OF_CHANGE, "outcome", "review")
    },
    allowances: {"allower": FORGOTTEN, "reason": FORGOTTEN},
}
OF_RATING: Mapping[Table, Clearing] = {ratings: {"comment": _if_any(ratings.c.comment)}}
_SAID = {"scores": FORGOTTEN, "comment": _if_any(survey_answers.c.comment)}
OF_ANSWER: Mapping[Table, Clearing] = {survey_answers: _SAID}
OF_TICKET: Mapping[Table, Clearing] = {
    tickets: {
        "requester_name": FORGOTTEN,
        "requester_email": FORGOTTEN,
        "subject": FORGOTTEN,
        "description": FORGOTTEN,
        "approval_of": _if_any(tickets.c.approval_of),
        "approver": _if_any(tickets.c.approver),
        "callback": null(),
        "call_id": null(),
    },
    timeline: LINES,
    letters: {"recipient": FORGOTTEN, "answer": ""},
    time_spent: {"note": FORGOTTEN},
    marked_texts: dict.fromkeys(
        ("subject", "text", "quoted", "answers", "mail_subject"), null()
    ),
    **OF_CHANGE,
    **OF_MAIL,
    **OF_SESSION,
    **OF_RATING,
}
GONE_WITH_TICKET = (
    ticket_answers,
    incident_records,
    staff_changes,
    staff_actions,
    watchers,
)
"""Rows that are of one ticket and say nothing but what was written."""


def clear_ticket(connection: Connection, school: UUID, ticket_id: UUID) -> None:
    """Have nothing stand that was written on a ticket, or came or was done for it."""
    which = {"of_school": school, "of_record": ticket_id}
    told_elsewhere = connection.execute(_REPLIES, which).scalars().all()
    for statement in _CLEAR_TICKET:
        connection.execute(statement, which)
    for entry_id in told_elsewhere:
        # What was written to a ticket that was merged is told there as well.
        line = {"of_school": school, "of_entry": uuid5(entry_id, "passed on")}
        connection.execute(_CLEAR_LINE, line)
    for reference in connection.execute(_REFERENCE, which).scalars().all():
        connection.execute(_FIND_BY, which | {"words": words_of((reference,))})


def clear_part(
    connection: Connection, school: UUID, kind: RecordKind, record_id: UUID
) -> None:
    """The same of a record that is not a ticket; of a message on one, nothing yet.

    What such a message says stands at its ticket, until that goes.
    """
    which = {"of_school": school, "of_record": record_id}
    for statement in _CLEAR[kind]:
        connection.execute(statement, which)
    told = {"of_school": school, "of_kind": kind.value, "of_record": record_id}
    for entry_id in connection.execute(_LINES, told).scalars().all():
        line = {"of_school": school, "of_entry": entry_id}
        connection.execute(_CLEAR_LINE, line)


def _updates(
    clearing: Mapping[Table, Clearing], places: Mapping[Table, ColumnElement[bool]]
) -> Iterator[Update]:
    for table, values in clearing.items():
        of_school = table.c.school == bindparam("of_school")
        yield update(table).where(of_school, places[table]).values(values)


def _gone(table: Table) -> Delete:
    of_school = table.c.school == bindparam("of_school")
    return delete(table).where(of_school, table.c.ticket_id == _RECORD)


# Made once: to build a statement takes several times as long as to carry it out.
_RECORD: BindParameter[UUID] = bindparam("of_record")
_MAILS = select(mails.c.mail_id).where(
    mails.c.school == bindparam("of_school"), mails.c.ticket_id == _RECORD
)
_SESSIONS = select(remote_sessions.c.session_id).where(
    remote_sessions.c.school == bindparam("of_school"),
    remote_sessions.c.ticket_id == _RECORD,
)
_CLEAR_TICKET = (
    *_updates(
        OF_TICKET,
        {
            **{
                one: one.c.ticket_id == _RECORD
                for one in OF_TICKET
                if "ticket_id" in one.c
            },
            attached: attached.c.mail_id.in_(_MAILS),
            remote_actions: remote_actions.c.session_id.in_(_SESSIONS),
        },
    ),
    *map(_gone, GONE_WITH_TICKET),
)
_CLEAR: Mapping[RecordKind, tuple[Update, ...]] = {
    RecordKind.MAIL: (
        *_updates(OF_MAIL, {t: t.c.mail_id == _RECORD for t in OF_MAIL}),
    ),
    RecordKind.SESSION: (
        *_updates(OF_SESSION, {t: t.c.session_id == _RECORD for t in OF_SESSION}),
    ),
    RecordKind.VISIT: (
        *_updates(OF_VISIT, {t: t.c.visit_id == _RECORD for t in OF_VISIT}),
    ),
    RecordKind.RATING: (
        *_updates(OF_RATING, {t: t.c.rating_id == _RECORD for t in OF_RATING}),
    ),
    RecordKind.SURVEY_ANSWER: (
        *_updates(OF_ANSWER, {t: t.c.answer_id == _RECORD for t in OF_ANSWER}),
    ),
}
_OF_SCHOOL = timeline.c.school == bindparam("of_school")
_REPLIES = select(timeline.c.event_id).where(
    _OF_SCHOOL,
    timeline.c.ticket_id == _RECORD,
    timeline.c.kind == "requester_replied",
)
_CLEAR_LINE = (
    update(timeline)
    .where(_OF_SCHOOL, timeline.c.event_id == bindparam("of_entry"))
    .values(_TOLD)
)
_LINES = select(record_lines.c.entry_id).where(
    record_lines.c.school == bindparam("of_school"),
    record_lines.c.kind == bindparam("of_kind"),
    record_lines.c.record_id == _RECORD,
)
_REFERENCE = select(tickets.c.reference).where(
    tickets.c.school == bindparam("of_school"), tickets.c.ticket_id == _RECORD
)
_FIND_BY = update(ticket_words).where(
    ticket_words.c.school == bindparam("of_school"),
    ticket_words.c.ticket_id == _RECORD,
)
