"""What goes wrong again and again, on a page, and how does a problem begin with it?"""

from __future__ import annotations

from urllib.parse import urlencode

from flask import render_template, request

from contracts.access import Right
from contracts.recurring import FindRecurring, Recurring, RecurringView
from contracts.refusals import Invalid
from contracts.values import TicketType
from services.gateway.screens import names
from services.gateway.screens.forms import Form
from services.gateway.screens.frame import Page, Screens
from services.gateway.screens.visits import Visit

screens = Screens("recurring")

_FIELDS = {"days": "30", "times": "3"}


@screens.on("GET", "/console/recurring", needs=Right.WORK_TICKETS)
def recurring(visit: Visit) -> Page:
    """What has so many incidents within so many days, of all schools."""
    typed = {name: request.args.get(name, begins) for name, begins in _FIELDS.items()}
    form = Form(typed)
    try:
        question = form.read(FindRecurring, school_id=None)
    except Invalid as wrong:
        form.keep(wrong)
        return render_template("console/recurring.html", form=form, found=()), 422
    view: RecurringView = visit.asker.ask(question)
    return render_template(
        "console/recurring.html",
        form=form,
        found=view.recurring,
        school=names.school,
        new_problem=_new_problem,
    )


def _new_problem(one: Recurring) -> str:
    """Where a problem is opened about it, with what is known filled in."""
    said = {
        "school": str(one.school_id),
        "type": TicketType.PROBLEM.value,
        "subject": f"{one.title}: {one.times} incidents",
        one.by.value: one.name,
    }
    return f"/console/tickets/new?{urlencode(said)}"
