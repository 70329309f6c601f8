"""What is a record, of which class, about whom, and since when is it over?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from contracts.alerts import AlertEnded, AlertFired
from contracts.intake import (
    RequesterReplied,
    TicketClassified,
    TicketNoted,
    TicketOpened,
    TicketReopened,
    TicketReplied,
    TicketResolved,
)
from contracts.mail import MailReceived, MailSettled
from contracts.ratings import WorkRated
from contracts.remote import RemoteSessionOpened
from contracts.retention import RecordClass, RecordKind
from contracts.site_visits import (
    SiteVisitCancelled,
    SiteVisitDone,
    SiteVisitMissed,
    SiteVisitMoved,
    SiteVisitPlanned,
)
from contracts.staff_changes import StaffChangeTold
from contracts.surveys import SurveyAnswered
from contracts.ties import TicketJoined, TicketMerged, TicketParted, TicketUnmerged
from contracts.values import TicketState
from services.intake.retention.ending import (
    Record,
    add_record,
    change_record,
    end_ticket,
    go_on,
    settle,
    ticket_of,
)
from services.intake.retention.held import ADD_SUBJECT, is_about, weigh_ticket
from services.intake.retention.parts import (
    mail_came,
    mail_settled,
    session_opened,
    survey_answered,
    visit_told,
    work_rated,
)
from shared.work import Fresh


def keep_records(connection: Connection, fresh: Fresh) -> None:
    """Keep what an event says of any record: that it is there, over, or not over."""
    keep = _KEEP.get(type(fresh.event))
    if keep is not None:
        keep(connection, fresh, fresh.event)


def _opened(connection: Connection, fresh: Fresh, event: TicketOpened) -> None:
    kind, which = RecordKind.TICKET, event.ticket_id
    of = _class_of(event.safeguarding)
    add_record(connection, fresh, Record(kind, which, of, which))
    row = {"kind": kind.value, "record_id": which, "subject": event.requester_id}
    connection.execute(ADD_SUBJECT, {"school": fresh.school, **row})


def _classified(connection: Connection, fresh: Fresh, event: TicketClassified) -> None:
    if event.safeguarding is not None:
        of, which = _class_of(event.safeguarding).value, event.ticket_id
        kind = RecordKind.TICKET
        change_record(connection, fresh.school, kind, which, record_class=of)
        settle(connection, fresh.school, which)


def _resolved(connection: Connection, fresh: Fresh, event: TicketResolved) -> None:
    end_ticket(connection, fresh.school, event.ticket_id, fresh.happened_at)


def _reopened(connection: Connection, fresh: Fresh, event: TicketReopened) -> None:
    end_ticket(connection, fresh.school, event.ticket_id, None)


def _went_on(connection: Connection, fresh: Fresh, event: Any) -> None:
    at = getattr(event, "entered_at", None) or fresh.happened_at
    go_on(connection, fresh.school, event.ticket_id, at)


def _replied(connection: Connection, fresh: Fresh, event: RequesterReplied) -> None:
    if event.writer_id is not None:
        _concerns(connection, fresh.school, event.ticket_id, event.writer_id)
    _went_on(connection, fresh, event)


def _of_staff(connection: Connection, fresh: Fresh, event: StaffChangeTold) -> None:
    _concerns(connection, fresh.school, event.ticket_id, event.person_id)


def _concerns(
    connection: Connection, school: UUID, ticket_id: UUID, person_id: UUID
) -> None:
    if is_about(connection, school, RecordKind.TICKET, ticket_id, person_id):
        weigh_ticket(connection, school, ticket_id)


def _tied(connection: Connection, fresh: Fresh, event: Any) -> None:
    _went_on(connection, fresh, event)
    settle(connection, fresh.school, event.ticket_id)


def _alerted(
    connection: Connection, fresh: Fresh, event: AlertFired | AlertEnded
) -> None:
    """A ticket is not over while its alerts fire: what they say is said of it."""
    ticket = ticket_of(connection, fresh.school, event.ticket_id)
    if ticket is not None and ticket.state == TicketState.RESOLVED.value:
        end_ticket(connection, fresh.school, event.ticket_id, fresh.happened_at)


def _class_of(safeguarding: bool) -> RecordClass:
    return RecordClass.SAFEGUARDING if safeguarding else RecordClass.TICKETS


_KEEP: Mapping[type, Callable[[Connection, Fresh, Any], None]] = {
    TicketOpened: _opened,
    TicketClassified: _classified,
    TicketResolved: _resolved,
    TicketReopened: _reopened,
    TicketReplied: _went_on,
    TicketNoted: _went_on,
    RequesterReplied: _replied,
    StaffChangeTold: _of_staff,
    TicketMerged: _tied,
    TicketUnmerged: _tied,
    TicketJoined: _tied,
    TicketParted: _tied,
    AlertFired: _alerted,
    AlertEnded: _alerted,
    MailReceived: mail_came,
    MailSettled: mail_settled,
    RemoteSessionOpened: session_opened,
    WorkRated: work_rated,
    SurveyAnswered: survey_answered,
    SiteVisitPlanned: visit_told,
    SiteVisitMoved: visit_told,
    SiteVisitDone: visit_told,
    SiteVisitCancelled: visit_told,
    SiteVisitMissed: visit_told,
}
