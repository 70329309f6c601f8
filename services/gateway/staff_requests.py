"""Which request does it make that somebody joins, moves, leaves, or lost a token?"""

from __future__ import annotations

from uuid import UUID

from contracts.intake import OpenTicket, Requester
from contracts.staff_changes import StaffChange, StaffChangeKind
from contracts.values import Channel, Level, TicketType


def request_of(
    school_id: UUID, ticket_id: UUID, change: StaffChange, requester: Requester
) -> OpenTicket:
    """The request of a change; who it is about stands nowhere but in the change."""
    day = "Last day" if change.kind is StaffChangeKind.LEAVER else "First day"
    said = f"{day}: {change.on.strftime('%d/%m/%Y')}"
    return OpenTicket(
        school_id=school_id,
        ticket_id=ticket_id,
        subject=f"{change.kind.value.capitalize()}, {said.lower()}",
        description=said,
        requester=requester,
        channel=Channel.PORTAL,
        impact=Level.LOW,
        urgency=Level.MEDIUM,
        change=change,
    )


def revoking_of(
    school_id: UUID, ticket_id: UUID, token_id: UUID, requester: Requester
) -> OpenTicket:
    """The request to shut out a program, which is nobody who leaves."""
    return OpenTicket(
        school_id=school_id,
        ticket_id=ticket_id,
        subject="Revoke a token",
        description=f"The review of accounts ended the access of token {token_id}.",
        requester=requester,
        channel=Channel.PORTAL,
        impact=Level.LOW,
        urgency=Level.MEDIUM,
        type=TicketType.SERVICE_REQUEST,
    )
