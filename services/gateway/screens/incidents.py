"""What does the desk see and record of a problem or an incident, besides its ticket?"""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from flask import render_template, request

from contracts.access import Right
from contracts.incident_kinds import GiveIncidentKind
from contracts.incidents import IncidentShown
from contracts.intake import GetTicket, TicketView
from contracts.major_incidents import (
    CloseMajorIncident,
    CloseReviewAction,
    DeclareMajorIncident,
    LeadMajorIncident,
    NoteMajorIncident,
    ReviewAction,
    ReviewMajorIncident,
    StandDownMajorIncident,
    UpdateMajorIncident,
)
from contracts.problems import MOST_INCIDENTS, RecordProblem, RootCause
from contracts.refusals import Invalid, Refusal
from services.gateway.incidents import open_incidents, resolve
from services.gateway.screens import names
from services.gateway.screens.bulk import Outcome
from services.gateway.screens.forms import Form, empty, form_of
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.queue import place_of
from services.gateway.screens.reports import (
    REPORTS,
    Act,
    carry_out,
    prefix_of,
    reporting_forms,
)
from services.gateway.screens.themes import kinds_of
from services.gateway.screens.visits import Visit
from services.gateway.screens.words import named

screens = Screens("incidents")

_AT = "/console/tickets/<uuid:ticket_id>/incident"


ACTS = {
    "problem": Act(RecordProblem, "It is recorded."),
    "kind": Act(GiveIncidentKind, "It is kept."),
    "declare": Act(DeclareMajorIncident, "It is a major incident."),
    "lead": Act(LeadMajorIncident, "They lead it from now on."),
    "update": Act(UpdateMajorIncident, "The school is told; the next update is set."),
    "note": Act(NoteMajorIncident, "It is in the timeline."),
    "over": Act(StandDownMajorIncident, "It is stood down, and the school told."),
    "review": Act(ReviewMajorIncident, "The review is kept."),
    "done": Act(CloseReviewAction, "The action is done."),
    "close": Act(CloseMajorIncident, "It is closed."),
    **REPORTS,
}
_NAMES = ",".join(ACTS)
ROWS = 6
"""Actions that a review can be kept with on its page; by API there may be more."""

_OF_ACTION = ("what", "owner", "due_on")


@screens.on("GET", _AT, needs=Right.WORK_TICKETS)
def incident(visit: Visit, ticket_id: UUID) -> Page:
    """What is known of it, with a form for each thing that may be recorded."""
    return _shown(visit, ticket_id, {})


@screens.on("POST", f"{_AT}/<any({_NAMES}):action>", needs=Right.WORK_TICKETS)
def record(visit: Visit, ticket_id: UUID, action: str) -> Page:
    """Record something; where that is refused, the form is kept."""
    form = form_of(request, prefix_of(action, request.form.get("body", "")))
    kept_as = form.prefix if action in REPORTS else action
    try:
        known = {"actions": _actions(form)} if action == "review" else {}
        carry_out(visit, _ticket(visit, ticket_id), ACTS[action], form, **known)
    except Refusal as refusal:
        page = _shown(visit, ticket_id, {kept_as: form.keep(refusal)})
        return page, refusal.status
    return back(f"/console/tickets/{ticket_id}/incident", ACTS[action].said)


@screens.on("POST", f"{_AT}/resolve", needs=Right.WORK_TICKETS)
def resolve_incidents(visit: Visit, ticket_id: UUID) -> Page:
    """Resolve the incidents that are ticked, and tell of each."""
    view = _ticket(visit, ticket_id)
    form = form_of(request, "resolve-")
    if not form["note"].strip():
        form.errors = {"note": ["Say what was done."]}
        return _shown(visit, ticket_id, {"resolve": form}), 422
    picked = {*request.form.getlist("picked")[:MOST_INCIDENTS]}
    outcomes = [
        Outcome(
            visit.asker.ask(GetTicket(ticket_id=one.ticket_id)),
            resolve(visit.asker, view, one, form["note"]),
        )
        for one in open_incidents(view)
        if str(one.ticket_id) in picked
    ]
    return render_template(
        "console/outcomes.html",
        outcomes=outcomes,
        place=place_of(request.form),
        did="resolved",
        said="resolved",
    )


def _actions(form: Form) -> tuple[ReviewAction, ...]:
    """The rows of the review in which anything was typed."""
    rows = []
    for row in range(1, ROWS + 1):
        typed = {name: form[f"{name}-{row}"].strip() for name in _OF_ACTION}
        if any(typed.values()):
            try:
                rows.append(Form(typed).read(ReviewAction))
            except Invalid as wrong:
                raise Invalid(
                    {f"{name}-{row}": said for name, said in wrong.errors.items()}
                ) from None
    return tuple(rows)


def _ticket(visit: Visit, ticket_id: UUID) -> TicketView:
    view: TicketView = visit.asker.ask(GetTicket(ticket_id=ticket_id))
    return view


def _shown(visit: Visit, ticket_id: UUID, kept: dict[str, Form]) -> str:
    view = _ticket(visit, ticket_id)
    known = view.incident or IncidentShown()
    return render_template(
        "console/incident.html",
        ticket=view,
        known=known,
        school=names.school(view.school_id),
        causes=[("", "Not known yet"), *((one.value, named(one)) for one in RootCause)],
        kinds=kinds_of(visit),
        waiting=open_incidents(view),
        forms=_forms(known) | reporting_forms(known) | kept,
        colleagues=[(one.actor, one.name) for one in names.desk()],
        rows=range(1, ROWS + 1),
        who=lambda actor: names.who(actor, view.school_id),
        key=uuid4(),
    )


def _forms(known: IncidentShown) -> dict[str, Form]:
    """Each form as it begins: with what is so now."""
    begun: dict[str, dict[str, Any]] = {name: {} for name in (*ACTS, "resolve")}
    problem = known.problem
    if problem is not None:
        begun["problem"] = {
            "cause": problem.cause.value if problem.cause else "",
            "root_cause": problem.root_cause,
            "workaround": problem.workaround,
            "shown": "true" if problem.shown else "",
            "version": str(problem.version),
        }
    major = known.major
    kind = known.kind
    begun["kind"] = {
        "kind": kind.kind if kind else "",
        "near_miss": "true" if kind and kind.near_miss else "",
        "version": str(kind.version if kind else 0),
    }
    begun["declare"] = {"update_minutes": "60", "lead": ""}
    for name in ("lead", "update", "note", "over", "review", "done", "close"):
        begun[name] = {"version": str(major.version)} if major else {}
    begun["lead"]["lead"] = major.record.lead if major else ""
    return {name: empty(f"{name}-", **said) for name, said in begun.items()}
