"""How is the change of a ticket planned, approved, made and reviewed, on pages?"""

from __future__ import annotations

from typing import Any, NamedTuple
from uuid import UUID

from flask import render_template, request

from contracts.access import Right
from contracts.categories import CategoriesView, GetCategories
from contracts.change_calendar import Change, ChangeView, GetChange
from contracts.changes import (
    AllowChange,
    BeginChange,
    ChangeKind,
    EndChange,
    PlanChange,
    ReviewChange,
    WithdrawChange,
)
from contracts.intake import GetTicket, TicketView
from contracts.refusals import Refusal
from contracts.standard_changes import GetStandardChanges, StandardChangesView
from contracts.values import Level
from services.gateway.screens import names, portal
from services.gateway.screens.change_words import words
from services.gateway.screens.forms import Form, empty, form_of
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.minding import mind_lasting
from services.gateway.screens.moments import as_typed
from services.gateway.screens.site_visit_forms import times_of, who_of
from services.gateway.screens.visits import Visit

screens = Screens("changes")

_AT = "/console/tickets/<uuid:ticket_id>/change"
_OF_SCHOOL = "/portal/<uuid:school_id>/tickets/<uuid:ticket_id>/change"
_STEPS = ("plan", "back_out", "test")
_WRITTEN = ("reason", "risk_reason", *_STEPS, "said")
"""The fields in which somebody writes."""


class Act(NamedTuple):
    """Something that becomes of a change, and what is then said."""

    command: type
    said: str


ACTS = {
    "plan": Act(PlanChange, "The change is planned."),
    "begin": Act(BeginChange, "The change is being made."),
    "end": Act(EndChange, "It is recorded what came of it."),
    "withdraw": Act(WithdrawChange, "The change is withdrawn."),
    "review": Act(ReviewChange, "The review is kept."),
}


@screens.on("GET", _AT, needs=Right.READ_NOTES)
def change(visit: Visit, ticket_id: UUID) -> Page:
    """The change as it stands, and what may become of it."""
    return _shown(visit, ticket_id, {})


@screens.on("POST", f"{_AT}/<any({','.join(ACTS)}):act>", needs=PlanChange)
def act(visit: Visit, ticket_id: UUID, act: str) -> Page:
    """Have it become so; where that is refused, the form is kept."""
    form, kind = form_of(request, f"{act}-"), ACTS[act].command
    view = _change(visit, ticket_id)
    known: dict[str, Any] = {"school_id": view.school_id, "ticket_id": ticket_id}
    try:
        mind_lasting(form, *_WRITTEN)
        if kind is PlanChange:
            form = _with_steps(visit, view.school_id, form)
            known |= times_of(form) | {"who": who_of(), "services": _services()}
        elif kind is EndChange:
            known["done"] = form["done"] == "true"
        command: Any = form.read(kind, **known)
        ticket = _ticket(visit, view)
        visit.asker.execute(command, visit.asker.command_id(), ticket.correlation_id)
    except Refusal as refusal:
        return _shown(visit, ticket_id, {act: form.keep(refusal)}), refusal.status
    return back(f"/console/tickets/{ticket_id}/change", ACTS[act].said)


@screens.on("GET", _OF_SCHOOL, needs=GetChange)
def of_school(visit: Visit, school_id: UUID, ticket_id: UUID) -> Page:
    """The change as the school reads it."""
    return _for_school(visit, school_id, ticket_id, empty())


@screens.on("POST", f"{_OF_SCHOOL}/allow", needs=AllowChange)
def allow(visit: Visit, school_id: UUID, ticket_id: UUID) -> Page:
    """Allow it on days on which nothing is changed."""
    form = form_of(request)
    try:
        mind_lasting(form, *_WRITTEN)
        command = form.read(
            AllowChange,
            school_id=school_id,
            ticket_id=ticket_id,
            allower_id=visit.asker.caller_id,
            allower=visit.visitor.name,
        )
        visit.asker.execute(command, visit.asker.command_id())
    except Refusal as refusal:
        page = _for_school(visit, school_id, ticket_id, form.keep(refusal))
        return page, refusal.status
    at = f"/portal/{school_id}/tickets/{ticket_id}/change"
    return back(at, "Thank you. It is allowed on these days.")


