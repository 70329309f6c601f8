"""When is what changed, when is nothing, and how busy will it be?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import render_template, request

from contracts.access import Right
from contracts.change_calendar import (
    ChangesView,
    FindChanges,
    ForecastTickets,
    ForecastView,
)
from contracts.directory import GetSchool, SchoolView
from services.gateway.screens import names, portal
from services.gateway.screens.change_words import WEEK, weeks_of, words
from services.gateway.screens.closed_days import today_of
from services.gateway.screens.frame import Page, Screens
from services.gateway.screens.site_visit_forms import monday
from services.gateway.screens.visits import Visit

screens = Screens("change_calendars")

SHOWN = 6 * WEEK
"""Half a term is looked at together."""

USUAL_WEEKS = 13


@screens.on("GET", "/console/changes", needs=Right.READ_NOTES)
def of_all(visit: Visit) -> Page:
    """The changes of some weeks at all schools."""
    return render_template(
        "console/changes.html", **_calendar(visit, None), at="/console/changes"
    )


@screens.on("GET", "/portal/<uuid:school_id>/changes", needs=FindChanges)
def of_school(visit: Visit, school_id: UUID) -> Page:
    """The changes of some weeks at one school, for its own people."""
    return render_template(
        "portal/changes.html",
        **portal.frame(visit, school_id),
        **_calendar(visit, school_id),
        at=f"/portal/{school_id}/changes",
    )


@screens.on("GET", "/console/schools/<uuid:school_id>/forecast", needs=ForecastTickets)
def forecast(visit: Visit, school_id: UUID) -> Page:
    """How many tickets may come in the weeks of the term that is next."""
    school: SchoolView = visit.asker.ask(GetSchool(school_id=school_id))
    name, first, weeks = coming_term(school, today_of(visit.clock()))
    view: ForecastView = visit.asker.ask(
        ForecastTickets(school_id=school_id, from_on=first, weeks=weeks)
    )
    return render_template(
        "figures/forecast.html",
        school=school,
        term=name,
        view=view,
        sunday=lambda one: one + WEEK - timedelta(days=1),
        **words(),
    )


def coming_term(school: SchoolView, today: date) -> tuple[str, date, int]:
    """The term that begins next, by its name, its first day and its weeks.

    Where nobody has said when that is, the thirteen weeks that come.
    """
    for term in school.terms:
        if term.from_on > today:
            first = term.from_on - timedelta(days=term.from_on.weekday())
            weeks = (term.until_on - first).days // WEEK.days + 1
            return term.name, term.from_on, min(weeks, 53)
    return "", today, USUAL_WEEKS


def _calendar(visit: Visit, school_id: UUID | None) -> dict[str, Any]:
    first = monday(visit, request.args.get("week", ""))
    last = first + SHOWN - timedelta(days=1)
    view: ChangesView = visit.asker.ask(
        FindChanges(school_id=school_id, from_on=first, until_on=last)
    )
    return {
        "view": view,
        "weeks": list(weeks_of(view, first, last)),
        "first": first,
        "last": last,
        "before": (first - SHOWN).isoformat(),
        "after": (first + SHOWN).isoformat(),
        "school_name": names.school,
        **words(),
    }
