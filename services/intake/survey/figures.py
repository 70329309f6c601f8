"""What came of surveys: how many answered, and how much do they agree?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select, bindparam, func, select
from sqlalchemy import text as sql

from contracts.surveys import (
    HIGHEST,
    GetSurveys,
    QuestionFigures,
    SurveyFigures,
    SurveyQuestion,
    SurveysView,
)
from services.intake.outgoing.letter_tables import OF_SURVEYS, letters
from services.intake.survey.answering import last_day
from services.intake.survey.questions import EDITIONS
from services.intake.survey.rows import is_erased, scores_of
from services.intake.survey.tables import survey_answers, surveys
from shared.application import Asked

FEWEST = 3
"""Of fewer answers only the number is told: scores would tell who said what."""

MOST_COMMENTS = 50
MOST_SURVEYS = 200


def get_surveys(connection: Connection, query: GetSurveys, _: Asked) -> SurveysView:
    """The figures of each survey, for the desk and for who leads the school."""
    found = select(surveys).order_by(surveys.c.sent_at.desc(), surveys.c.school)
    if query.school_id is not None:
        found = found.where(surveys.c.school == query.school_id)
    if query.begins_in is not None:
        first, last = date(query.begins_in, 1, 1), date(query.begins_in, 12, 31)
        found = found.where(surveys.c.year_from.between(first, last))
    rows = connection.execute(found.limit(MOST_SURVEYS)).all()
    which = {
        "of_schools": {row.school for row in rows},
        "of_surveys": {row.survey_id for row in rows},
    }
    went_out = _went_out(connection, which)
    answers = _answers(connection, which)
    return SurveysView(
        surveys=tuple(
            _figures(row, went_out[row.survey_id], answers.get(row.survey_id, []))
            for row in rows
        ),
        found=connection.execute(_how_many(found)).scalar_one(),
    )


def _how_many(found: Select[Any]) -> Select[int]:
    return select(func.count()).select_from(found.order_by(None).subquery())


def _went_out(connection: Connection, which: Mapping[str, Any]) -> Counter[UUID]:
    """How many letters of each survey went out."""
    return Counter(
        {row.about: row.letters for row in connection.execute(_LETTERS, which)}
    )


def _answers(
    connection: Connection, which: Mapping[str, Any]
) -> Mapping[UUID, list[Any]]:
    answers: dict[UUID, list[Any]] = {}
    for row in connection.execute(_ANSWERS, which):
        answers.setdefault(row.survey_id, []).append(row)
    return answers


def _figures(survey: Row[Any], asked: int, answers: Sequence[Any]) -> SurveyFigures:
    left = [one for one in answers if not is_erased(one)]
    told = left if len(left) >= FEWEST else []
    said = [one.comment for one in told if one.comment is not None]
    return SurveyFigures(
        school_id=survey.school,
        survey_id=survey.survey_id,
        year_from=survey.year_from,
        sent_at=survey.sent_at,
        closes_on=last_day(survey.sent_at),
        asked=asked,
        answered=len(answers),
        erased=len(answers) - len(left),
        withheld=0 < len(left) < FEWEST,
        questions=_by_question(EDITIONS[survey.edition], told),
        comments=tuple(said[:MOST_COMMENTS]),
        commented=len(said),
    )


def _by_question(
    questions: Sequence[SurveyQuestion], answers: Sequence[Any]
) -> tuple[QuestionFigures, ...]:
    counted: Counter[tuple[str, int]] = Counter()
    for one in answers:
        counted.update(scores_of(one).items())
    return tuple(
        QuestionFigures(
            name=one.name,
            statement=one.statement,
            times=tuple(counted[one.name, score] for score in range(1, HIGHEST + 1)),
        )
        for one in questions
    )


# Made once: to build a statement takes several times as long as to carry it out.
_ANSWERS = (
    select(
        survey_answers.c.survey_id, survey_answers.c.scores, survey_answers.c.comment
    )
    .where(
        survey_answers.c.school.in_(bindparam("of_schools", expanding=True)),
        survey_answers.c.survey_id.in_(bindparam("of_surveys", expanding=True)),
    )
    # By a keyed hash: in the order of time they would tell who answered when.
    .order_by(survey_answers.c.answer_id)
)
_LETTERS = (
    select(letters.c.about, func.count().label("letters"))
    .where(sql(OF_SURVEYS))
    .where(
        letters.c.school.in_(bindparam("of_schools", expanding=True)),
        letters.c.about.in_(bindparam("of_surveys", expanding=True)),
    )
    .group_by(letters.c.about)
)
