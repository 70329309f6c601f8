"""The language of intake about what a school approves before it is done."""

from __future__ import annotations

from uuid import UUID

from contracts.access import Right
from contracts.declare import command, event, personal, resealed, text, whole
from contracts.values import SchoolId, TicketId

LONGEST_WORDS = 2_000
"""Characters that say what is to be approved, or why it is not."""


@command("intake.ask_approval", needs=Right.WORK_TICKETS)
class AskApproval:
    """Have nothing done before who runs the school approves; `what` says of what.

    `anew` asks although it waits already: what is to be approved is another.
    """

    school_id: SchoolId
    ticket_id: TicketId
    version: int = whole(least=1, most=2**31)
    what: str = text(least=1, most=LONGEST_WORDS)
    anew: bool = False


@event("intake.approval_asked")
class ApprovalAsked:
    """From now on it is not done before somebody who runs the school has approved."""

    ticket_id: TicketId
    requester_id: UUID
    what: str = personal("requester_id", "ticket_id")


@command("intake.give_approval", needs=Right.APPROVE_TICKETS)
class GiveApproval:
    """Approve what was asked, in the name of the school.

    `approver_email` is theirs, as far as it is known: nobody approves what they asked
    for themselves.
    """

    school_id: SchoolId
    ticket_id: TicketId
    version: int = whole(least=1, most=2**31)
    approver_id: UUID
    approver: str = text(least=1)
    approver_email: str | None = text(least=3, most=254, default=None)


@event("intake.approval_given", version=2)
class ApprovalGiven:
    """Somebody who runs the school approved: it may be done."""

    ticket_id: TicketId
    approver_id: UUID
    approver: str = personal("approver_id", "ticket_id")


resealed(
    "intake.approval_given",
    from_version=1,
    personal={"approver": ("approver_id",)},
)


@command("intake.drop_approval")
class DropApproval:
    """Ask for approval no longer: what it was asked for is not done after all."""

    school_id: SchoolId
    ticket_id: TicketId


@event("intake.approval_dropped")
class ApprovalDropped:
    """Nobody is asked any longer to approve it: it is not done after all."""

    ticket_id: TicketId


@command("intake.decline_approval", needs=Right.APPROVE_TICKETS)
class DeclineApproval:
    """Say that it is not to be done, and why; also of what was approved before."""

    school_id: SchoolId
    ticket_id: TicketId
    version: int = whole(least=1, most=2**31)
    approver_id: UUID
    approver: str = text(least=1)
    reason: str = text(least=1, most=LONGEST_WORDS)


@event("intake.approval_declined", version=2)
class ApprovalDeclined:
    """Somebody who runs the school said that it is not to be done."""

    ticket_id: TicketId
    requester_id: UUID
    approver_id: UUID
    approver: str = personal("approver_id", "ticket_id")
    reason: str = personal("requester_id", "ticket_id")


resealed(
    "intake.approval_declined",
    from_version=1,
    personal={
        "approver": ("approver_id",),
        "reason": ("requester_id", "ticket_id"),
    },
)
