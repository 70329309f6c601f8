"""How does the form of a project begin, and what was typed into it?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from contracts.intake import FindTickets, TicketsView
from contracts.projects import (
    MOST_MILESTONES,
    Milestone,
    PartKind,
    ProjectView,
    ReachedMilestone,
)
from contracts.refusals import Invalid
from contracts.site_visits import FindSiteVisits, SiteVisit, SiteVisitsView
from services.gateway.screens.forms import Form
from services.gateway.screens.visits import Visit
from services.gateway.screens.words import day

_BEFORE, _AFTER = timedelta(days=60), timedelta(days=365)
"""Visits of these days are offered."""


def milestones_of(form: Form) -> tuple[Milestone, ...]:
    """One a line, its day first; Invalid names the line that is none."""
    lines = [line.strip() for line in form["milestones"].splitlines() if line.strip()]
    if len(lines) > MOST_MILESTONES:
        raise Invalid({"milestones": [f"No more than {MOST_MILESTONES}."]})
    return tuple(_milestone(line) for line in lines)


def planned(view: ProjectView) -> dict[str, str]:
    """The form of the plan as it begins: with what is planned."""
    one = view.summary
    return {
        "version": str(view.version),
        "name": one.name,
        "purpose": view.purpose,
        "lead": one.lead,
        "starts_on": one.starts_on.isoformat(),
        "target_on": one.target_on.isoformat(),
        "milestones": _as_lines(view.milestones),
    }


def part_of(visit: Visit, school_id: UUID, form: Form) -> dict[str, Any]:
    """The ticket with a reference, or the visit that is chosen; Invalid for neither."""
    if form["visit"]:
        try:
            return {"kind": PartKind.SITE_VISIT, "part_id": UUID(form["visit"])}
        except ValueError:
            raise Invalid({"visit": ["Choose a visit."]}) from None
    reference = form["reference"].strip().upper()[:40]
    if reference:
        question = FindTickets(school_id=school_id, search=reference, limit=5)
        found: TicketsView = visit.asker.ask(question)
        for one in found.tickets:
            if one.reference == reference:
                return {"kind": PartKind.TICKET, "part_id": one.ticket_id}
    raise Invalid({"reference": ["The school has no ticket of this reference."]})


def kind_of(view: ProjectView, form: Form) -> PartKind:
    """What is taken out: a visit of the project, or else a ticket."""
    visits = {str(one.visit_id) for one in view.visits}
    return PartKind.SITE_VISIT if form["part_id"] in visits else PartKind.TICKET


def visits_to_add(visit: Visit, view: ProjectView) -> list[SiteVisit]:
    """The visits of the school that do not belong to the project yet."""
    now = visit.clock()
    question = FindSiteVisits(
        school_id=view.summary.school_id, since=now - _BEFORE, until=now + _AFTER
    )
    found: SiteVisitsView = visit.asker.ask(question)
    known = {one.visit_id for one in view.visits}
    return [one for one in found.visits if one.visit_id not in known]


def _as_lines(milestones: Iterable[ReachedMilestone]) -> str:
    return "\n".join(f"{day(one.due_on)} {one.name}" for one in milestones)


def _milestone(line: str) -> Milestone:
    said, _, name = line.partition(" ")
    due_on = _day(said)
    if due_on is None or not 0 < len(name.strip()) <= 120:
        raise Invalid(
            {"milestones": [f"Not a line such as 10/07/2026 Cables are in: {line}"]}
        )
    return Milestone(name=name.strip(), due_on=due_on)


def _day(said: str) -> date | None:
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(said, form).date()  # noqa: DTZ007
        except ValueError:
            continue
    return None
