"""Which phases does a ticket go through, and from which may it go to which?

open -- hold --> on hold -- resume --> open
open or on hold -- resolve --> resolved -- reopen --> open
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias, assert_never
from uuid import UUID

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
from contracts.values import Level, Priority

Move: TypeAlias = HoldTicket | ResumeTicket | ResolveTicket | ReopenTicket
Moved: TypeAlias = TicketHeld | TicketResumed | TicketResolved | TicketReopened


@dataclass(frozen=True)
class Unopened:
    """There is no such ticket yet."""


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known of a ticket in any phase; its texts are sealed to its rules."""

    requester_id: UUID
    impact: Level
    urgency: Level
    priority: Priority
    assignee: str | None = None


@dataclass(frozen=True)
class Open:
    """Somebody works on it, or will."""

    known: Known


@dataclass(frozen=True)
class OnHold:
    """It waits for somebody else."""

    known: Known


@dataclass(frozen=True)
class Resolved:
    """It is done, unless it is reopened."""

    known: Known


Opened: TypeAlias = Open | OnHold | Resolved


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


def _hold(ticket: Opened, command: HoldTicket) -> Moved:
    if isinstance(ticket, OnHold):
        raise Refused(
            "This ticket is on hold already. Resume it before holding it again."
        )
    if isinstance(ticket, Resolved):
        raise Refused("This ticket is resolved. Reopen it before putting it on hold.")
    return TicketHeld(
        ticket_id=command.ticket_id,
        requester_id=ticket.known.requester_id,
        reason=command.reason,
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
    )


def _reopen(ticket: Opened, command: ReopenTicket) -> Moved:
    if not isinstance(ticket, Resolved):
        raise Refused("This ticket is not resolved, so it cannot be reopened.")
    return TicketReopened(
        ticket_id=command.ticket_id,
        requester_id=ticket.known.requester_id,
        reason=command.reason,
    )
