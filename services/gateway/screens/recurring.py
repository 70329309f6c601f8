"""What goes wrong again and again, on a page, and how does a problem begin with it?"""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode
from uuid import uuid4, uuid5

from flask import render_template, request

from contracts.access import Right
from contracts.problems import OpenProblem
from contracts.recurring import FindRecurring, Recurring, RecurringView
from contracts.refusals import Invalid, Refusal
from contracts.values import TicketType
from services.gateway.screens import names
from services.gateway.screens.forms import Form, form_of
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.visits import Visit

screens = Screens("recurring")

_FIELDS = {"days": "30", "times": "3"}


@screens.on("GET", "/console/recurring", needs=Right.WORK_TICKETS)
def recurring(visit: Visit) -> Page:
    """What has so many incidents within so many days, of all schools."""
    typed = {name: request.args.get(name, begins) for name, begins in _FIELDS.items()}
    return _shown(visit, Form(typed))


@screens.on("POST", "/console/recurring/problem", needs=OpenProblem)
def open_problem(visit: Visit) -> Page:
    """Open a problem of what recurs, with its incidents; sent twice, there is one."""
    form = form_of(request)
    asker = replace(visit.asker, key=form["key"] or None)
    wanted = form.only("school_id", "by", "name", "days", "subject")
    command_id = asker.command_id("problem", *wanted.values.values())
    ticket_id = uuid5(command_id, "ticket")
    me = names.me(visit)
    asks = {"requester_name": me.name, "requester_email": me.email}
    try:
        command = wanted.read(OpenProblem, ticket_id=ticket_id, **asks)
        asker.execute(command, command_id)
    except Refusal as refusal:
        shown = Form({name: form[name] or begins for name, begins in _FIELDS.items()})
        return _shown(visit, shown, refusal), refusal.status
    said = "The problem is open, and its incidents are linked to it."
    return back(f"/console/tickets/{ticket_id}/incident", said)


def _shown(visit: Visit, form: Form, refused: Refusal | None = None) -> Page:
    try:
        question = form.read(FindRecurring, school_id=None)
    except Invalid as wrong:
        form.keep(wrong)
        return render_template("console/recurring.html", form=form, found=()), 422
    view: RecurringView = visit.asker.ask(question)
    return render_template(
        "console/recurring.html",
        form=form if refused is None else form.keep(refused),
        subject=_subject,
        key=uuid4(),
        found=view.recurring,
        school=names.school,
        new_problem=_new_problem,
    )


def _subject(one: Recurring) -> str:
    return f"{one.title}: {one.times} incidents"


def _new_problem(one: Recurring) -> str:
    """Where a problem is opened about it, with what is known filled in."""
    said = {
        "school": str(one.school_id),
        "type": TicketType.PROBLEM.value,
        "subject": _subject(one),
        one.by.value: one.name,
    }
    return f"/console/tickets/new?{urlencode(said)}"
