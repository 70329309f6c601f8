"""How does each of our events change what intake shows?"""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Connection, insert

from contracts.alerts import AlertEnded, AlertFired
from contracts.catalogue import CatalogueSet
from contracts.intake import (
    MailboxesSet,
    RequesterReplied,
    TicketClassified,
    TicketHeld,
    TicketNoted,
    TicketOpened,
    TicketReopened,
    TicketReplied,
    TicketResolved,
    TicketResumed,
    TicketTriaged,
)
from contracts.saved_views import ViewRemoved, ViewSaved
from contracts.values import TicketState
from services.intake.articles.guidance_rows import GUIDANCE_EVENTS, keep_article
from services.intake.channels.counted import count_channel
from services.intake.first_replies.rows import keep_first_reply
from services.intake.forms.answer_rows import keep_answers
from services.intake.forms.catalogue_rows import keep_catalogue
from services.intake.forms.versions import keep_version
from services.intake.incoming.mail_rows import MAIL_EVENTS, entry_of_mail, keep_mail
from services.intake.incoming.mailbox_rows import set_mailboxes
from services.intake.monitoring.alert_rows import entry_of_alert, keep_alert
from services.intake.outgoing.letter_rows import LETTER_EVENTS, keep_letter
from services.intake.priorities.matrix_rows import told_by
from services.intake.projections_apart import APART
from services.intake.retention.records import keep_records
from services.intake.scanning.scan_rows import expect_scan, tell_of_settled
from services.intake.search.words import words_of
from services.intake.tables import NEVER, ticket_words, tickets
from services.intake.timeline.entries import (
    Entry,
    as_suggested,
    change,
    said_by_desk,
    write,
)
from services.intake.views.saved_view_rows import keep_view
from shared.work import Fresh

_STATES = {
    TicketHeld: TicketState.ON_HOLD,
    TicketResumed: TicketState.OPEN,
    TicketResolved: TicketState.RESOLVED,
    TicketReopened: TicketState.OPEN,
}

_KINDS = {
    TicketTriaged: "triaged",
    TicketClassified: "classified",
    TicketReplied: "reply",
    TicketNoted: "note",
    RequesterReplied: "requester_replied",
    TicketHeld: "held",
    TicketResumed: "resumed",
    TicketResolved: "resolved",
    TicketReopened: "reopened",
}


def project(connection: Connection, fresh: Fresh) -> None:
    """Keep the queue, the timelines and the mailboxes as the events say they are."""
    event = fresh.event
    match event:
        case CatalogueSet() | MailboxesSet():
            _keep_setting(connection, fresh.school, event)
        case one if isinstance(one, LETTER_EVENTS):
            keep_letter(connection, fresh, one)
        case ViewSaved() | ViewRemoved():
            keep_view(connection, fresh, event)
        case _ if isinstance(event, GUIDANCE_EVENTS):
            keep_article(connection, fresh)
        case AlertFired() | AlertEnded():
            keep_alert(connection, fresh.school, event)
            write(connection, fresh, event.ticket_id, entry_of_alert(event))
        case _ if isinstance(event, MAIL_EVENTS):
            _keep_mail(connection, fresh)
        case _:
            apart = (keep for kinds, keep in APART if isinstance(event, kinds))
            next(apart, _keep_ticket)(connection, fresh, event)
    keep_records(connection, fresh)


def _keep_setting(
    connection: Connection, school: UUID, event: CatalogueSet | MailboxesSet
) -> None:
    """Keep what a school has set, in place of what it had before."""
    if isinstance(event, CatalogueSet):
        keep_catalogue(connection, school, event)
        keep_version(connection, school, event)
    else:
        set_mailboxes(connection, school, event)


def _keep_ticket(connection: Connection, fresh: Fresh, event: Any) -> None:
    """Keep a ticket that is opened, or what happens to one that is there already."""
    if isinstance(event, TicketOpened):
        _open(connection, fresh, event)
        return
    change(connection, fresh, event.ticket_id, _changes(event))
    write(connection, fresh, event.ticket_id, _entry(event))
    keep_first_reply(connection, fresh, event)
    _pass_on(connection, fresh, event)


def _pass_on(connection: Connection, fresh: Fresh, event: Any) -> None:
    """Keep it at the ticket it was written to as well, for when a merge is undone."""
    if isinstance(event, RequesterReplied) and event.sent_to is not None:
        entry_id = uuid5(fresh.event_id, "passed on")
        write(
            connection,
            fresh,
            event.sent_to,
            Entry("passed_on", event.text, quoted=event.quoted),
            entry_id,
        )


