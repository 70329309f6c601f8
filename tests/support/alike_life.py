"""What becomes of a ticket of its own at two schools that are alike in every id?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid5

from contracts import approvals, intake
from contracts.values import Channel, Level, TicketType
from tests.support.cast import TICKET

LIVED = uuid5(TICKET, "lived")


def life_of(school: UUID, word: str, requester: intake.Requester) -> Iterator[Any]:
    """One of every command about what a ticket is."""
    lived: dict[str, Any] = {"school_id": school, "ticket_id": LIVED}
    yield intake.OpenTicket(
        **lived,
        subject=f"{word} kiln",
        description=f"{word} has none.",
        requester=requester,
        channel=Channel.PORTAL,
        impact=Level.LOW,
        urgency=Level.LOW,
    )
    yield intake.ClassifyTicket(**lived, version=1, type=TicketType.SERVICE_REQUEST)
    decides: dict[str, Any] = {"approver_id": uuid5(TICKET, "person"), "approver": word}
    yield approvals.AskApproval(**lived, version=2, what=f"{word} needs it.")
    yield approvals.GiveApproval(**lived, version=3, **decides)
    yield approvals.DeclineApproval(**lived, version=4, **decides, reason=word)
