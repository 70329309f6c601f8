"""What do two schools say that are alike in every id of their yearly surveys?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from contracts import surveys
from services.intake.survey.questions import EDITIONS, NEWEST
from tests.support.cast import ASHGROVE, TICKET

SURVEY, SOMEBODY = uuid5(TICKET, "survey"), uuid5(TICKET, "somebody")
SCORES = tuple(surveys.Scored(question=one.name, score=4) for one in EDITIONS[NEWEST])

QUERIES: dict[type, Callable[[UUID], Any]] = {
    surveys.GetSurveys: lambda s: surveys.GetSurveys(school_id=s),
}
"""What is asked of the surveys of a school."""


def _by_link(school: UUID) -> surveys.GetSurveyAnswer:
    return surveys.GetSurveyAnswer(
        school_id=school, survey_id=SURVEY, person_id=SOMEBODY, proof=""
    )


BY_GATEWAY: dict[type, Any] = {surveys.GetSurveyAnswer: _by_link(ASHGROVE)}
"""What only the gateway asks, for who holds a link."""

READERS: dict[str, Callable[[UUID], tuple[Any, ...]]] = {
    "intake.survey.figures.get_surveys": lambda s: (QUERIES[surveys.GetSurveys](s),),
    "intake.survey.rows.get_survey_answer": lambda s: (_by_link(s),),
    "intake.survey.rows.survey_of": lambda s: (s, SURVEY),
}
"""What each function that reads of it is given."""

BY_LINK = {"intake.survey.rows.get_survey_answer"}
"""What says nothing without a link: tried by test_asking_letter_rows_and_figures.py."""


def surveys_of(school: UUID, word: str) -> Iterator[Any]:
    """A survey, and as many answers as it takes to be told."""
    which: dict[str, Any] = {"school_id": school, "survey_id": SURVEY}
    yield surveys.KeepSurvey(**which, year_from=date(2025, 9, 1), edition=NEWEST)
    yield surveys.KeepSurveyLetters(**which, after=None, through=1, is_last=True)
    for number in range(3):
        answer_id = uuid5(SURVEY, f"answer {number}")
        said: dict[str, Any] = {"scores": SCORES, "comment": f"{word} {number}"}
        yield surveys.KeepSurveyAnswer(**which, answer_id=answer_id, **said)
