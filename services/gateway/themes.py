"""How is a near miss told by API, and what of a school year is read by it?"""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from marshmallow import Schema, fields, validate

from contracts.directory import GetSchool, SchoolView
from contracts.fields import Text
from contracts.incident_kinds import (
    GetIncidentKinds,
    IncidentKindsView,
    TellNearMiss,
)
from contracts.intake import GetTicket
from contracts.themes import GetThemes, ThemesView
from contracts.values import Nation, Term
from services.gateway.asking import Asker, gateway, replayed
from services.gateway.routes import Body, Routes
from services.gateway.schemas import Opened, answer_of, body_of
from services.gateway.school_years import SchoolYear, asked_of, year_of
from services.gateway.site_visit_times import LONDON

routes = Routes(
    "themes", "Kinds of incidents, near misses, and what years have of both."
)


class YearQuery(Schema):
    """Of which school and which school year."""

    school = fields.UUID(metadata={"description": "One school; all if not given."})
    year = Text(
        load_default="",
        validate=validate.Length(max=7),
        metadata={"description": "Such as 2025-26; this one if not given."},
    )


@routes.on(
    "GET",
    "/incident-kinds",
    needs=GetIncidentKinds,
    answer=answer_of(IncidentKindsView),
)
def get_incident_kinds(asker: Asker) -> Any:
    """List every kind that an incident may be of, and after whom it is named."""
    return asker.ask(GetIncidentKinds())


@routes.on(
    "POST",
    "/schools/<uuid:school_id>/near-misses",
    needs=TellNearMiss,
    body=body_of(TellNearMiss, "school_id", "ticket_id"),
    answer=Opened(),
    status=201,
    keyed=True,
)
def tell_near_miss(asker: Asker, school_id: UUID, body: Body) -> Any:
    """Tell what nearly went wrong, and what stopped it: it is a ticket."""
    command_id = asker.command_id(school_id, "near miss")
    ticket_id = uuid5(command_id, "ticket")
    command = TellNearMiss(school_id=school_id, ticket_id=ticket_id, **body)
    receipt = asker.execute(command, command_id)
    view = asker.ask(GetTicket(ticket_id=ticket_id, school_id=school_id))
    headers = {"Location": f"/api/v1/tickets/{ticket_id}", **replayed(receipt)}
    return view, headers


@routes.on(
    "GET",
    "/themes",
    needs=GetThemes,
    query=YearQuery(),
    answer=answer_of(ThemesView),
    problems=(404,),
)
def get_themes(asker: Asker, query: Body) -> Any:
    """Count incidents and near misses of a school year by kind and term.

    Beside them is the year before; with them are what recurs, and the actions that
    reviews of major incidents ended with. A token of a school gets its own.
    """
    return themes_of(asker, query.get("school"), query["year"])[1]


def themes_of(
    asker: Asker, school_id: UUID | None, named: str
) -> tuple[SchoolYear, ThemesView]:
    """The year that is asked of, and what came of it; a school's terms are its own."""
    school_id = school_id or asker.caller.school
    terms: tuple[Term, ...] = ()
    nation = Nation.ENGLAND
    if school_id is not None:
        school: SchoolView = asker.ask(GetSchool(school_id=school_id))
        terms, nation = school.terms, school.nation
    today = gateway().clock().astimezone(LONDON).date()
    year = year_of(named, today, nation)
    view: ThemesView = asker.ask(asked_of(year, terms, school_id))
    return year, view
