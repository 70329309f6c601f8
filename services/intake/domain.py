"""What may be done with a ticket, and what is then true of it?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias, assert_never
from uuid import UUID

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
from contracts.refusals import Invalid, NotFound, Refused
from services.intake.addresses import is_address
from services.intake.phases import (
    Known,
    Move,
    Moved,
    OnHold,
    Open,
    Opened,
    Resolved,
    Unopened,
    move,
)
from services.intake.priority import derive
from shared.decider import Decider

Ticket: TypeAlias = Unopened | Opened
Write: TypeAlias = ReplyToTicket | NoteTicket | WriteToDesk
Written: TypeAlias = TicketReplied | TicketNoted | RequesterReplied
Command: TypeAlias = OpenTicket | TriageTicket | AssignTicket | Write | Move
Event: TypeAlias = TicketOpened | TicketTriaged | TicketAssigned | Written | Moved


@dataclass(frozen=True, kw_only=True)
class Opening:
    """What a ticket is given when it is opened."""

    number: int
    reference: str
    requester_id: UUID


def decide(
    ticket: Ticket, command: Command, _now: datetime, terms: Opening | None
) -> list[Event]:
    """The events that follow; Refused, Invalid or NotFound where none may."""
    _check_words(command)
    if isinstance(command, OpenTicket):
        return _open(ticket, command, terms)
    if isinstance(ticket, Unopened):
        raise NotFound("There is no such ticket.")
    match command:
        case TriageTicket():
            return _triage(ticket, command)
        case AssignTicket():
            return _assign(ticket.known, command)
        case ReplyToTicket() | NoteTicket() | WriteToDesk():
            return [_write(ticket.known, command)]
        case _:
            return list(move(ticket, command))


def evolve(ticket: Ticket, event: Event) -> Ticket:
    """What is true of the ticket after the event."""
    if isinstance(event, TicketOpened):
        return Open(_known(event))
    assert not isinstance(ticket, Unopened), "its first event opens a ticket"
    match event:
        case TicketTriaged():
            ticket = replace(ticket, known=_triaged(ticket.known, event))
        case TicketAssigned():
            known = replace(ticket.known, assignee=event.assignee)
            ticket = replace(ticket, known=known)
        case TicketReplied() | TicketNoted() | RequesterReplied():
            pass
        case TicketHeld():
            ticket = OnHold(ticket.known)
        case TicketResumed() | TicketReopened():
            ticket = Open(ticket.known)
        case TicketResolved():
            ticket = Resolved(ticket.known)
        case _:
            assert_never(event)
    return ticket


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


def _open(ticket: Ticket, command: OpenTicket, terms: Opening | None) -> list[Event]:
    if not isinstance(ticket, Unopened):
        return []
    assert terms is not None, "a number and a requester are given to it"
    opened = TicketOpened(
        ticket_id=command.ticket_id,
        number=terms.number,
        reference=terms.reference,
        requester_id=terms.requester_id,
        requester_name=command.requester.name,
        requester_email=command.requester.email,
        subject=command.subject,
        description=command.description,
        channel=command.channel,
        impact=command.impact,
        urgency=command.urgency,
        priority=derive(command.impact, command.urgency),
    )
    return [opened]


def _triage(ticket: Opened, command: TriageTicket) -> list[Event]:
    derived = derive(command.impact, command.urgency)
    triaged = TicketTriaged(
        ticket_id=command.ticket_id,
        requester_id=ticket.known.requester_id,
        impact=command.impact,
        urgency=command.urgency,
        derived=derived,
        priority=command.priority or derived,
        reason=(command.reason or "").strip() or None,
    )
    if triaged.reason is None and _triaged(ticket.known, triaged) == ticket.known:
        return []
    if isinstance(ticket, Resolved):
        raise Refused("This ticket is resolved. Reopen it to change its priority.")
    if triaged.reason is None and triaged.priority is not derived:
        raise Refused(
            f"Impact {command.impact.value} and urgency {command.urgency.value} make"
            f" it {derived.value}. Making it {triaged.priority.value} needs a reason."
        )
    return [triaged]


def _assign(known: Known, command: AssignTicket) -> list[Event]:
    # A name of blanks is nobody's: the ticket goes back to the queue.
    assignee = (command.assignee or "").strip() or None
    if assignee == known.assignee:
        return []
    return [TicketAssigned(ticket_id=command.ticket_id, assignee=assignee)]


def _write(known: Known, command: Write) -> Written:
    by_desk = TicketNoted if isinstance(command, NoteTicket) else TicketReplied
    written: type[Written] = (
        RequesterReplied if isinstance(command, WriteToDesk) else by_desk
    )
    return written(
        ticket_id=command.ticket_id,
        requester_id=known.requester_id,
        message_id=command.message_id,
        text=command.text,
    )


def _known(event: TicketOpened) -> Known:
    return Known(
        requester_id=event.requester_id,
        impact=event.impact,
        urgency=event.urgency,
        priority=event.priority,
    )


def _triaged(known: Known, event: TicketTriaged) -> Known:
    return replace(
        known, impact=event.impact, urgency=event.urgency, priority=event.priority
    )


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
        HoldTicket,
        ResumeTicket,
        ResolveTicket,
        ReopenTicket,
    ),
    initial=Unopened(),
    decide=decide,
    evolve=evolve,
)
