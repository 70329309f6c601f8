"""Does somebody have access, or get it, that nobody has approved?"""

from __future__ import annotations

from contracts.refusals import Refused
from contracts.staff_changes import Access, ActionState, MarkAction
from contracts.values import ApprovalState
from services.intake.ticket import Known, Listed, Staff


def refuse_granted(known: Known, staff: Staff) -> None:
    """Refused where it was declined, and somebody has access that was given before."""
    if known.approval is not ApprovalState.DECLINED:
        return
    stands = [
        one.action.title
        for one in staff.listed
        if one.action.access is Access.GRANTS and one.state is ActionState.DONE
    ]
    if stands:
        raise Refused(
            f"It was declined after this was done: {'; '.join(stands)}. Take the access"
            " away, and mark each as not needed."
        )


def refuse_ungranted(known: Known, listed: Listed, command: MarkAction) -> None:
    """Refused where somebody would get access that nobody has approved."""
    if listed.action.access is not Access.GRANTS or command.state is not (
        ActionState.DONE
    ):
        return
    if known.approval is not ApprovalState.GIVEN:
        raise Refused(
            "This gives somebody access. Who runs the school has to approve it first."
        )
