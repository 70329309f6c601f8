"""Who is called, what waits for somebody, and who takes it, on a page?"""

from __future__ import annotations

from uuid import UUID, uuid4

from flask import render_template

from contracts.access import Right, person_actor
from contracts.escalation import (
    AcknowledgeEscalation,
    EscalationsView,
    FindEscalations,
)
from contracts.intake import GetTicket, TicketView
from contracts.refusals import NotFound
from contracts.rota import GetOnCall, GetRota, OnCallView, RotaView, Turn
from contracts.values import PROVIDER
from services.gateway.screens import names
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.visits import Visit

screens = Screens("on_call")


@screens.on("GET", "/console/on-call", needs=Right.WORK_TICKETS)
def on_call(visit: Visit) -> Page:
    """Who is called now and later, and what was escalated and is not over."""
    now = visit.clock()
    called: OnCallView = visit.asker.ask(GetOnCall())
    rota: RotaView = visit.asker.ask(GetRota())
    waiting: EscalationsView = visit.asker.ask(FindEscalations())
    return render_template(
        "console/on_call.html",
        called=called.turns,
        rota=rota,
        later=[turn for turn in rota.turns if turn.from_at > now],
        escalations=waiting.escalations,
        person=_person,
        who=lambda actor: names.who(actor, PROVIDER),
        school=names.school,
    )


@screens.on(
    "POST",
    "/console/tickets/<uuid:ticket_id>/acknowledge",
    needs=AcknowledgeEscalation,
)
def acknowledge(visit: Visit, ticket_id: UUID) -> Page:
    """Say that one knows of what was escalated of a ticket, and sees to it."""
    ticket: TicketView = visit.asker.ask(GetTicket(ticket_id=ticket_id))
    command = AcknowledgeEscalation(school_id=ticket.school_id, ticket_id=ticket_id)
    try:
        visit.asker.execute(command, uuid4(), ticket.correlation_id)
    except NotFound:
        return back("/console/on-call", "It is over already.")
    return back("/console/on-call", f"{ticket.reference} is yours to see to.")


def _person(turn: Turn) -> str:
    return names.who(person_actor(turn.person_id), PROVIDER)
