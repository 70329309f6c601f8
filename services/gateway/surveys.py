"""How is a school asked how it finds its IT, and what came of it?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate

from contracts.directory import GetSchool, SchoolView
from contracts.surveys import GetSurveys, SendSurvey, SurveysView
from services.gateway.asking import Asker, gateway, replayed
from services.gateway.routes import Body, Routes
from services.gateway.schemas import answer_of
from services.gateway.school_years import year_of
from services.gateway.site_visit_times import LONDON

routes = Routes("surveys", "What the people of a school are asked once a year.")


class SurveysQuery(Schema):
    """Of which school, and of which school years."""

    school = fields.UUID(metadata={"description": "One school; all if not given."})
    begins_in = fields.Integer(
        strict=True,
        validate=validate.Range(2000, 2999),
        metadata={"description": "The year in which the school year begins."},
    )


@routes.on(
    "GET",
    "/surveys",
    needs=GetSurveys,
    query=SurveysQuery(),
    answer=answer_of(SurveysView),
)
def get_surveys(asker: Asker, query: Body) -> Any:
    """Show how many answered each survey, and how often each score was given.

    Of fewer than three answers only the number is shown. A token of a school gets its
    own.
    """
    school = query.get("school") or asker.caller.school
    return asker.ask(GetSurveys(school_id=school, begins_in=query.get("begins_in")))


@routes.on(
    "POST",
    "/schools/<uuid:school_id>/surveys",
    needs=SendSurvey,
    answer=answer_of(SurveysView),
    status=201,
    keyed=True,
)
def send_survey(asker: Asker, school_id: UUID) -> Any:
    """Ask everybody who asked for something in this school year, by one letter each.

    Once in a school year; a second time is refused.
    """
    command = survey_of(asker, school_id)
    receipt = asker.execute(command, asker.command_id(school_id, "survey"))
    view = asker.ask(GetSurveys(school_id=school_id))
    return view, {
        "Location": f"/api/v1/surveys?school={school_id}",
        **replayed(receipt),
    }


def survey_of(asker: Asker, school_id: UUID) -> SendSurvey:
    """The survey of the school year that runs where the school is."""
    school: SchoolView = asker.ask(GetSchool(school_id=school_id))
    today = gateway().clock().astimezone(LONDON).date()
    year = year_of("", today, school.nation)
    return SendSurvey(school_id=school_id, year_from=year.first_on)
