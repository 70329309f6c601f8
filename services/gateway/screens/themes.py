"""What went wrong in a school year and nearly did, and how is a near miss told?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4, uuid5

from flask import render_template, request

from contracts.access import Right
from contracts.incident_kinds import GetIncidentKinds, IncidentKindsView, TellNearMiss
from contracts.refusals import Invalid, Refusal
from contracts.themes import GetThemes, KindCounted, ThemesView
from services.gateway.school_years import SchoolYear
from services.gateway.screens import names
from services.gateway.screens.forms import Form, empty, form_of
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.homes import dressed, home_of
from services.gateway.screens.minding import mind
from services.gateway.screens.visits import Visit
from services.gateway.themes import themes_of

screens = Screens("themes")

YEARS = 4
"""So many years before this one are offered."""

_NEAR_MISS = "/themes/<uuid:school_id>/near-miss"


@screens.on("GET", "/themes", needs=Right.WORK_TICKETS)
def of_all(visit: Visit) -> Page:
    """All schools together, and each of them."""
    return _shown(visit, None)


@screens.on("GET", "/themes/<uuid:school_id>", needs=GetThemes)
def of_one(visit: Visit, school_id: UUID) -> Page:
    """One school, as its own leaders and governors see it."""
    return _shown(visit, school_id)


@screens.on("GET", _NEAR_MISS, needs=TellNearMiss)
def near_miss(visit: Visit, school_id: UUID) -> Page:
    """An empty form."""
    return _form(visit, school_id, empty())


@screens.on("POST", _NEAR_MISS, needs=TellNearMiss)
def tell(visit: Visit, school_id: UUID) -> Page:
    """Tell it in the name of whoever is signed in; sent twice, there is one."""
    form = form_of(request)
    asker = replace(visit.asker, key=form["key"] or None)
    command_id = asker.command_id(school_id, "near miss page")
    ticket_id = uuid5(command_id, "ticket")
    me = names.me(visit)
    known: dict[str, Any] = {
        "school_id": school_id,
        "ticket_id": ticket_id,
        "requester_name": me.name,
        "requester_email": me.email,
    }
    try:
        said = form.only("subject", "nearly", "stopped", "kind")
        command = said.read(TellNearMiss, **known)
        minded = mind(form, "subject", "nearly", "stopped")
        asker.execute(replace(command, **minded), command_id)
    except Refusal as refusal:
        return _form(visit, school_id, form.keep(refusal)), refusal.status
    home = home_of(visit, school_id)
    return back(f"{home}/tickets/{ticket_id}", "Thank you. Others can learn from it.")


def kinds_of(visit: Visit) -> list[tuple[str, str]]:
    """What a form offers: every kind, and that it is not known."""
    view: IncidentKindsView = visit.asker.ask(GetIncidentKinds())
    return [("", "Not known"), *((one.name, one.title) for one in view.kinds)]


def _form(visit: Visit, school_id: UUID, form: Form) -> str:
    return render_template(
        "themes/near_miss.html",
        form=form,
        kinds=kinds_of(visit),
        **dressed(visit, school_id),
        key=form["key"] or uuid4(),
    )


def _shown(visit: Visit, school_id: UUID | None) -> Page:
    form = empty(year=request.args.get("year", "")[:7])
    try:
        year, view = themes_of(visit.asker, school_id, form["year"])
    except Invalid as wrong:
        form.keep(wrong)
        year, view = themes_of(visit.asker, school_id, "")
    page = render_template(
        "themes/report.html",
        form=form,
        view=view,
        year=year,
        years=_years(visit, year),
        bars=_bars(view),
        name=names.school,
        **(dressed(visit, school_id) if school_id else {"home": "/console"}),
    )
    return (page, 422) if form.refused else page


def _years(visit: Visit, shown: SchoolYear) -> list[tuple[str, str]]:
    """This year and those before it, and the one that is shown."""
    now = visit.clock().year
    begins = {shown.begins_in, *range(now - YEARS, now + 1)}
    years = [shown._replace(begins_in=one) for one in sorted(begins, reverse=True)]
    return [(one.name, one.name) for one in years]


def _bars(view: ThemesView) -> list[tuple[KindCounted, float, float]]:
    """Each kind with how long its bars are, of a hundred: the year before, and this."""
    pairs = [(one, one.happened.before, one.happened.times) for one in view.kinds]
    longest = max((max(before, now) for _, before, now in pairs), default=0)
    return [
        (one, round(100 * before / longest, 1), round(100 * now / longest, 1))
        for one, before, now in pairs
        if before or now
    ]
