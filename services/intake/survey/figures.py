"""What came of surveys: how many answered, and how much do they agree?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, select
from sqlalchemy import text as sql

from contracts.outgoing import LetterKind
from contracts.surveys import (
    HIGHEST,
    GetSurveys,
    QuestionFigures,
    SurveyFigures,
    SurveyQuestion,
    SurveysView,
)
from services.intake.outgoing.letter_tables import ASKED, letters
from services.intake.survey.answering import OPEN_FOR
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
    return SurveysView(surveys=tuple(_figures(connection, row) for row in rows))


def _figures(connection: Connection, survey: Row[Any]) -> SurveyFigures:
    which = {"of_school": survey.school, "of_survey": survey.survey_id}
    answers = connection.execute(_ANSWERS, which).all()
    left = [one for one in answers if not is_erased(one)]
    told = left if len(left) >= FEWEST else []
    said = [one.comment for one in told if one.comment is not None]
    return SurveyFigures(
        school_id=survey.school,
        survey_id=survey.survey_id,
        year_from=survey.year_from,
        sent_at=survey.sent_at,
        closes_at=survey.sent_at + OPEN_FOR,
        asked=_letters(connection, survey),
        answered=len(answers),
        erased=len(answers) - len(left),
        withheld=0 < len(left) < FEWEST,
        questions=_by_question(EDITIONS[survey.edition], told),
        comments=tuple(said[:MOST_COMMENTS]),
    )


def _letters(connection: Connection, survey: Row[Any]) -> int:
    """How many letters of it went out; all of them were written as it was sent."""
    which = {
        "of_school": survey.school,
        "of_survey": survey.survey_id,
        "sent_at": survey.sent_at,
    }
    return connection.execute(_LETTERS, which).scalar_one()


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
    select(survey_answers.c.scores, survey_answers.c.comment)
    .where(
        survey_answers.c.school == bindparam("of_school"),
        survey_answers.c.survey_id == bindparam("of_survey"),
    )
    # By a keyed hash: in the order of time they would tell who answered when.
    .order_by(survey_answers.c.answer_id)
)
_LETTERS = (
    select(func.count())
    .select_from(letters)
    .where(sql(ASKED))
    .where(
        letters.c.written_at == bindparam("sent_at"),
        letters.c.school == bindparam("of_school"),
        letters.c.kind == LetterKind.SURVEY.value,
        letters.c.about == bindparam("of_survey"),
    )
)
