"""What may be done with a ticket, and what is then true of it?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TypeAlias, assert_never

from contracts.intake import (
    AssignTicket,
    HoldTicket,
    NoteTicket,
    OpenTicket,
    ReopenTicket,
    ReplyToTicket,
    RequesterReplied,
    ResolveTicket,
    ResumeTicket,
    TicketAssigned,
    TicketHeld,
    TicketNoted,
    TicketOpened,
    TicketReopened,
    TicketReplied,
    TicketResolved,
    TicketResumed,
    TicketTriaged,
    TriageTicket,
    WriteToDesk,
)
from contracts.mail import TakeReply
from contracts.refusals import Invalid, NotFound
from services.intake.addresses import is_address
from services.intake.conversation import Write, Written, write
from services.intake.opening import Opening, begun, open_it
from services.intake.phases import Move, Moved, move, moved
from services.intake.ticket import Opened, Ticket, Unopened
from services.intake.triage import assign, assigned, triage, triaged
from shared.decider import Decider

Command: TypeAlias = OpenTicket | TriageTicket | AssignTicket | Write | Move
Event: TypeAlias = TicketOpened | TicketTriaged | TicketAssigned | Written | Moved


def decide(
    ticket: Ticket, command: Command, _now: datetime, terms: Opening | None
) -> list[Event]:
    """The events that follow; Refused, Invalid or NotFound where none may."""
    _check_words(command)
    if isinstance(command, OpenTicket):
        return list(open_it(ticket, command, terms))
    if isinstance(ticket, Unopened):
        raise NotFound("There is no such ticket.")
    match command:
        case TriageTicket():
            return list(triage(ticket, command))
        case AssignTicket():
            return list(assign(ticket.known, command))
        case ReplyToTicket() | NoteTicket() | WriteToDesk() | TakeReply():
            return [write(ticket.known, command)]
        case _:
            return list(move(ticket, command))


def evolve(ticket: Ticket, event: Event) -> Ticket:
    """What is true of the ticket after the event."""
    if isinstance(event, TicketOpened):
        return begun(event)
    assert not isinstance(ticket, Unopened), "its first event opens a ticket"
    return _changed(ticket, event)


def _changed(
    ticket: Opened, event: TicketTriaged | TicketAssigned | Written | Moved
) -> Opened:
    match event:
        case TicketTriaged():
            return replace(ticket, known=triaged(ticket.known, event))
        case TicketAssigned():
            return replace(ticket, known=assigned(ticket.known, event))
        case TicketReplied() | TicketNoted() | RequesterReplied():
            return ticket
        case TicketHeld() | TicketResumed() | TicketResolved() | TicketReopened():
            return moved(ticket, event)
        case _:
            assert_never(event)


def _check_words(command: Command) -> None:
    errors = {
        name: ["Must not be blank."]
        for name, words in _words(command).items()
        if not words.strip()
    }
    if isinstance(command, OpenTicket) and not is_address(command.requester.email):
        errors["requester.email"] = ["Not an e-mail address."]
    if errors:
        raise Invalid(errors)


def _words(command: Command) -> dict[str, str]:
    """What was written for somebody to read, which must say something."""
    match command:
        case OpenTicket():
            return {
                "subject": command.subject,
                "requester.name": command.requester.name,
            }
        case ReplyToTicket() | NoteTicket() | WriteToDesk():
            return {"text": command.text}
        case HoldTicket() | ReopenTicket():
            return {"reason": command.reason}
        case ResolveTicket():
            return {"note": command.note}
        case _:
            return {}


TICKET: Decider[Ticket] = Decider(
    category="ticket",
    identity="ticket_id",
    commands=(
        OpenTicket,
        TriageTicket,
        AssignTicket,
        ReplyToTicket,
        NoteTicket,
        WriteToDesk,
        TakeReply,
        HoldTicket,
        ResumeTicket,
        ResolveTicket,
        ReopenTicket,
    ),
    initial=Unopened(),
    decide=decide,
    evolve=evolve,
)
