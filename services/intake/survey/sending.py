"""May a survey be sent, and has this school year had its one?"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TypeAlias
from uuid import UUID, uuid5

from contracts.refusals import Invalid, Refused
from contracts.surveys import KeepSurvey, SurveySent
from services.intake.months import LONDON
from shared.decider import Decider

BEGINS = (8, 9)
"""A school year begins with August in Scotland, and elsewhere with September."""

_A_YEAR = timedelta(days=366)

Survey: TypeAlias = SurveySent | None


def survey_id(school: UUID, year_from: date) -> UUID:
    """The one survey of a school year, whichever of the two months it begins with."""
    return uuid5(school, f"survey {year_from.year}")


def decide(survey: Survey, command: KeepSurvey, now: datetime) -> list[SurveySent]:
    """Sent, once in a school year that runs; Refused a second time."""
    if survey is not None:
        raise Refused("The survey of this school year was sent already.")
    begun = now.astimezone(LONDON).date() - command.year_from
    first = command.year_from.day == 1 and command.year_from.month in BEGINS
    if not first or not timedelta() <= begun < _A_YEAR:
        raise Invalid({"year_from": ["Not the first day of this school year."]})
    sent = SurveySent(
        survey_id=command.survey_id,
        year_from=command.year_from,
        edition=command.edition,
    )
    return [sent]


def evolve(_: Survey, event: SurveySent) -> Survey:
    """What is true after the event."""
    return event


SURVEY: Decider[Survey] = Decider(
    category="survey",
    identity="survey_id",
    commands=(KeepSurvey,),
    initial=None,
    decide=decide,
    evolve=evolve,
)
