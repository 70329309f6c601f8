"""How does the desk write down what somebody says on the telephone?"""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4, uuid5

from flask import render_template, request

from contracts.access import Right
from contracts.codec import load
from contracts.directory import FindSchools, SchoolsView
from contracts.intake import OpenTicket, Requester
from contracts.refusals import Invalid, Refusal
from contracts.values import Channel, Level
from services.gateway.screens.forms import Form, empty, form_of
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.visits import Visit
from services.gateway.screens.words import named

screens = Screens("new_ticket")

CHANNELS = (Channel.PHONE, Channel.WALK_IN, Channel.CALLBACK, Channel.EMAIL)
"""What the desk itself writes down; the other channels do so by themselves."""

_BEGINS = {
    "channel": Channel.PHONE.value,
    "impact": Level.LOW.value,
    "urgency": Level.MEDIUM.value,
}


@screens.on("GET", "/console/tickets/new", needs=Right.WORK_TICKETS)
def new_ticket(visit: Visit) -> Page:
    """An empty form, for somebody who calls."""
    return _shown(visit, empty(**_BEGINS))


@screens.on("POST", "/console/tickets/new", needs=Right.WORK_TICKETS)
def open_ticket(visit: Visit) -> Page:
    """Open the ticket; sent twice, there is one."""
    form = form_of(request)
    asker = replace(visit.asker, key=form["key"] or None)
    command_id = asker.command_id("phone call")
    ticket_id = uuid5(command_id, "ticket")
    try:
        asker.execute(_command(form, ticket_id=ticket_id), command_id)
    except Refusal as refusal:
        return _shown(visit, form.keep(refusal)), refusal.status
    return back(f"/console/tickets/{ticket_id}", "The ticket is open.")


def _command(form: Form, **known: object) -> OpenTicket:
    """The command of a form, with every field that is wrong named at once."""
    errors: dict[str, list[str]] = {}
    requester = Requester(name="-", email="---")
    try:
        requester = load(Requester, {"name": form["name"], "email": form["email"]})
    except Invalid as wrong:
        errors |= wrong.errors
    try:
        command = form.read(OpenTicket, requester=requester, **known)
    except Invalid as wrong:
        raise Invalid(errors | wrong.errors) from None
    if errors:
        raise Invalid(errors)
    return command


def _shown(visit: Visit, form: Form) -> str:
    found: SchoolsView = visit.asker.ask(FindSchools(limit=200))
    return render_template(
        "console/new_ticket.html",
        form=form,
        schools=[(str(one.school_id), one.name) for one in found.schools],
        channels=[(one.value, named(one)) for one in CHANNELS],
        levels=[(one.value, named(one)) for one in Level],
        key=form["key"] or uuid4(),
    )
