"""How does somebody who runs a school approve what waits for it, or decline it?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import request

from contracts.access import Right
from contracts.approvals import DeclineApproval, GiveApproval
from contracts.intake import GetTicket
from contracts.refusals import Refusal
from services.gateway.screens import names, portal
from services.gateway.screens.forms import form_of
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.tickets import carry_out
from services.gateway.screens.visits import Visit

screens = Screens("approvals")

ACTS: dict[str, tuple[type, str]] = {
    "approve": (GiveApproval, "Thank you. It is approved, and will be done."),
    "decline": (DeclineApproval, "Thank you. It is declined, and will not be done."),
}
"""What may be said of it, and what is then said to whoever said it."""


@screens.on(
    "POST",
    f"/portal/<uuid:school_id>/tickets/<uuid:ticket_id>/<any({','.join(ACTS)}):act>",
    needs=Right.APPROVE_TICKETS,
)
def decide(visit: Visit, school_id: UUID, ticket_id: UUID, act: str) -> Page:
    """Approve or decline; where that is refused, the form is kept."""
    form = form_of(request, f"{act}-")
    command, said = ACTS[act]
    known: dict[str, Any] = {
        "approver_id": visit.asker.caller_id,
        "approver": visit.visitor.name,
    }
    try:
        if command is GiveApproval:
            known["approver_email"] = names.me(visit).email
        before = visit.asker.ask(GetTicket(school_id=school_id, ticket_id=ticket_id))
        carry_out(visit, before, command, form, **known)
    except Refusal as refusal:
        kept = {act: form.keep(refusal)}
        return portal.shown(visit, school_id, ticket_id, kept), refusal.status
    return back(f"/portal/{school_id}/tickets/{ticket_id}", said)
