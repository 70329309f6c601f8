"""How does a school say how long it keeps what, and read and approve what is due?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4, uuid5

from flask import render_template, request

from contracts.intake import FindTickets, TicketsView
from contracts.reference import parse
from contracts.refusals import Conflict, Invalid, Refusal
from contracts.retention import (
    ApproveErasure,
    DueListView,
    GetDueList,
    GetRetention,
    HoldOn,
    KeepingTime,
    LiftLegalHold,
    ListDue,
    PlaceLegalHold,
    RecordClass,
    RetentionView,
    SetKeepingTimes,
    may_approve,
)
from services.gateway.asking import Asker
from services.gateway.screens import names
from services.gateway.screens.forms import Form, empty, form_of
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.homes import dressed
from services.gateway.screens.retention_words import (
    BECAUSE,
    CLASSES,
    HOLDS,
    STATES,
    in_years,
)
from services.gateway.screens.visits import Visit

screens = Screens("retention")

_AT = "/retention/<uuid:school_id>"
_HOLD = f"{_AT}/holds/<uuid:hold_id>"
_LIST = f"{_AT}/lists/<uuid:list_id>"


@screens.on("GET", _AT, needs=GetRetention)
def of_school(visit: Visit, school_id: UUID) -> Page:
    """How long what is kept, what is held, and what is due."""
    return _shown(visit, school_id, {})


@screens.on("POST", f"{_AT}/times", needs=SetKeepingTimes)
def set_times(visit: Visit, school_id: UUID) -> Page:
    """Say how long; a class whose time is left blank is kept as usual."""
    form = form_of(request, "times-")
    try:
        which = {"school_id": school_id, "times": tuple(_times(form))}
        visit.asker.execute(form.read(SetKeepingTimes, **which), uuid4())
    except Refusal as refusal:
        if isinstance(refusal, Conflict):
            version = str(refusal.version)
            form = replace(form, values={**form.values, "version": version})
        return _shown(visit, school_id, {"times": form.keep(refusal)}), refusal.status
    return back(f"/retention/{school_id}", "Your school keeps them so long from now.")


@screens.on("POST", f"{_AT}/holds", needs=PlaceLegalHold)
def place_hold(visit: Visit, school_id: UUID) -> Page:
    """Have something kept, whatever its time."""
    form = form_of(request, "hold-")
    asker = replace(visit.asker, key=form["key"] or None)
    command_id = asker.command_id(school_id, "hold")
    which: dict[str, Any] = {"school_id": school_id}
    which |= {"hold_id": uuid5(command_id, "hold")}
    try:
        which |= {"ticket_id": _ticket_of(asker, school_id, form["ticket"])}
        asker.execute(form.read(PlaceLegalHold, **which), command_id)
    except Refusal as refusal:
        return _shown(visit, school_id, {"hold": form.keep(refusal)}), refusal.status
    return back(f"/retention/{school_id}", "It is held: nothing of it is erased.")


@screens.on("POST", f"{_HOLD}/lift", needs=LiftLegalHold)
def lift_hold(visit: Visit, school_id: UUID, hold_id: UUID) -> Page:
    """Let it be erased when it is due."""
    form = form_of(request, f"{hold_id}-")
    try:
        command = form.read(LiftLegalHold, school_id=school_id, hold_id=hold_id)
        visit.asker.execute(command, uuid4())
    except Refusal as refusal:
        kept = {str(hold_id): form.keep(refusal)}
        return _shown(visit, school_id, kept), refusal.status
    return back(f"/retention/{school_id}", "It is held no longer.")


@screens.on("POST", f"{_AT}/lists", needs=ListDue)
def list_due(visit: Visit, school_id: UUID) -> Page:
    """Draw up what is due of a class, and go on to read it."""
    form = form_of(request, "list-")
    asker = replace(visit.asker, key=form["key"] or None)
    command_id = asker.command_id(school_id, form["record_class"])
    which = {"school_id": school_id, "list_id": uuid5(command_id, "list")}
    try:
        asker.execute(form.read(ListDue, **which), command_id)
    except Refusal as refusal:
        return _shown(visit, school_id, {"list": form.keep(refusal)}), refusal.status
    return back(f"/retention/{school_id}/lists/{which['list_id']}")


@screens.on("GET", _LIST, needs=GetDueList)
def due_list(visit: Visit, school_id: UUID, list_id: UUID) -> Page:
    """Each record of a list, so that who approves it knows what it is."""
    return _listed(visit, school_id, list_id, empty("approve-"))


@screens.on("POST", f"{_LIST}/approve", needs=ApproveErasure)
def approve(visit: Visit, school_id: UUID, list_id: UUID) -> Page:
    """Have what was shown erased for good."""
    form = form_of(request, "approve-")
    try:
        if form["sure"] != "yes":
            raise Invalid({"sure": ["Tick this: it can't be undone."]})
        which = {"school_id": school_id, "list_id": list_id}
        visit.asker.execute(form.read(ApproveErasure, **which), uuid4())
    except Refusal as refusal:
        kept = form.keep(refusal)
        return _listed(visit, school_id, list_id, kept), refusal.status
    return back(f"/retention/{school_id}/lists/{list_id}", "It is being erased.")


def _ticket_of(asker: Asker, school_id: UUID, named: str) -> UUID | None:
    """The ticket with a reference; Invalid where the school has none."""
    if not named.strip():
        return None
    wanted = parse(named.strip())
    if wanted is not None:
        written = f"{wanted.code}-{wanted.number}"
        question = FindTickets(school_id=school_id, search=written)
        found: TicketsView = asker.ask(question)
        for one in found.tickets:
            if one.reference == written:
                return one.ticket_id
    raise Invalid({"ticket": ["The school has no such ticket."]})


def _times(form: Form) -> Iterator[KeepingTime]:
    """What is typed for each class; Invalid for what the contract does not take."""
    for one in RecordClass:
        named = {name: f"{name}_{one.value}" for name in ("months", "reason")}
        typed = {name: form[said].strip() for name, said in named.items()}
        if typed["months"]:
            try:
                yield Form(typed).read(KeepingTime, record_class=one)
            except Invalid as wrong:
                errors = {named[name]: said for name, said in wrong.errors.items()}
                raise Invalid(errors) from wrong


def _shown(visit: Visit, school_id: UUID, kept: dict[str, Form]) -> str:
    view: RetentionView = visit.asker.ask(GetRetention(school_id=school_id))
    own: dict[str, str] = {}
    for one in view.classes:
        if one.own:
            own[f"months_{one.record_class.value}"] = str(one.months)
            own[f"reason_{one.record_class.value}"] = one.reason
    forms = {
        "times": empty("times-", version=str(view.version), **own),
        "hold": empty("hold-"),
        "list": empty("list-"),
        **{str(one.hold_id): empty(f"{one.hold_id}-") for one in view.shown_holds},
    }
    return render_template(
        "retention/retention.html",
        view=view,
        forms=forms | kept,
        key=uuid4(),
        kept=[
            f"{CLASSES[one.record_class]}: {in_years(one.months)}"
            for one in view.classes
            if one.own
        ],
        approves={one for one in RecordClass if may_approve(visit.asker.caller, one)},
        hold_choices=[(one.value, said) for one, said in HOLDS.items()],
        class_choices=[("", "–"), *((k.value, said) for k, said in CLASSES.items())],
        **_words(visit, school_id),
    )


def _listed(visit: Visit, school_id: UUID, list_id: UUID, form: Form) -> str:
    question = GetDueList(school_id=school_id, list_id=list_id)
    view: DueListView = visit.asker.ask(question)
    return render_template(
        "retention/list.html", view=view, form=form, **_words(visit, school_id)
    )


def _words(visit: Visit, school_id: UUID) -> dict[str, Any]:
    """What both pages say things in."""
    ours = visit.visitor.school_id is None
    return {
        **dressed(visit, school_id),
        "home": f"/console/schools/{school_id}" if ours else f"/portal/{school_id}",
        "classes": CLASSES,
        "states": STATES,
        "because": BECAUSE,
        "holds": HOLDS,
        "of_ticket": HoldOn.TICKET,
        "in_years": in_years,
        "who": lambda actor: names.who(actor, school_id),
    }
