"""May a survey be sent, and has this school year had its one?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeAlias
from uuid import UUID, uuid5

from contracts.refusals import Invalid, NotFound, Refused
from contracts.surveys import (
    KeepSurvey,
    KeepSurveyLetters,
    SurveyLettersWritten,
    SurveySent,
)
from services.intake.months import LONDON
from shared.decider import Decider

BEGINS = (8, 9)
"""A school year begins with August in Scotland, and elsewhere with September."""

_A_YEAR = timedelta(days=366)

Event: TypeAlias = SurveySent | SurveyLettersWritten


@dataclass(frozen=True, kw_only=True)
class Sent:
    """A survey, and down to which ticket its letters are written, if not all are."""

    is_written: bool
    through: int | None = None


Survey: TypeAlias = Sent | None


def survey_id(school: UUID, year_from: date) -> UUID:
    """The one survey of a school year, whichever of the two months it begins with."""
    return uuid5(school, f"survey {year_from.year}")


def decide(
    survey: Survey, command: KeepSurvey | KeepSurveyLetters, now: datetime
) -> list[Event]:
    """Sent, once in a school year that runs, and what of it is written.

    Refused a second time. Silent where somebody else has written these letters.
    """
    if isinstance(command, KeepSurveyLetters):
        return _written(survey, command)
    return [_sent(survey, command, now)]


def evolve(survey: Survey, event: Event) -> Survey:
    """What is true after the event."""
    if isinstance(event, SurveySent):
        return Sent(is_written=not event.letters_follow)
    assert survey is not None, "its first event sends it"
    return Sent(is_written=event.is_last, through=event.through)


def _written(survey: Survey, command: KeepSurveyLetters) -> list[Event]:
    if survey is None:
        raise NotFound("There is no such survey.")
    if survey.is_written or survey.through != command.after:
        return []
    written = SurveyLettersWritten(
        survey_id=command.survey_id,
        through=command.through,
        is_last=command.is_last,
    )
    return [written]


def _sent(survey: Survey, command: KeepSurvey, now: datetime) -> SurveySent:
    if survey is not None:
        raise Refused("The survey of this school year was sent already.")
    begun = now.astimezone(LONDON).date() - command.year_from
    first = command.year_from.day == 1 and command.year_from.month in BEGINS
    if not first or not timedelta() <= begun < _A_YEAR:
        raise Invalid({"year_from": ["Not the first day of this school year."]})
    return SurveySent(
        survey_id=command.survey_id,
        year_from=command.year_from,
        edition=command.edition,
        letters_follow=True,
    )


SURVEY: Decider[Survey] = Decider(
    category="survey",
    identity="survey_id",
    commands=(KeepSurvey, KeepSurveyLetters),
    initial=None,
    decide=decide,
    evolve=evolve,
)