def _change(visit: Visit, ticket_id: UUID, school_id: UUID | None = None) -> ChangeView:
    view: ChangeView = visit.asker.ask(
        GetChange(ticket_id=ticket_id, school_id=school_id)
    )
    return view


def _ticket(visit: Visit, view: ChangeView) -> TicketView:
    ticket: TicketView = visit.asker.ask(
        GetTicket(school_id=view.school_id, ticket_id=view.ticket_id)
    )
    return ticket


def _standard(visit: Visit, school_id: UUID) -> StandardChangesView:
    view: StandardChangesView = visit.asker.ask(GetStandardChanges(school_id=school_id))
    return view


def _services() -> tuple[str, ...]:
    return tuple(one[:60] for one in request.form.getlist("services")[:20])


def _with_steps(visit: Visit, school_id: UUID, form: Form) -> Form:
    """A standard change has the steps that the school approved, left empty or not."""
    if form["kind"] != ChangeKind.STANDARD.value:
        return form
    known = {one.name: one for one in _standard(visit, school_id).changes}
    chosen = known.get(form["standard"])
    if chosen is None:
        return form
    steps = {name: str(getattr(chosen, name)) for name in _STEPS}
    typed = {name: form[name].strip() or said for name, said in steps.items()}
    return Form({**form.values, **typed}, prefix=form.prefix)


def _for_school(visit: Visit, school_id: UUID, ticket_id: UUID, form: Form) -> str:
    view = _change(visit, ticket_id, school_id)
    return render_template(
        "portal/change.html",
        **portal.frame(visit, school_id),
        ticket=_ticket(visit, view),
        view=view,
        form=form,
        who=lambda actor: names.who(actor, school_id),
        service=_titles(visit, school_id).get,
        **words(),
    )


def _shown(visit: Visit, ticket_id: UUID, kept: dict[str, Form]) -> str:
    view = _change(visit, ticket_id)
    school_id, standard = view.school_id, _standard(visit, view.school_id)
    planned = view.change
    titles = _titles(visit, school_id)
    approved = [one for one in standard.changes if one.name in standard.approved]
    return render_template(
        "console/change.html",
        ticket=_ticket(visit, view),
        view=view,
        school=names.school(school_id),
        forms=_forms(view) | kept,
        open=next(iter(kept), None),
        conflict=next((one.conflict for one in kept.values() if one.conflict), None),
        colleagues=names.colleagues(),
        ticked=request.form.getlist("who") or _of(planned, "who") or [visit.actor],
        touched=request.form.getlist("services") or _of(planned, "services"),
        services=titles.items(),
        service=titles.get,
        standard=[("", "None"), *((one.name, one.title) for one in approved)],
        who=lambda actor: names.who(actor, school_id),
        **words(),
    )


def _titles(visit: Visit, school_id: UUID) -> dict[str, str]:
    """What the services of the school are called."""
    view: CategoriesView = visit.asker.ask(GetCategories(school_id=school_id))
    return {one.name: one.title for one in view.services}


def _of(planned: Change | None, name: str) -> list[str]:
    return [] if planned is None else [*getattr(planned, name)]


def _forms(view: ChangeView) -> dict[str, Form]:
    """Each form as it begins: that of the plan with what is planned."""
    begun: dict[str, dict[str, str]] = {name: {} for name in ACTS}
    begun["plan"] = {"kind": ChangeKind.NORMAL.value, "risk": Level.MEDIUM.value}
    if view.change is not None:
        one = view.change
        begun["plan"] = {
            "kind": one.kind.value,
            "standard": one.standard,
            "risk": one.risk.value,
            "starts_at": as_typed(one.starts_at),
            "ends_at": as_typed(one.ends_at),
            **{name: str(getattr(one, name)) for name in _STEPS},
            "reason": one.reason,
            "risk_reason": one.risk_reason,
        }
    begun["end"] = {"done": "true"}
    return {
        name: empty(f"{name}-", version=str(view.version), **said)
        for name, said in begun.items()
    }