def _keep_mail(connection: Connection, fresh: Fresh) -> None:
    keep_mail(connection, fresh)
    expect_scan(connection, fresh)
    entry = entry_of_mail(fresh.event)
    if entry is not None:
        write(connection, fresh, *entry)
    tell_of_settled(connection, fresh)


def _changes(event: Any) -> dict[str, Any]:
    """What an event changes in the queue's row."""
    match event:
        case TicketTriaged():
            return {
                "impact": event.impact.value,
                "urgency": event.urgency.value,
                "priority": event.priority.value,
            }
        case TicketClassified():
            said = {"category": event.category, "service": event.service}
            known = {name: word for name, word in said.items() if word is not None}
            return {"type": event.type.value, **known, **_guarded(event)}
        case TicketReplied():
            return {"answered": 1}
        case _:
            state = _STATES.get(type(event))
            return {"state": state.value} if state else {}


def _guarded(event: TicketClassified) -> dict[str, int]:
    """Whether few of the school read it from now on, where something new is said."""
    return {} if event.safeguarding is None else {"guarded": int(event.safeguarding)}


def _entry(event: Any) -> Entry:
    """The line of an event in the timeline; KeyError where nothing says how."""
    kind = _KINDS[type(event)]
    match event:
        case TicketTriaged():
            said = f"impact {event.impact.value}, urgency {event.urgency.value}"
            if event.priority is not event.derived:
                said += f"; the matrix says {event.derived.value}"
            said = f"{event.priority.value}: {said}{told_by(event)}"
            return Entry(kind, event.reason, said + as_suggested(event))
        case TicketClassified():
            about = [event.type.value.replace("_", " "), event.category, event.service]
            if event.safeguarding and event.category is None and event.service is None:
                about.append("about safeguarding, by what goes on as it")
            said = ", ".join(one for one in about if one)
            return Entry(kind, detail=said + as_suggested(event))
        case TicketReplied() | TicketNoted():
            return said_by_desk(kind, event)
        case RequesterReplied():
            by_mail = f"by mail from {event.writer}" if event.writer else None
            told = [one for one in (event.sent_to_reference, by_mail) if one]
            detail = ", ".join(told) or None
            return Entry(kind, event.text, detail, quoted=event.quoted)
        case TicketResolved():
            return Entry(kind, event.note)
        case _:
            return Entry(kind, getattr(event, "reason", None))


def _open(connection: Connection, fresh: Fresh, event: TicketOpened) -> None:
    row = {
        "school": fresh.school,
        "ticket_id": event.ticket_id,
        "number": event.number,
        "reference": event.reference,
        "requester_id": event.requester_id,
        "requester_name": event.requester_name,
        "requester_email": event.requester_email,
        "subject": event.subject,
        "description": event.description,
        "channel": event.channel.value,
        "impact": event.impact.value,
        "urgency": event.urgency.value,
        "priority": event.priority.value,
        "type": event.type.value,
        "category": event.category,
        "service": event.service,
        "call_id": event.call_id,
        "team_id": event.team_id,
        "with_school": int(event.with_school),
        "guarded": int(event.safeguarding),
        "state": TicketState.OPEN.value,
        "assignee": None,
        "answered": 0,
        "version": fresh.stream_version,
        "opened_at": fresh.happened_at,
        "updated_at": event.entered_at or fresh.happened_at,
        "correlation_id": fresh.correlation_id,
        "due_rank": NEVER,
    }
    connection.execute(_ADD_TICKET, row)
    _find_by(connection, fresh.school, event)
    count_channel(connection, fresh, event)
    keep_answers(connection, fresh, event)
    said = f"by {event.channel.value.replace('_', ' ')}, {event.priority.value}"
    said += told_by(event)
    entry = Entry("opened", detail=said, entered_at=event.entered_at)
    write(connection, fresh, event.ticket_id, entry)


def _find_by(connection: Connection, school: UUID, event: TicketOpened) -> None:
    named = (event.reference, event.subject)
    asked_by = (event.requester_name, event.requester_email)
    row = {
        "school": school,
        "ticket_id": event.ticket_id,
        "words": words_of(named + asked_by),
    }
    connection.execute(_ADD_WORDS, row)


# Made once: to build a statement takes several times as long as to carry it out.
_ADD_TICKET = insert(tickets)
_ADD_WORDS = insert(ticket_words).inline()
