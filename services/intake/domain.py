"""What may be done with a ticket, and what is then true of it?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeAlias, assert_never

from contracts.callbacks import CallbackRequested, CallbackTried, RecordCallback
from contracts.intake import (
    ClassifyTicket,
    HoldTicket,
    NoteTicket,
    OpenTicket,
    PassOn,
    ReopenTicket,
    ReplyToTicket,
    RequesterReplied,
    ResolveTicket,
    ResumeTicket,
    TicketClassified,
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
from contracts.refusals import NotFound, Refused
from contracts.staff_changes import ChangeStaffDay, MarkAction
from contracts.ties import (
    JoinTicket,
    LinkBack,
    LinkTickets,
    MergeTicket,
    PartTicket,
    SplitOffTicket,
    SplitTicket,
    TicketJoined,
    TicketLinked,
    TicketMerged,
    TicketParted,
    TicketSplit,
    TicketSplitOff,
    TicketUnlinked,
    TicketUnmerged,
    UnlinkBack,
    UnlinkTickets,
    UnmergeTicket,
)
from services.intake.approvals.approving import (
    APPROVING,
    Approve,
    Approved,
    Approver,
    approve,
    approved,
    refuse_unapproved,
)
from services.intake.callbacks.requests import CalledBack, tried
from services.intake.conversation import Write, Written, pass_on, write
from services.intake.entering import check_moment, dated
from services.intake.matters.categories import Named
from services.intake.matters.classifying import classified, classify
from services.intake.opening import Opening, begun, open_it
from services.intake.phases import Move, Moved, move, moved
from services.intake.priorities.priority import Matrix
from services.intake.priorities.triage import triage, triaged
from services.intake.speaking import check_words
from services.intake.staff.staff_changes import (
    ChangeStaff,
    StaffChanged,
    changed,
    refuse_open,
    work_on,
)
from services.intake.teams.seating import SEATING, Seated, Seating, seat_it, seated
from services.intake.teams.seats import Seat
from services.intake.ticket import Opened, Ticket, Unopened
from services.intake.tied.ties import Bind, Bound, bind, bound
from shared.decider import Dated, Decider

Sort: TypeAlias = TriageTicket | Seating | ClassifyTicket
Other: TypeAlias = Sort | Approve | Write | PassOn | RecordCallback | Move | Bind
Work: TypeAlias = ChangeStaff | Other
Command: TypeAlias = OpenTicket | Work
Sorted: TypeAlias = TicketTriaged | TicketClassified
OtherChange: TypeAlias = Sorted | Written | CalledBack | Moved | Bound
Event: TypeAlias = TicketOpened | StaffChanged | Seated | Approved | OtherChange
Terms: TypeAlias = Opening | Named | Matrix | Seat | datetime | str | Approver | None
"""What an opening is given; what a ticket may be about; what gives its priority; in
whose queue it will be; of what is entered later, when the ticket was opened; of a tie,
the reference of the other ticket; who approves, and who asked for what is merged."""

_OF_WHAT_IS_MERGED = (
    *(UnmergeTicket, PartTicket, UnlinkTickets, UnlinkBack),
    *(JoinTicket, LinkBack),
)
"""What may be done with a merged ticket, or has a refusal of its own: all that takes it
out of where it is, and what makes it the other one of two."""


def decide(
    ticket: Ticket, command: Command, now: datetime, terms: Terms
) -> Sequence[Event | Dated]:
    """The events that follow; Refused, Invalid or NotFound where none may."""
    check_words(command)
    check_moment(command, now, terms if isinstance(terms, datetime) else None)
    if isinstance(command, OpenTicket):
        opening = terms if isinstance(terms, Opening) else None
        return dated(command, open_it(ticket, command, opening, now))
    if isinstance(ticket, Unopened):
        raise NotFound("There is no such ticket.")
    _refuse_merged(ticket, command)
    refuse_unapproved(ticket.known, command)
    refuse_open(ticket.known, command)
    if isinstance(command, ChangeStaff):
        return list(work_on(ticket, command, now))
    return dated(command, _work(ticket, command, now, terms))


def _refuse_merged(ticket: Opened, command: Work) -> None:
    survivor = ticket.known.survivor
    if survivor is None or isinstance(command, _OF_WHAT_IS_MERGED):
        return
    raise Refused(
        f"This ticket is merged into {survivor.reference}. Work on that one, or undo"
        " the merge first."
    )


def _work(ticket: Opened, command: Other, now: datetime, terms: Terms) -> list[Event]:
    if isinstance(command, Seating):
        seat = terms if isinstance(terms, Seat) else None
        return list(seat_it(ticket, command, seat))
    if isinstance(command, Approve):
        by = terms if isinstance(terms, Approver) else None
        return list(approve(ticket, command, by))
    match command:
        case TriageTicket():
            assert isinstance(terms, Matrix), "the school's is read beforehand"
            return list(triage(ticket, command, terms))
        case ClassifyTicket():
            named = terms if isinstance(terms, Named) else None
            return list(classify(ticket.known, command, named))
        case ReplyToTicket() | NoteTicket() | WriteToDesk() | TakeReply():
            return [write(ticket.known, command, now)]
        case RecordCallback():
            return list(tried(ticket.known, command))
        case HoldTicket() | ResumeTicket() | ResolveTicket() | ReopenTicket():
            return list(move(ticket, command))
        case PassOn():
            assert isinstance(terms, str), "the other ticket is read beforehand"
            return [pass_on(command, terms)]
        case _:
            assert isinstance(terms, str), "the other ticket is read beforehand"
            return list(bind(ticket.known, command, terms))


def evolve(ticket: Ticket, event: Event) -> Ticket:
    """What is true of the ticket after the event."""
    if isinstance(event, TicketOpened):
        return begun(event)
    assert not isinstance(ticket, Unopened), "its first event opens a ticket"
    if isinstance(event, StaffChanged):
        return replace(ticket, known=changed(ticket.known, event))
    if isinstance(event, Seated):
        return replace(ticket, known=seated(ticket.known, event))
    if isinstance(event, Approved):
        return replace(ticket, known=approved(ticket.known, event))
    return _changed(ticket, event)


def _changed(ticket: Opened, event: OtherChange) -> Opened:
    match event:
        case TicketTriaged():
            return replace(ticket, known=triaged(ticket.known, event))
        case TicketClassified():
            return replace(ticket, known=classified(ticket.known, event))
        case TicketReplied() | TicketNoted() | RequesterReplied():
            return ticket
        case CallbackRequested() | CallbackTried():
            return ticket
        case TicketHeld() | TicketResumed() | TicketResolved() | TicketReopened():
            return moved(ticket, event)
        case (
            TicketMerged()
            | TicketJoined()
            | TicketUnmerged()
            | TicketParted()
            | TicketSplit()
            | TicketSplitOff()
            | TicketLinked()
            | TicketUnlinked()
        ):
            return replace(ticket, known=bound(ticket.known, event))
        case _:
            assert_never(event)


TICKET: Decider[Ticket] = Decider(
    category="ticket",
    identity="ticket_id",
    commands=(
        OpenTicket,
        TriageTicket,
        *SEATING,
        ClassifyTicket,
        *APPROVING,
        MarkAction,
        ChangeStaffDay,
        ReplyToTicket,
        NoteTicket,
        WriteToDesk,
        *(TakeReply, PassOn, RecordCallback),
        HoldTicket,
        ResumeTicket,
        ResolveTicket,
        ReopenTicket,
        MergeTicket,
        JoinTicket,
        UnmergeTicket,
        PartTicket,
        SplitTicket,
        SplitOffTicket,
        LinkTickets,
        LinkBack,
        UnlinkTickets,
        UnlinkBack,
    ),
    initial=Unopened(),
    decide=decide,
    evolve=evolve,
)
