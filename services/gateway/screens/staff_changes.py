"""How does who runs a school tell that somebody joins, moves or leaves?"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4, uuid5

from flask import render_template, request

from contracts.access import Right
from contracts.intake import Requester
from contracts.refusals import Invalid, Refusal
from contracts.staff_changes import StaffChange, StaffChangeKind
from services.gateway.screens import names
from services.gateway.screens.forms import Form, empty, form_of
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.portal import frame
from services.gateway.screens.visits import Visit
from services.gateway.staff_requests import request_of

screens = Screens("staff_changes")

_AT = "/portal/<uuid:school_id>/staff"
_FIELDS = ("kind", "person", "role", "on", "email", "accounts", "kit", "passes_to")
"""What is asked, in the order of the form; nothing else is read of it."""

KINDS = {
    StaffChangeKind.JOINER: "Somebody joins us",
    StaffChangeKind.MOVER: "Somebody changes roles",
    StaffChangeKind.LEAVER: "Somebody leaves us",
}


@screens.on("GET", _AT, needs=Right.READ_PEOPLE)
def staff_change(visit: Visit, school_id: UUID) -> Page:
    """The form for who joins, moves or leaves."""
    return _shown(visit, school_id, empty())


@screens.on("POST", _AT, needs=Right.READ_PEOPLE)
def tell(visit: Visit, school_id: UUID) -> Page:
    """Open the request with its list; sent twice, there is one."""
    form = form_of(request)
    asker = replace(visit.asker, key=form["key"] or None)
    command_id = asker.command_id(school_id, "staff change")
    ticket_id = uuid5(command_id, "ticket")
    try:
        change = form.only(*_FIELDS).read(StaffChange)
        me = names.me(visit)
        asks = Requester(name=me.name, email=me.email)
        asker.execute(request_of(school_id, ticket_id, change, asks), command_id)
    except Refusal as refusal:
        page = _shown(visit, school_id, form.keep(_of_the_form(refusal)))
        return page, refusal.status
    said = "Thank you. We have it, with the list of what is done for it."
    return back(f"/portal/{school_id}/tickets/{ticket_id}", said)


def _of_the_form(refusal: Refusal) -> Refusal:
    """The same, with what is wrong with the change at the fields of the form."""
    if not isinstance(refusal, Invalid):
        return refusal
    return Invalid(
        {name.removeprefix("change."): said for name, said in refusal.errors.items()}
    )


def _shown(visit: Visit, school_id: UUID, form: Form) -> str:
    return render_template(
        "portal/staff_change.html",
        **frame(visit, school_id),
        form=form,
        kinds=[(one.value, said) for one, said in KINDS.items()],
        key=form["key"] or uuid4(),
    )
