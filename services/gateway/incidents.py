"""What may be recorded of problems and incidents, by the tickets that they are?"""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from marshmallow import Schema, fields, validate

from contracts.directory import GetSchool, SchoolView
from contracts.fields import Text
from contracts.incident_kinds import GiveIncidentKind
from contracts.intake import GetTicket, ResolveTicket, TicketView
from contracts.major_incidents import (
    CloseMajorIncident,
    CloseReviewAction,
    DeclareMajorIncident,
    LeadMajorIncident,
    NoteMajorIncident,
    ReviewMajorIncident,
    StandDownMajorIncident,
    UpdateMajorIncident,
)
from contracts.problems import (
    MOST_INCIDENTS,
    Incident,
    OpenProblem,
    RecordProblem,
)
from contracts.refusals import Refusal
from contracts.reporting import (
    BeginReporting,
    RecordReport,
    TellGovernors,
    WaiveReport,
)
from contracts.values import TicketState
from services.gateway.asking import Asker, replayed
from services.gateway.routes import Body, Routes
from services.gateway.schemas import TICKET, Opened, body_of
from services.gateway.tickets import acting

_AT = "/tickets/<uuid:ticket_id>"

ACTIONS: dict[str, tuple[str, type]] = {
    "record_problem": ("problem", RecordProblem),
    "give_incident_kind": ("incident-kind", GiveIncidentKind),
    "record_report": ("reports/made", RecordReport),
    "waive_report": ("reports/waived", WaiveReport),
    "tell_governors": ("reports/governors", TellGovernors),
    "declare_major_incident": ("major-incident", DeclareMajorIncident),
    "lead_major_incident": ("major-incident/lead", LeadMajorIncident),
    "update_major_incident": ("major-incident/update", UpdateMajorIncident),
    "note_major_incident": ("major-incident/note", NoteMajorIncident),
    "stand_down_major_incident": ("major-incident/stand-down", StandDownMajorIncident),
    "review_major_incident": ("major-incident/review", ReviewMajorIncident),
    "close_review_action": ("major-incident/action", CloseReviewAction),
    "close_major_incident": ("major-incident/close", CloseMajorIncident),
}
"""What is recorded of a ticket, by the name of its operation, and at which address."""

routes = Routes("incidents", "Problems, and incidents that take more than a ticket.")


class Resolution(Schema):
    """What was done, for every incident of a problem that is not resolved."""

    note = Text(required=True, validate=validate.Length(1, 100_000))
    tickets = fields.List(
        fields.UUID(),
        load_default=None,
        validate=validate.Length(max=MOST_INCIDENTS),
        metadata={"description": "Some of them; all if not given."},
    )


class Result(Schema):
    """What became of an incident; `refused` says why it stayed as it was."""

    ticket_id = fields.UUID(required=True)
    reference = fields.String(required=True)
    refused = fields.String(required=True, allow_none=True)


class Results(Schema):
    """What became of each incident."""

    results = fields.List(fields.Nested(Result), required=True)


@routes.on(
    "POST",
    "/schools/<uuid:school_id>/problems",
    needs=OpenProblem,
    body=body_of(OpenProblem, "school_id", "ticket_id"),
    answer=Opened(),
    status=201,
    keyed=True,
)
def open_problem(asker: Asker, school_id: UUID, body: Body) -> Any:
    """Open a problem of what recurs at a school, with its incidents linked to it."""
    command_id = asker.command_id(school_id, "problem")
    ticket_id = uuid5(command_id, "ticket")
    command = OpenProblem(school_id=school_id, ticket_id=ticket_id, **body)
    receipt = asker.execute(command, command_id)
    view = asker.ask(GetTicket(ticket_id=ticket_id, school_id=school_id))
    headers = {"Location": f"/api/v1/tickets/{ticket_id}", **replayed(receipt)}
    return view, headers


@routes.on(
    "POST",
    f"{_AT}/reports",
    needs=BeginReporting,
    body=body_of(BeginReporting, "school_id", "ticket_id", "nation"),
    answer=TICKET,
    keyed=True,
    problems=(409,),
)
def begin_reporting(asker: Asker, ticket_id: UUID, body: Body) -> Any:
    """Say when the school became aware of an incident, and what it is.

    Clocks run from then; whom it is reported to follows from the school's nation.
    """
    before: TicketView = asker.ask(GetTicket(ticket_id=ticket_id))
    school: SchoolView = asker.ask(GetSchool(school_id=before.school_id))
    return _BEGIN(asker, ticket_id, body | {"nation": school.nation})


_BEGIN = acting(BeginReporting)


@routes.on(
    "POST",
    f"{_AT}/incidents/resolve",
    needs=ResolveTicket,
    body=Resolution(),
    answer=Results(),
)
def resolve_incidents(asker: Asker, ticket_id: UUID, body: Body) -> Any:
    """Resolve the incidents of a problem, each by itself, and tell what became of each.

    What was resolved already is left out.
    """
    view: TicketView = asker.ask(GetTicket(ticket_id=ticket_id))
    only = body["tickets"]
    results = [
        {
            "ticket_id": one.ticket_id,
            "reference": one.reference,
            "refused": resolve(asker, view, one, body["note"]),
        }
        for one in open_incidents(view)
        if only is None or one.ticket_id in only
    ]
    return {"results": results}


def open_incidents(view: TicketView) -> list[Incident]:
    """The incidents of a problem that are not resolved."""
    known = view.incident.problem if view.incident else None
    listed = known.incidents if known else ()
    return [one for one in listed if one.state is not TicketState.RESOLVED]


def resolve(
    asker: Asker, view: TicketView, incident: Incident, note: str
) -> str | None:
    """Resolve an incident as it was seen; why not, where it stays as it was."""
    command = ResolveTicket(
        school_id=view.school_id,
        ticket_id=incident.ticket_id,
        version=incident.version,
        note=note,
    )
    try:
        asker.execute(command, asker.command_id(incident.ticket_id), None)
    except Refusal as refusal:
        return f"{refusal.title}: {refusal}"
    return None


def _declare(name: str, address: str, command_type: type) -> None:
    view = acting(command_type)
    view.__name__ = name
    view.__doc__ = command_type.__doc__
    routes.on(
        "POST",
        f"{_AT}/{address}",
        needs=command_type,
        body=body_of(command_type, "school_id", "ticket_id"),
        answer=TICKET,
        keyed=True,
        problems=(409,),
    )(view)


for _name, (_address, _command) in ACTIONS.items():
    _declare(_name, _address, _command)
