"""How are standard changes proposed to a school, and approved by it, on a page?"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import render_template, request

from contracts.access import Right
from contracts.refusals import Invalid, Refusal
from contracts.standard_changes import (
    ApproveStandardChanges,
    GetStandardChanges,
    SetStandardChanges,
    StandardChange,
    StandardChangesView,
)
from services.gateway.screens import settings
from services.gateway.screens.calendar_forms import version_of
from services.gateway.screens.forms import Form, empty, form_of
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.minding import mind_lasting
from services.gateway.screens.visits import Visit

screens = Screens("standard_changes")

_AT = "/console/schools/<uuid:school_id>/standard-changes"
_FIELDS = ("title", "plan", "back_out", "test")
_PLACE = re.compile(r"changes\.\d+\.")
NEW = "new"


@screens.on("GET", _AT, needs=GetStandardChanges)
def standard(visit: Visit, school_id: UUID) -> Page:
    """The list, with a form for whoever may propose, and one for who may approve."""
    return _shown(visit, school_id, {})


@screens.on("POST", _AT, needs=SetStandardChanges)
def propose(visit: Visit, school_id: UUID) -> Page:
    """Put one on the list, or in place of itself; or take it off."""
    known, name = _known(visit, school_id), request.form.get("name", "")[:60]
    form = form_of(request, f"{name or NEW}-")
    kept = [one for one in known.changes if one.name != name]
    try:
        if "remove" not in form.values:
            mind_lasting(form, *_FIELDS)
            kept = _with(known, name, form)
        command = SetStandardChanges(
            school_id=school_id,
            changes=tuple(kept),
            version=version_of(form["version"]),
        )
        visit.asker.execute(command, visit.asker.command_id())
    except Refusal as refusal:
        page = _shown(visit, school_id, {name or NEW: form.keep(_at_it(refusal))})
        return page, refusal.status
    return back(settings.address(school_id, "standard-changes"), "The list is kept.")


@screens.on("POST", f"{_AT}/approve", needs=ApproveStandardChanges)
def approve(visit: Visit, school_id: UUID) -> Page:
    """Approve of those that are ticked, and of no others."""
    form = form_of(request, "approve-")
    try:
        command = ApproveStandardChanges(
            school_id=school_id,
            version=version_of(form["version"]) or 1,
            names=tuple(one[:60] for one in request.form.getlist("names")[:60]),
            approver_id=visit.asker.caller_id,
            approver=visit.visitor.name,
        )
        visit.asker.execute(command, visit.asker.command_id())
    except Refusal as refusal:
        page = _shown(visit, school_id, {"approve": form.keep(refusal)})
        return page, refusal.status
    said = "Thank you. What is ticked is approved."
    return back(settings.address(school_id, "standard-changes"), said)


def _known(visit: Visit, school_id: UUID) -> StandardChangesView:
    view: StandardChangesView = visit.asker.ask(GetStandardChanges(school_id=school_id))
    return view


def _with(known: StandardChangesView, name: str, form: Form) -> list[StandardChange]:
    """The list with what was typed: at its place, or at the end."""
    called = name or _named(form["title"], {one.name for one in known.changes})
    typed = Form({part: form[part] for part in _FIELDS}).read(
        StandardChange, name=called
    )
    if not name:
        return [*known.changes, typed]
    return [typed if one.name == name else one for one in known.changes]


def _named(title: str, taken: set[str]) -> str:
    """A name of its own for a new one, by what it is called."""
    name = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:50] or "change"
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    return found


def _at_it(refusal: Refusal) -> Refusal:
    """What is wrong, at the field of the one form that was sent."""
    if not isinstance(refusal, Invalid):
        return refusal
    return Invalid({_PLACE.sub("", name): s for name, s in refusal.errors.items()})


def _shown(visit: Visit, school_id: UUID, kept: dict[str, Form]) -> str:
    known = _known(visit, school_id)
    forms: dict[str, Any] = {
        one.name: empty(
            f"{one.name}-", **{part: getattr(one, part) for part in _FIELDS}
        )
        for one in known.changes
    }
    forms |= {NEW: empty(f"{NEW}-"), "approve": empty("approve-")}
    return render_template(
        "settings/standard_changes.html",
        **settings.frame(visit, school_id, "standard-changes"),
        known=known,
        forms=forms | {name: replace(form) for name, form in kept.items()},
        open=next(iter(kept), None),
        may=visit.may(Right.MANAGE_SCHOOLS, school_id),
        approves=visit.may(Right.APPROVE_TICKETS, school_id),
    )
