"""What is said about a ticket, and to whom?"""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeAlias

from contracts.intake import (
    NoteTicket,
    PassOn,
    ReplyToTicket,
    RequesterReplied,
    TicketNoted,
    TicketReplied,
    WriteToDesk,
)
from contracts.mail import TakeReply
from services.intake.ticket import Known

Write: TypeAlias = ReplyToTicket | NoteTicket | WriteToDesk | TakeReply
Written: TypeAlias = TicketReplied | TicketNoted | RequesterReplied


def write(known: Known, command: Write, now: datetime) -> Written:
    """The words, as the one who writes means them: to whom they are, and how told."""
    if isinstance(command, TakeReply):
        return _came_by_mail(known, command)
    said: dict[str, Any] = {
        "ticket_id": command.ticket_id,
        "requester_id": known.requester_id,
        "message_id": command.message_id,
        "text": command.text,
        "despite_warning": command.despite_warning,
    }
    match command:
        case NoteTicket():
            return TicketNoted(**said)
        case WriteToDesk():
            return RequesterReplied(**said)
        case _:
            entered_at = None if command.happened_at is None else now
            return TicketReplied(**said, by=command.by, entered_at=entered_at)


def pass_on(command: PassOn, reference: str) -> RequesterReplied:
    """The words of the requester of a merged ticket, at the survivor."""
    return RequesterReplied(
        ticket_id=command.ticket_id,
        requester_id=command.requester_id,
        message_id=command.message_id,
        text=command.text,
        sent_to=command.sent_to,
        sent_to_reference=reference,
        despite_warning=command.despite_warning,
    )


def _came_by_mail(known: Known, command: TakeReply) -> RequesterReplied:
    return RequesterReplied(
        ticket_id=command.ticket_id,
        requester_id=known.requester_id,
        message_id=command.message_id,
        text=command.text,
        writer_id=command.writer_id,
        writer=command.writer,
        quoted=command.quoted,
        sent_to=command.sent_to,
        sent_to_reference=command.sent_to_reference,
    )
