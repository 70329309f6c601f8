"""Who looks after what at a school, by service, and who is first?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import render_template, request

from contracts.access import Right
from contracts.categories import CategoriesView, GetCategories
from contracts.refusals import Conflict, Invalid, Refusal
from contracts.teams import DeliveredBy, DeliveryView, GetDelivery, SetDelivery, Way
from contracts.values import PROVIDER
from services.gateway.screens import names, settings
from services.gateway.screens.calendar_forms import version_of
from services.gateway.screens.forms import Form, form_of
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.visits import Visit

screens = Screens("delivery")

_AT = "/console/schools/<uuid:school_id>/delivery"
_REST = "rest"
"""The row for every service that has none of its own: no service is called so."""

WORDS = {
    DeliveredBy.MANAGED: "The MSP",
    DeliveredBy.CO_MANAGED: "Both",
    DeliveredBy.SCHOOL: "The school",
}


@screens.on("GET", _AT, needs=GetDelivery)
def delivery(visit: Visit, school_id: UUID) -> Page:
    """Who looks after what, as a form for whoever may change it."""
    frame = settings.frame(visit, school_id, "delivery")
    known = _known(visit, school_id)
    return _shown(visit, frame, known, Form(_filled(known)))


@screens.on("POST", _AT, needs=SetDelivery)
def set_delivery(visit: Visit, school_id: UUID) -> Page:
    """Set it, unless somebody else did since the page was looked at."""
    frame, form = settings.frame(visit, school_id, "delivery"), form_of(request)
    known = _known(visit, school_id)
    ways = tuple(_typed(visit, school_id, known, form))
    try:
        command = SetDelivery(
            school_id=school_id, ways=ways, version=version_of(form["version"])
        )
        visit.asker.execute(command, visit.asker.command_id())
    except Refusal as refusal:
        if isinstance(refusal, Conflict):
            # Who is told of what changed meanwhile has seen it: sent again, it counts.
            said = {**form.values, "version": str(refusal.version)}
            form = replace(form, values=said)
        told = _at_its_row(refusal, ways)
        known = _known(visit, school_id)
        return _shown(visit, frame, known, form.keep(told)), refusal.status
    return back(frame["at"], "It is set, for tickets that are opened from now on.")


def _known(visit: Visit, school_id: UUID) -> DeliveryView:
    found: DeliveryView = visit.asker.ask(GetDelivery(school_id=school_id))
    return found


def _filled(known: DeliveryView) -> dict[str, str]:
    values = {"version": str(known.delivery_version), f"{_REST}.by": "managed"}
    for one in known.ways:
        row = one.service or _REST
        values[f"{row}.by"] = one.by.value
        values[f"{row}.team"] = str(one.team_id) if one.team_id else ""
    return values


def _typed(
    visit: Visit, school_id: UUID, known: DeliveryView, form: Form
) -> Iterator[Way]:
    """The rows that say something; the others go by the row for all the rest."""
    by = {one.value: one for one in DeliveredBy}
    queues = {str(one.team_id): one.team_id for one in _teams(school_id)}
    for row, _ in _rows(visit, known):
        said = by.get(form[f"{row}.by"])
        if said is not None:
            service = "" if row == _REST else row
            team_id = queues.get(form[f"{row}.team"])
            yield Way(service=service, by=said, team_id=team_id)


def _at_its_row(refusal: Refusal, ways: tuple[Way, ...]) -> Refusal:
    """What is wrong, at the field that has it."""
    if not isinstance(refusal, Invalid):
        return refusal
    errors = {}
    for where, told in refusal.errors.items():
        _, index, _ = (*where.split("."), "", "")[:3]
        way = ways[int(index)] if index.isdecimal() and int(index) < len(ways) else None
        errors[f"{way.service or _REST}.team" if way else where] = told
    return Invalid(errors)


def _rows(visit: Visit, known: DeliveryView) -> list[tuple[str, str]]:
    """A row for each service, those of before that the school has no more included."""
    asked = GetCategories(school_id=known.school_id)
    view: CategoriesView = visit.asker.ask(asked)
    titles = {one.name: one.title for one in view.services}
    for one in known.ways:
        if one.service:
            titles.setdefault(one.service, one.service)
    return [(_REST, "All the rest"), *titles.items()]


def _teams(school_id: UUID) -> Any:
    return (*names.teams(PROVIDER), *names.teams(school_id))


def _shown(visit: Visit, frame: dict[str, Any], known: DeliveryView, form: Form) -> str:
    school_id = known.school_id
    rows = _rows(visit, known)
    ours = [(str(one.team_id), one.name) for one in names.teams(PROVIDER)]
    theirs = [(str(one.team_id), one.name) for one in names.teams(school_id)]
    ways = {one.service or _REST: one for one in known.ways}
    return render_template(
        "settings/delivery.html",
        **frame,
        form=form,
        known=known,
        rows=rows,
        ways=ways,
        words=WORDS,
        team=lambda way: names.team(way.team_id, school_id),
        ours=ours,
        theirs=theirs,
        may=visit.may(Right.MANAGE_SCHOOLS, school_id),
        labels={f"{row}.team": title for row, title in rows},
        kept=[f"{dict(rows)[row]}: {WORDS[one.by]}" for row, one in ways.items()],
    )
