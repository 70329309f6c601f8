"""When does somebody of the MSP come to a school, and what became of it?"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID, uuid4, uuid5

from flask import render_template, request

from contracts.access import Right
from contracts.intake import GetTicket, TicketView
from contracts.refusals import Conflict, Refusal
from contracts.site_visits import (
    CancelSiteVisit,
    Clash,
    FindSiteVisits,
    GetSiteVisit,
    MissSiteVisit,
    MoveSiteVisit,
    PlanSiteVisit,
    RecordSiteVisit,
    SiteVisit,
    SiteVisitState,
    SiteVisitsView,
    SiteVisitView,
)
from services.gateway.screens import names, portal
from services.gateway.screens.closed_days import said, today_of
from services.gateway.screens.forms import Form, empty, form_of
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.minding import mind_lasting
from services.gateway.screens.moments import as_typed
from services.gateway.screens.site_visit_forms import (
    WEEK,
    midnight,
    monday,
    tickets_of,
    times_of,
    who_of,
)
from services.gateway.screens.visits import Visit
from services.gateway.screens.words import LONDON
from services.gateway.site_visit_times import clashes_of

screens = Screens("site_visits")

_AT = "/console/schools/<uuid:school_id>/site-visits"
_ONE = f"{_AT}/<uuid:visit_id>"
_AHEAD = timedelta(days=365)

CLASHES = {
    Clash.CLOSED: "The school is closed on that day.",
    Clash.OUT_OF_HOURS: "The school is not open then.",
    Clash.EXAMS: "The school has exams on that day.",
}
STATES = {
    SiteVisitState.PLANNED: "Planned",
    SiteVisitState.DONE: "Done",
    SiteVisitState.MISSED: "Missed",
    SiteVisitState.CANCELLED: "Cancelled",
}


_WRITTEN = ("purpose", "reason", "done")
"""The fields in which somebody writes."""


class Act(NamedTuple):
    """Something that becomes of a visit, and what is then said."""

    command: type
    said: str


ACTS = {
    "move": Act(MoveSiteVisit, "The visit is at another time, or by others."),
    "cancel": Act(CancelSiteVisit, "The visit is cancelled."),
    "record": Act(RecordSiteVisit, "The visit is recorded."),
    "miss": Act(MissSiteVisit, "It is recorded that nobody came."),
}


@screens.on("GET", "/console/site-visits", needs=Right.READ_NOTES)
def week(visit: Visit) -> Page:
    """The visits of a week, at all schools."""
    first = monday(visit, request.args.get("week", ""))
    found: SiteVisitsView = visit.asker.ask(
        FindSiteVisits(since=midnight(first), until=midnight(first + WEEK))
    )
    return render_template(
        "console/site_visits.html",
        visits=found.visits,
        first=first,
        before=(first - WEEK).isoformat(),
        after=(first + WEEK).isoformat(),
        **_words(),
    )


@screens.on("GET", f"{_AT}/new", needs=PlanSiteVisit)
def new_site_visit(visit: Visit, school_id: UUID) -> Page:
    """A form for a visit, for the ticket that it is planned from."""
    form = empty(ticket=request.args.get("ticket", "")[:36])
    return _form(visit, school_id, form)


@screens.on("POST", f"{_AT}/new", needs=PlanSiteVisit)
def plan_site_visit(visit: Visit, school_id: UUID) -> Page:
    """Plan it; sent twice, there is one."""
    form = form_of(request)
    asker = replace(visit.asker, key=form["key"] or None)
    command_id = asker.command_id(school_id, "visit")
    visit_id = uuid5(command_id, "visit")
    try:
        times = times_of(form)
        mind_lasting(form, *_WRITTEN)
        command = PlanSiteVisit(
            school_id=school_id,
            visit_id=visit_id,
            **times,
            who=who_of(),
            tickets=tickets_of(form),
            purpose=form["purpose"][:2_000],
            clashes=clashes_of(visit.asker, school_id, *times.values()),
            reason=form["reason"][:2_000],
        )
        asker.execute(command, command_id)
    except Refusal as refusal:
        return _form(visit, school_id, form.keep(refusal)), refusal.status
    return back(_address(school_id, visit_id), "The visit is planned.")


@screens.on("GET", _ONE, needs=Right.READ_NOTES)
def site_visit(visit: Visit, school_id: UUID, visit_id: UUID) -> Page:
    """A visit as it stands, and what may become of it."""
    return _shown(visit, school_id, visit_id, {})


@screens.on("POST", f"{_ONE}/<any({','.join(ACTS)}):act>", needs=PlanSiteVisit)
def act(visit: Visit, school_id: UUID, visit_id: UUID, act: str) -> Page:
    """Have it become so; where that is refused, the form is kept."""
    form, kind = form_of(request, f"{act}-"), ACTS[act].command
    known: dict[str, Any] = {"school_id": school_id, "visit_id": visit_id}
    try:
        mind_lasting(form, *_WRITTEN)
        if kind is MoveSiteVisit:
            times = times_of(form)
            clashes = clashes_of(visit.asker, school_id, *times.values())
            known |= times | {"who": who_of(), "clashes": clashes}
        elif kind is RecordSiteVisit:
            known |= times_of(form, "arrived_at", "left_at")
        visit.asker.execute(form.read(kind, **known), visit.asker.command_id())
    except Refusal as refusal:
        kept = {act: form.keep(refusal)}
        return _shown(visit, school_id, visit_id, kept), refusal.status
    return back(_address(school_id, visit_id), ACTS[act].said)


@screens.on("GET", "/portal/<uuid:school_id>/site-visits", needs=FindSiteVisits)
def of_school(visit: Visit, school_id: UUID) -> Page:
    """When somebody comes to the school, and what was done of late."""
    now = visit.clock()
    found: SiteVisitsView = visit.asker.ask(
        FindSiteVisits(school_id=school_id, since=now - 4 * WEEK, until=now + _AHEAD)
    )
    planned = [one for one in found.visits if one.state is SiteVisitState.PLANNED]
    return render_template(
        "portal/site_visits.html",
        **portal.frame(visit, school_id),
        planned=planned,
        over=[one for one in found.visits if one not in planned][::-1],
        **_words(),
    )


def _words() -> dict[str, Any]:
    return {
        "clashes": CLASHES,
        "states": STATES,
        "day_of": lambda at: said(today_of(at)),
        "clock_of": lambda at: f"{at.astimezone(LONDON):%H:%M}",
        "school_name": names.school,
        "name": names.who,
    }


def _address(school_id: UUID, visit_id: UUID) -> str:
    return f"/console/schools/{school_id}/site-visits/{visit_id}"


def _form(visit: Visit, school_id: UUID, form: Form) -> str:
    return render_template(
        "console/site_visit_form.html",
        form=form,
        at=f"/console/schools/{school_id}/site-visits/new",
        school=names.school(school_id),
        colleagues=names.colleagues(),
        ticked=request.form.getlist("who") or [visit.actor],
        key=form["key"] or uuid4(),
    )


def _shown(visit: Visit, school_id: UUID, visit_id: UUID, kept: dict[str, Form]) -> str:
    view: SiteVisitView = visit.asker.ask(
        GetSiteVisit(school_id=school_id, visit_id=visit_id)
    )
    one = view.visit
    conflict = next((f.conflict for f in kept.values()), None)
    forms = {name: _filled(name, one) for name in ACTS} | kept
    return render_template(
        "console/site_visit.html",
        one=one,
        at=_address(school_id, visit_id),
        forms=forms,
        open=next(iter(kept), None),
        conflict=conflict if isinstance(conflict, Conflict) else None,
        over=one.starts_at <= visit.clock(),
        colleagues=names.colleagues(),
        tickets=[_ticket(visit, school_id, which) for which in one.tickets],
        who=lambda actor: names.who(actor, school_id),
        **_words(),
    )


def _ticket(visit: Visit, school_id: UUID, ticket_id: UUID) -> TicketView:
    view: TicketView = visit.asker.ask(
        GetTicket(school_id=school_id, ticket_id=ticket_id)
    )
    return view


def _filled(name: str, one: SiteVisit) -> Form:
    """A form as it begins: with the time that was planned."""
    first, last = as_typed(one.starts_at), as_typed(one.ends_at)
    return empty(
        f"{name}-", starts_at=first, ends_at=last, arrived_at=first, left_at=last
    )
