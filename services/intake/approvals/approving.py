"""Is it approved before it is done?

Who looks after a school's IT does not decide who gets into what. What has to be
approved is not resolved, does not go on as part of another ticket, and has nothing
split off it, before somebody who runs the school has approved or declined it. Nobody
approves what they asked for themselves, under whatever ticket it goes on; they may
decline it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple, TypeAlias, assert_never
from uuid import UUID

from contracts.approvals import (
    ApprovalAsked,
    ApprovalDeclined,
    ApprovalDropped,
    ApprovalGiven,
    AskApproval,
    DeclineApproval,
    DropApproval,
    GiveApproval,
)
from contracts.intake import ResolveTicket
from contracts.refusals import Refused
from contracts.ties import MergeTicket, SplitTicket
from contracts.values import ApprovalState
from services.intake.ticket import Known, Opened, Resolved

Approve: TypeAlias = AskApproval | GiveApproval | DeclineApproval | DropApproval
Approved: TypeAlias = ApprovalAsked | ApprovalGiven | ApprovalDeclined | ApprovalDropped
APPROVING = (AskApproval, GiveApproval, DeclineApproval, DropApproval)


class Approver(NamedTuple):
    """Who approves, as a requester would be known; who asked for what is merged."""

    person_id: UUID
    joined: frozenset[UUID] = frozenset()


def approve(ticket: Opened, command: Approve, by: Approver | None) -> list[Approved]:
    """What follows for the approval of a ticket; Refused where there is none to give.

    Who has approved may still change their mind, and who has declined. `by` is who
    approves, None where that is not known.
    """
    known = ticket.known
    if _is_so(known, command):
        return []
    if isinstance(ticket, Resolved):
        raise Refused("This ticket is resolved. Reopen it first.")
    match command:
        case AskApproval():
            if known.approval is ApprovalState.ASKED and not command.anew:
                raise Refused("It waits for approval already.")
            return [asked(command.ticket_id, known.requester_id, command.what)]
        case GiveApproval():
            _refuse_unasked(known)
            refuse_own(known, by)
            return [_given(command)]
        case DeclineApproval():
            _refuse_unasked(known)
            return [_declined(known, command)]
        case DropApproval():
            return [ApprovalDropped(ticket_id=command.ticket_id)]
        case _:
            assert_never(command)


def approved(known: Known, event: Approved) -> Known:
    """What is known of a ticket after the event."""
    match event:
        case ApprovalAsked():
            return replace(known, approval=ApprovalState.ASKED)
        case ApprovalGiven():
            return replace(known, approval=ApprovalState.GIVEN)
        case ApprovalDeclined():
            return replace(known, approval=ApprovalState.DECLINED)
        case ApprovalDropped():
            return replace(known, approval=None)
        case _:
            assert_never(event)


def asked(ticket_id: UUID, requester_id: UUID, what: str) -> ApprovalAsked:
    """That something has to be approved."""
    return ApprovalAsked(ticket_id=ticket_id, requester_id=requester_id, what=what)


def refuse_unapproved(known: Known, command: object) -> None:
    """Refused where it would be done, and nobody has said yet whether it may be.

    Nor is anything split off it: of that nobody would be asked.
    """
    waits = known.approval is ApprovalState.ASKED
    if waits and isinstance(command, ResolveTicket | MergeTicket | SplitTicket):
        raise Refused(
            "This waits for approval. Who runs the school has to approve or decline it"
            " before it is done, merged or split."
        )


def refuse_own(known: Known, by: Approver | None) -> None:
    """Refused where who approves asked for it, or for what goes on as this ticket."""
    if by and by.person_id in {known.requester_id, *by.joined}:
        raise Refused(
            "You asked for this yourself. Somebody else who runs the school has to"
            " approve it."
        )


def _is_so(known: Known, command: Approve) -> bool:
    """Whether it was said before; what is answered is asked no longer, either."""
    match command:
        case GiveApproval():
            return known.approval is ApprovalState.GIVEN
        case DeclineApproval():
            return known.approval is ApprovalState.DECLINED
        case DropApproval():
            return known.approval is not ApprovalState.ASKED
        case _:
            return False


def _refuse_unasked(known: Known) -> None:
    if known.approval is None:
        raise Refused("Nobody has asked for approval of this.")


def _given(command: GiveApproval) -> ApprovalGiven:
    return ApprovalGiven(
        ticket_id=command.ticket_id,
        approver_id=command.approver_id,
        approver=command.approver,
    )


def _declined(known: Known, command: DeclineApproval) -> ApprovalDeclined:
    return ApprovalDeclined(
        ticket_id=command.ticket_id,
        requester_id=known.requester_id,
        approver_id=command.approver_id,
        approver=command.approver,
        reason=command.reason,
    )
