"""How is what came by mail kept, so that lists and later messages find it?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, insert, update

from contracts.mail import (
    Checks,
    Fate,
    FileAttached,
    MailReceived,
    MailSettled,
    Nature,
    SenderDistrusted,
    SenderTrusted,
)
from services.intake.incoming.mail_tables import attached, mails, trusted
from services.intake.timeline.entries import Entry
from shared.work import Fresh

MAIL_EVENTS = (
    MailReceived,
    MailSettled,
    FileAttached,
    SenderTrusted,
    SenderDistrusted,
)

_OF_PROGRAMS = {
    Nature.ANSWER: "an automatic answer",
    Nature.GENERATED: "written by a program",
    Nature.BOUNCE: "could not be delivered",
}


def keep_mail(connection: Connection, fresh: Fresh) -> None:
    """Keep the messages, their files and the trusted senders as the events say."""
    event = fresh.event
    match event:
        case MailReceived():
            connection.execute(_ADD_MAIL, _row(fresh, event))
        case MailSettled():
            which = {"of_school": fresh.school, "of_mail": event.mail_id}
            settled = {
                "fate": event.fate.value,
                "ticket_id": event.ticket_id,
                "reason": event.reason,
            }
            connection.execute(_SETTLE, which | settled)
        case FileAttached():
            connection.execute(_ADD_FILE, _file(fresh, event))
        case SenderTrusted():
            row = {"sender_id": event.sender_id, "sender": event.sender}
            connection.execute(_TRUST, {"school": fresh.school, **row})
        case SenderDistrusted():
            which = {"of_school": fresh.school, "of_sender": event.sender_id}
            connection.execute(_DISTRUST, which)


def entry_of_mail(event: object) -> tuple[UUID, Entry] | None:
    """What the timeline of a ticket says of a message on it; None: it is on none."""
    match event:
        case MailReceived(ticket_id=UUID() as ticket_id):
            return ticket_id, _came(event)
        case MailSettled(ticket_id=UUID() as ticket_id):
            return ticket_id, Entry("mail", detail="held at first, let in by the desk")
        case _:
            return None


def _came(event: MailReceived) -> Entry:
    said = [_OF_PROGRAMS[event.nature]] if event.nature in _OF_PROGRAMS else []
    said += _found(event.checks)
    if event.fate is Fate.REPLY and event.nature is not Nature.PERSON:
        # It tells where mail goes, and says nothing to the requester.
        said = [f"{said[0]}: {event.subject} (from {event.sender})", *said[1:]]
    detail = "; ".join(said) or f"{event.size:,} bytes"
    return Entry("mail", detail=detail, internal=event.nature is not Nature.PERSON)


def _found(checks: Checks) -> list[str]:
    results = {"SPF": checks.spf, "DKIM": checks.dkim, "DMARC": checks.dmarc}
    said = [f"{name} {result}" for name, result in results.items() if result]
    return [", ".join(said)] if said else []


def _row(fresh: Fresh, event: MailReceived) -> dict[str, Any]:
    return {
        "school": fresh.school,
        "mail_id": event.mail_id,
        "received_at": fresh.happened_at,
        "fate": event.fate.value,
        "why": event.why.value if event.why else None,
        "reason": None,
        "ticket_id": event.ticket_id,
        "about": event.about,
        "sender_id": event.sender_id,
        "sender": event.sender,
        "subject": event.subject,
        "nature": event.nature.value,
        "answerable": event.answerable,
        "spf": event.checks.spf,
        "dkim": event.checks.dkim,
        "dmarc": event.checks.dmarc,
        "identity": event.identity,
        "file": event.file,
        "size": event.size,
    }


def _file(fresh: Fresh, event: FileAttached) -> dict[str, Any]:
    return {
        "school": fresh.school,
        "mail_id": event.mail_id,
        "place": event.place,
        "sender_id": event.sender_id,
        "name": event.name,
        "kind": event.kind,
        "content_id": event.content_id,
        "file": event.file,
        "size": event.size,
        "offered": event.offered,
    }


# Made once: to build a statement takes several times as long as to carry it out.
_ADD_MAIL = insert(mails)
_ADD_FILE = insert(attached)
_TRUST = insert(trusted)
_SETTLE = update(mails).where(
    mails.c.school == bindparam("of_school"), mails.c.mail_id == bindparam("of_mail")
)
_DISTRUST = delete(trusted).where(
    trusted.c.school == bindparam("of_school"),
    trusted.c.sender_id == bindparam("of_sender"),
)
