"""Which records are messages, sessions, visits, ratings and answers, and whose?"""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Connection, bindparam, select

from contracts.mail import Fate, MailReceived, MailSettled
from contracts.ratings import WorkRated
from contracts.remote import RemoteSessionOpened
from contracts.retention import RecordClass, RecordKind
from contracts.site_visits import SiteVisitMoved, SiteVisitPlanned
from contracts.surveys import SurveyAnswered
from services.intake.incoming.mail_tables import mails
from services.intake.retention.ending import (
    Record,
    add_line,
    add_record,
    change_record,
    end_record,
    is_recorded,
    settle,
)
from services.intake.retention.held import (
    is_about,
    settle_visit,
    weigh_alone,
    weigh_ticket,
)
from shared.work import Fresh


def mail_came(connection: Connection, fresh: Fresh, event: MailReceived) -> None:
    """A message is a record: of a ticket, or over at once where it is on none."""
    on_one = event.ticket_id is not None
    of = RecordClass.MAIL if on_one else RecordClass.UNUSED_MAIL
    kind, which = RecordKind.MAIL, event.mail_id
    record = Record(kind, which, of, event.ticket_id)
    add_record(connection, fresh, record)
    _belongs(connection, fresh, event, event.sender_id)


def mail_settled(connection: Connection, fresh: Fresh, event: MailSettled) -> None:
    """A message that was held is on a ticket now, or over."""
    on_one = event.ticket_id is not None
    of = RecordClass.MAIL if on_one else RecordClass.UNUSED_MAIL
    changes = {"record_class": of.value, "ticket_id": event.ticket_id}
    changes |= {"over_at": None, "closed_at": None}
    kind, which = RecordKind.MAIL, event.mail_id
    change_record(connection, fresh.school, kind, which, **changes)
    sent = {"of_school": fresh.school, "of_mail": event.mail_id}
    sender: UUID | None = connection.execute(_SENDER, sent).scalar()
    if sender is not None:  # else the log's beginning is not there
        _belongs(connection, fresh, event, sender)


def session_opened(
    connection: Connection, fresh: Fresh, event: RemoteSessionOpened
) -> None:
    """A session is a part of its ticket, and told in its timeline."""
    kind, which = RecordKind.SESSION, event.session_id
    of = RecordClass.REMOTE_SESSIONS
    record = Record(kind, which, of, event.ticket_id)
    add_record(connection, fresh, record)
    add_line(connection, fresh, kind, which, fresh.event_id)
    settle(connection, fresh.school, event.ticket_id)


def work_rated(connection: Connection, fresh: Fresh, event: WorkRated) -> None:
    """A rating is a part of its ticket; an anonymous one leads to none, and is over."""
    kind, which = RecordKind.RATING, event.rating_id
    if not is_recorded(connection, fresh.school, kind, which):
        record = Record(kind, which, RecordClass.RATINGS, event.ticket_id)
        add_record(connection, fresh, record)
    if event.ticket_id is None:
        end_record(connection, fresh, kind, which)
    else:
        settle(connection, fresh.school, event.ticket_id)


def survey_answered(
    connection: Connection, fresh: Fresh, event: SurveyAnswered
) -> None:
    """An answer to a survey is a record by itself, and over at once."""
    kind, which = RecordKind.SURVEY_ANSWER, event.answer_id
    if not is_recorded(connection, fresh.school, kind, which):
        add_record(connection, fresh, Record(kind, which, RecordClass.RATINGS))
    end_record(connection, fresh, kind, which)


def visit_told(connection: Connection, fresh: Fresh, event: Any) -> None:
    """A visit is over by itself, told in the timelines of its tickets."""
    kind, which = RecordKind.VISIT, event.visit_id
    if isinstance(event, SiteVisitPlanned):
        add_record(connection, fresh, Record(kind, which, RecordClass.SITE_VISITS))
    for one in event.tickets:
        is_about(connection, fresh.school, kind, which, one)
        add_line(connection, fresh, kind, which, uuid5(fresh.event_id, str(one)))
    if not isinstance(event, SiteVisitPlanned | SiteVisitMoved):
        end_record(connection, fresh, kind, which)
    settle_visit(connection, fresh.school, which)


def _belongs(
    connection: Connection,
    fresh: Fresh,
    event: MailReceived | MailSettled,
    sender_id: UUID,
) -> None:
    """Keep whom a message is about, and that it is over where it is on no ticket."""
    if event.fate is Fate.TICKET:
        return  # the ticket that it opens is about who sent it, and not over
    school, kind = fresh.school, RecordKind.MAIL
    if event.ticket_id is None:
        is_about(connection, school, kind, event.mail_id, sender_id)
        end_record(connection, fresh, kind, event.mail_id)
        weigh_alone(connection, school, kind.value, event.mail_id)
        return
    if is_about(connection, school, RecordKind.TICKET, event.ticket_id, sender_id):
        weigh_ticket(connection, school, event.ticket_id)
    settle(connection, school, event.ticket_id)


# Made once: to build a statement takes several times as long as to carry it out.
_SENDER = select(mails.c.sender_id).where(
    mails.c.school == bindparam("of_school"), mails.c.mail_id == bindparam("of_mail")
)
