"""How do people of a school begin and stop watching a request in the portal?"""

from __future__ import annotations

from uuid import UUID

from flask import request

from contracts.intake import GetTicket
from contracts.refusals import Refusal
from contracts.watching import UnwatchTicket, WatchTicket
from services.gateway.screens import portal, watchers
from services.gateway.screens.forms import form_of
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.tickets import carry_out
from services.gateway.screens.visits import Visit

screens = Screens("watching")

_AT = "/portal/<uuid:school_id>/tickets/<uuid:ticket_id>"


@screens.on("POST", f"{_AT}/watch", needs=WatchTicket)
def watch(visit: Visit, school_id: UUID, ticket_id: UUID) -> Page:
    """Be told of what the desk says on it, or have a colleague told."""
    form = form_of(request, "watch-")
    question = GetTicket(school_id=school_id, ticket_id=ticket_id)
    try:
        before = visit.asker.ask(question)
        whom = watchers.who(visit, form, before)
        carry_out(visit, before, WatchTicket, form, **whom)
    except Refusal as refusal:
        kept = {"watch": form.keep(refusal)}
        return portal.shown(visit, school_id, ticket_id, kept), refusal.status
    said = "They are told by mail of what we say on it, and when it is done."
    return back(f"/portal/{school_id}/tickets/{ticket_id}", said)


@screens.on("POST", f"{_AT}/unwatch", needs=UnwatchTicket)
def unwatch(visit: Visit, school_id: UUID, ticket_id: UUID) -> Page:
    """Be told no longer."""
    question = GetTicket(school_id=school_id, ticket_id=ticket_id)
    before = visit.asker.ask(question)
    form, me = form_of(request), visit.visitor.person_id
    carry_out(visit, before, UnwatchTicket, form, person_id=me)
    return back(f"/portal/{school_id}/tickets/{ticket_id}", "You watch it no longer.")
