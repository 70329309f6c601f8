"""What does a school's own technician work on, and what do they do with it?"""

from __future__ import annotations

from uuid import UUID

from flask import render_template, request

from contracts.access import Right
from contracts.intake import FindTickets, GetTicket, Queue, TicketsView
from contracts.refusals import Refusal
from contracts.teams import SchoolAct, WorkForSchool
from services.gateway.screens import names, portal
from services.gateway.screens.forms import form_of
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.minding import mind
from services.gateway.screens.tickets import carry_out
from services.gateway.screens.visits import Visit

screens = Screens("own_queue")

_SAID = {
    SchoolAct.TAKE: "You work on it from now on.",
    SchoolAct.REPLY: "Your reply is sent.",
    SchoolAct.RESOLVE: "It is done.",
    SchoolAct.HAND_BACK: "It is with the MSP from now on, with what is known.",
}
_ACTS = ",".join(one.value for one in SchoolAct)


@screens.on("GET", "/portal/<uuid:school_id>/own-queue", needs=Right.WORK_SCHOOL_QUEUE)
def own_queue(visit: Visit, school_id: UUID) -> Page:
    """What is with the school's own team, by what was asked first."""
    question = FindTickets(
        school_id=school_id,
        queue=Queue.WITH_SCHOOL,
        cursor=request.args.get("cursor", "")[:400],
        limit=portal.PAGE,
    )
    found: TicketsView = visit.asker.ask(question)
    following = f"/portal/{school_id}/own-queue?cursor={found.cursor}"
    return render_template(
        "portal/own_queue.html",
        **portal.frame(visit, school_id),
        rows=[(one, _with_whom(visit, one.assignee)) for one in found.tickets],
        next=following if found.cursor else None,
    )


@screens.on(
    "POST",
    f"/portal/<uuid:school_id>/tickets/<uuid:ticket_id>/own-work/<any({_ACTS}):act>",
    needs=WorkForSchool,
)
def own_work(visit: Visit, school_id: UUID, ticket_id: UUID, act: str) -> Page:
    """Do it; where that is refused, the form is kept."""
    form, doing = form_of(request, f"own_{act}-"), SchoolAct(act)
    try:
        before = visit.asker.ask(GetTicket(school_id=school_id, ticket_id=ticket_id))
        minded = mind(form, "said", "next")
        carry_out(visit, before, WorkForSchool, form, act=doing, **minded)
    except Refusal as refusal:
        kept = {f"own_{act}": form.keep(refusal)}
        return portal.shown(visit, school_id, ticket_id, kept), refusal.status
    return back(f"/portal/{school_id}/tickets/{ticket_id}", _SAID[doing])


def _with_whom(visit: Visit, assignee: str | None) -> str:
    return names.who(assignee, visit.home) if assignee else "Nobody yet"
