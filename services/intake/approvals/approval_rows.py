"""How does the approval of a ticket stand, as it is kept for reading?"""

from __future__ import annotations

from typing import Any, assert_never

from sqlalchemy import Connection, Row

from contracts.approvals import (
    ApprovalAsked,
    ApprovalDeclined,
    ApprovalDropped,
    ApprovalGiven,
)
from contracts.intake import Approval
from contracts.values import ApprovalState
from services.intake.approvals.approving import Approved
from services.intake.timeline.entries import Entry, change, write
from shared.work import Fresh


def keep_approval(connection: Connection, fresh: Fresh, event: Approved) -> None:
    """Keep how it stands, and tell it in the timeline."""
    changes, entry = _told(event)
    change(connection, fresh, event.ticket_id, changes)
    write(connection, fresh, event.ticket_id, entry)


def approval_of(ticket: Row[Any]) -> Approval | None:
    """The approval that a ticket needs; None where it needs none."""
    if ticket.approval is None:
        return None
    return Approval(
        state=ApprovalState(ticket.approval),
        what=ticket.approval_of,
        approver=ticket.approver,
    )


def _told(event: Approved) -> tuple[dict[str, Any], Entry]:
    match event:
        case ApprovalAsked():
            asked = {"approval": "asked", "approval_of": event.what, "approver": None}
            return asked, Entry("approval_asked", event.what)
        case ApprovalGiven():
            given = {"approval": "given", "approver": event.approver}
            return given, Entry("approval_given", detail=event.approver)
        case ApprovalDeclined():
            declined = {"approval": "declined", "approver": event.approver}
            return declined, Entry("approval_declined", event.reason, event.approver)
        case ApprovalDropped():
            none = dict.fromkeys(("approval", "approval_of", "approver"))
            return none, Entry("approval_dropped")
        case _:
            assert_never(event)
