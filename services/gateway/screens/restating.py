"""How are tickets judged once more on a page: looked at first, and then done?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from flask import render_template, request

from contracts.refusals import Invalid, NotFound, Refusal
from contracts.sla_restating import (
    PreviewRestating,
    RestateTickets,
    RestatingPreviewView,
)
from contracts.sla_signing import AgreementsView, FindAgreements
from contracts.sla_what_if import Tried
from services.gateway.restating import restate_all
from services.gateway.screens import names
from services.gateway.screens.forms import Form, empty, form_of
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.promise_words import how_far
from services.gateway.screens.trial_forms import day_of
from services.gateway.screens.visits import Visit
from services.gateway.screens.words import day

screens = Screens("restating")

SHOWN = 200
"""Targets that are listed of what would change."""

LABELS = {
    "from_on": "First day",
    "until_on": "Last day",
    "agreement_version": "Judged by",
    "reason": "Reason",
}
_AT = "/console/schools/<uuid:school_id>/restate"


class Preview(NamedTuple):
    """What would be restated, as far as it is listed."""

    tickets: int
    looked_at: int
    targets: int
    changed: list[Tried]


@screens.on("GET", _AT, needs=RestateTickets)
def restating(visit: Visit, school_id: UUID) -> Page:
    """A form: which tickets, by which version, and why."""
    return _shown(visit, school_id, empty())


@screens.on("POST", _AT, needs=RestateTickets)
def restate(visit: Visit, school_id: UUID) -> Page:
    """Show what would change; or restate it, once that was seen."""
    form = form_of(request)
    try:
        command = _command(visit, school_id, form)
        if form["act"] != "restate":
            return _shown(visit, school_id, form, _preview(visit, command))
        asker = replace(visit.asker, key=form["key"] or None)
        done = restate_all(asker, command)
    except Refusal as refusal:
        return _shown(visit, school_id, form.keep(refusal)), refusal.status
    tickets = "ticket is" if done.restated == 1 else "tickets are"
    at = f"/console/schools/{school_id}/restate"
    return back(at, f"{done.restated} {tickets} restated, of {done.looked_at}.")


def _command(visit: Visit, school_id: UUID, form: Form) -> RestateTickets:
    """The command of a form, with every field that is wrong named at once."""
    known: dict[str, Any] = {
        "school_id": school_id,
        "restater_id": visit.asker.caller_id,
        "restater": visit.visitor.name,
        "after": None,
    }
    errors: dict[str, list[str]] = {}
    days = {}
    for name in ("from_on", "until_on"):
        try:
            days[name] = day_of(form.values, name)
        except Invalid as wrong:
            errors |= wrong.errors
            continue
        if days[name] is None:
            errors[name] = ["Fill this in."]
    if not form["reason"].strip():
        errors["reason"] = ["Fill this in."]
    if errors:
        raise Invalid(errors)
    return form.read(RestateTickets, **known, **days)


def _preview(visit: Visit, command: RestateTickets) -> Preview:
    tickets = looked_at = 0
    changed: list[Tried] = []
    for piece in _pieces(visit, command):
        tickets, looked_at = tickets + piece.tickets, looked_at + piece.looked_at
        changed += piece.changed
    changed.sort(key=lambda one: one.opened_at, reverse=True)
    return Preview(tickets, looked_at, len(changed), changed[:SHOWN])


def _pieces(visit: Visit, command: RestateTickets) -> Iterator[RestatingPreviewView]:
    """What is told of the tickets, some at a time, so that nobody else waits long."""
    question = PreviewRestating(
        school_id=command.school_id,
        from_on=command.from_on,
        until_on=command.until_on,
        agreement_version=command.agreement_version,
    )
    while True:
        piece: RestatingPreviewView = visit.asker.ask(question)
        yield piece
        if piece.next is None:
            return
        question = replace(question, after=piece.next)


def _versions(visit: Visit, school_id: UUID) -> list[tuple[str, str]]:
    """Those that a ticket may be judged by once more: every one but the first."""
    view: AgreementsView = visit.asker.ask(FindAgreements(school_id=school_id))
    if not view.versions:
        raise NotFound("Nothing is promised to this school yet.")
    known = sorted((one.agreement_version, one) for one in view.versions)
    return [
        (str(number), f"Version {number}, from {day(one.effective_from)}")
        for number, one in reversed(known[1:])
    ]


def _shown(
    visit: Visit, school_id: UUID, form: Form, preview: Preview | None = None
) -> str:
    return render_template(
        "figures/restating.html",
        at=f"/console/schools/{school_id}/restate",
        school=names.school(school_id),
        school_id=school_id,
        form=form,
        labels=LABELS,
        versions=_versions(visit, school_id),
        preview=preview,
        how_far=how_far,
        key=form["key"] or uuid4(),
    )
