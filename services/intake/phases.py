"""Which phases does a ticket go through, and from which may it go to which?

open -- hold --> on hold -- resume --> open
open or on hold -- resolve --> resolved -- reopen --> open
"""

from __future__ import annotations

from typing import Any, TypeAlias, assert_never
from uuid import uuid5

from contracts.intake import (
    HoldTicket,
    ReopenTicket,
    ResolveTicket,
    ResumeTicket,
    TicketHeld,
    TicketReopened,
    TicketResolved,
    TicketResumed,
)
from contracts.refusals import Refused
from services.intake.ticket import OnHold, Open, Opened, Resolved

Move: TypeAlias = HoldTicket | ResumeTicket | ResolveTicket | ReopenTicket
Moved: TypeAlias = TicketHeld | TicketResumed | TicketResolved | TicketReopened


def move(ticket: Opened, command: Move) -> list[Moved]:
    """The event that takes a ticket to another phase; Refused from a wrong one."""
    match command:
        case HoldTicket():
            return [_hold(ticket, command)]
        case ResumeTicket():
            return _resume(ticket, command)
        case ResolveTicket():
            return [_resolve(ticket, command)]
        case ReopenTicket():
            return [_reopen(ticket, command)]
        case _:
            assert_never(command)


def moved(ticket: Opened, event: Moved) -> Opened:
    """The phase that the event leaves the ticket in."""
    match event:
        case TicketHeld():
            return OnHold(ticket.known)
        case TicketResumed() | TicketReopened():
            return Open(ticket.known)
        case TicketResolved():
            return Resolved(ticket.known)
        case _:
            assert_never(event)


def _hold(ticket: Opened, command: HoldTicket) -> Moved:
    if isinstance(ticket, OnHold):
        raise Refused(
            "This ticket is on hold already. Resume it before holding it again."
        )
    if isinstance(ticket, Resolved):
        raise Refused("This ticket is resolved. Reopen it before putting it on hold.")
    if ticket.known.seat.with_school:
        raise Refused("The school's own team has this ticket: its clock stands still.")
    return TicketHeld(
        ticket_id=command.ticket_id,
        requester_id=ticket.known.requester_id,
        reason=command.reason,
        because=command.because,
        **_words(command),
    )


def _resume(ticket: Opened, command: ResumeTicket) -> list[Moved]:
    if isinstance(ticket, Open):
        return []
    if isinstance(ticket, Resolved):
        raise Refused("This ticket is resolved. Reopen it to go on with it.")
    return [TicketResumed(ticket_id=command.ticket_id)]


def _resolve(ticket: Opened, command: ResolveTicket) -> Moved:
    # A second note that was passed over in silence would never reach the requester.
    if isinstance(ticket, Resolved):
        raise Refused("This ticket is resolved already. Reply to it instead.")
    return TicketResolved(
        ticket_id=command.ticket_id,
        requester_id=ticket.known.requester_id,
        note=command.note,
        **_words(command),
    )


def _reopen(ticket: Opened, command: ReopenTicket) -> Moved:
    if not isinstance(ticket, Resolved):
        raise Refused("This ticket is not resolved, so it cannot be reopened.")
    return TicketReopened(
        ticket_id=command.ticket_id,
        requester_id=ticket.known.requester_id,
        reason=command.reason,
        with_school=ticket.known.seat.with_school,
        **_words(command),
    )


def _words(command: HoldTicket | ResolveTicket | ReopenTicket) -> dict[str, Any]:
    """What words have by themselves: a key, so that they can be erased alone."""
    return {
        "text_id": uuid5(command.ticket_id, f"said at {command.version}"),
        "despite_warning": command.despite_warning,
    }
