"""How is an incident reported outside, as the school and the desk record it?"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from flask import render_template, request

from contracts.access import Right
from contracts.directory import GetSchool, SchoolView
from contracts.incidents import IncidentShown
from contracts.intake import GetTicket, TicketView
from contracts.refusals import NotFound, Refusal
from contracts.reporting import (
    BeginReporting,
    Body,
    RecordReport,
    TellGovernors,
    WaiveReport,
)
from contracts.values import TicketType
from services.gateway.screens import names
from services.gateway.screens.forms import Form, empty, form_of
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.minding import mind_lasting
from services.gateway.screens.moments import moment_in
from services.gateway.screens.portal import frame
from services.gateway.screens.visits import Visit

screens = Screens("reports")

_AT = "/portal/<uuid:school_id>/tickets/<uuid:ticket_id>/reports"
_INCIDENTS = (TicketType.INCIDENT, TicketType.MAJOR_INCIDENT)


class Act(NamedTuple):
    """Something that is recorded of an incident, and what is said when it is."""

    command: type
    said: str


REPORTS = {
    "begin": Act(BeginReporting, "The clocks run from then."),
    "made": Act(RecordReport, "The report is recorded."),
    "waived": Act(WaiveReport, "It is recorded why it is not needed."),
    "governors": Act(TellGovernors, "It is recorded that the governors know."),
}
_NAMES = ",".join(REPORTS)

_WRITTEN = {
    *("root_cause", "workaround", "reason", "text", "note"),
    *("what_happened", "causes", "what", "who", "how"),
}
"""The fields of all that is recorded of an incident in which somebody writes."""


@screens.on("GET", _AT, needs=Right.REPORT_INCIDENTS)
def reports(visit: Visit, school_id: UUID, ticket_id: UUID) -> Page:
    """To whom an incident is reported, by when, with a draft of each report."""
    return _shown(visit, school_id, ticket_id, {})


@screens.on("POST", f"{_AT}/<any({_NAMES}):action>", needs=Right.REPORT_INCIDENTS)
def record(visit: Visit, school_id: UUID, ticket_id: UUID, action: str) -> Page:
    """Record what was reported; where that is refused, the form is kept."""
    form = form_of(request)
    form = replace(form, prefix=prefix_of(action, form["body"]))
    try:
        view = _ticket(visit, school_id, ticket_id)
        carry_out(visit, view, REPORTS[action], form)
    except Refusal as refusal:
        kept = {form.prefix: form.keep(refusal)}
        return _shown(visit, school_id, ticket_id, kept), refusal.status
    at = f"/portal/{school_id}/tickets/{ticket_id}/reports"
    return back(at, REPORTS[action].said)


def carry_out(
    visit: Visit, ticket: TicketView, act: Act, form: Form, **known: Any
) -> None:
    """Have the command of a form carried out; sent twice, it happens once.

    `known` is what of it is not as it was typed.
    """
    asker = replace(visit.asker, key=form["key"] or None)
    scope = (ticket.school_id, ticket.ticket_id, act.command.__name__)
    known |= {"school_id": ticket.school_id, "ticket_id": ticket.ticket_id}
    known |= _typed(act.command, form)
    written = [name for name in form.values if name.partition("-")[0] in _WRITTEN]
    mind_lasting(form, *written)
    if act.command is BeginReporting:
        question = GetSchool(school_id=ticket.school_id)
        school: SchoolView = visit.asker.ask(question)
        known["nation"] = school.nation
    command: Any = form.read(act.command, **known)
    asker.execute(command, asker.command_id(*scope), ticket.correlation_id)


def reporting_forms(known: IncidentShown) -> dict[str, Form]:
    """Each form of the reports as it begins, by the beginning of its ids."""
    shown = known.reporting
    version = str(shown.version) if shown else "0"
    bodies = [one.report.body.value for one in shown.reports] if shown else []
    begun = {
        "cyber": "true" if shown and shown.record.cyber else "",
        "personal_data": "true" if shown and shown.record.personal_data else "",
    }
    made = {"begin-": empty("begin-", version=version, **begun)}
    made["governors-"] = empty("governors-", version=version)
    for action in ("made", "waived"):
        for body in bodies:
            prefix = prefix_of(action, body)
            made[prefix] = empty(prefix, version=version, body=body)
    return made


def prefix_of(action: str, body: str) -> str:
    """What the ids of a form begin with: there is one for each body."""
    known = body in {one.value for one in Body}
    return f"{action}-{body}-" if known else f"{action}-"


def _typed(kind: type, form: Form) -> dict[str, Any]:
    """What of a form is not as a browser sends it: moments, and boxes."""
    found: dict[str, Any] = {}
    for one in fields(kind):
        if one.type == "bool":
            found[one.name] = form[one.name] == "true"
        elif one.type in ("datetime", "datetime | None"):
            at = moment_in(form, one.name)
            if at is not None or one.type != "datetime":
                found[one.name] = at
    return found


def _ticket(visit: Visit, school_id: UUID, ticket_id: UUID) -> TicketView:
    question = GetTicket(school_id=school_id, ticket_id=ticket_id)
    view: TicketView = visit.asker.ask(question)
    if view.type not in _INCIDENTS:
        raise NotFound("There is no such incident.")
    return view


def _shown(
    visit: Visit, school_id: UUID, ticket_id: UUID, kept: dict[str, Form]
) -> str:
    view = _ticket(visit, school_id, ticket_id)
    known = view.incident or IncidentShown()
    return render_template(
        "portal/reports.html",
        **frame(visit, school_id),
        ticket=view,
        known=known,
        forms=reporting_forms(known) | kept,
        who=lambda actor: names.who(actor, school_id),
        key=uuid4(),
    )
