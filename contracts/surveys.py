"""The language of intake about what a school is asked once a school year."""

from __future__ import annotations

import json
from datetime import date, datetime
from uuid import UUID

from contracts.access import Right
from contracts.declare import (
    Payload,
    command,
    event,
    personal,
    query,
    several,
    text,
    upcaster,
    value,
    view,
    whole,
)
from contracts.ratings import LONGEST_COMMENT, LONGEST_PROOF
from contracts.values import SchoolId

HIGHEST = 5
"""How much somebody agrees at most; the least is 1."""

MOST_QUESTIONS = 20

LONGEST_SCORES = 1_000


@value
class Scored:
    """How much somebody agrees with one of the questions, by its name."""

    question: str = text(least=1, most=40)
    score: int = whole(least=1, most=HIGHEST)


@command("intake.send_survey", needs=Right.READ_PEOPLE)
class SendSurvey:
    """Ask everybody who asked for something in this school year how they find it all.

    `year_from` is the first day of that year. Refused: they were asked in it before.
    """

    school_id: SchoolId
    year_from: date


@command("intake.keep_survey")
class KeepSurvey:
    """Keep that a survey is sent, with the edition of the questions."""

    school_id: SchoolId
    survey_id: UUID
    year_from: date
    edition: int


@event("intake.survey_sent")
class SurveySent:
    """Whoever asked for something in a school year is asked how they find it all.

    Its `letters_follow`, so many at a time; until they did, they were written with it.
    """

    survey_id: UUID
    year_from: date
    edition: int
    letters_follow: bool = False


@command("intake.write_survey_letters")
class WriteSurveyLetters:
    """Write the next letters of a survey: those to who asked before ticket `after`.

    By numbers, downwards: each is written about their newest ticket.
    """

    school_id: SchoolId
    survey_id: UUID
    after: int | None


@command("intake.keep_survey_letters")
class KeepSurveyLetters:
    """Keep that the letters of a survey are written from one ticket to another."""

    school_id: SchoolId
    survey_id: UUID
    after: int | None
    through: int
    is_last: bool


@event("intake.survey_letters_written")
class SurveyLettersWritten:
    """Whoever asked in the tickets down to number `through` was written to.

    With `is_last` everybody was who is asked at all.
    """

    survey_id: UUID
    through: int
    is_last: bool


@command("intake.answer_survey")
class AnswerSurvey:
    """Say how it is, by the link in the letter that asks; nothing tells who said it.

    Asked by the gateway, for whoever holds the link.
    """

    school_id: SchoolId
    survey_id: UUID
    person_id: UUID
    proof: str = text(most=LONGEST_PROOF)
    scores: tuple[Scored, ...] = several(most=MOST_QUESTIONS)
    comment: str = text(most=LONGEST_COMMENT, default="")


@command("intake.keep_survey_answer")
class KeepSurveyAnswer:
    """Keep what somebody said, in place of what they said of the same before."""

    school_id: SchoolId
    survey_id: UUID
    answer_id: UUID
    scores: tuple[Scored, ...] = several(most=MOST_QUESTIONS)
    comment: str | None


@event("intake.survey_answered", version=2)
class SurveyAnswered:
    """Somebody answered the survey of a year; answered again, this counts.

    `answer_id` is no person's, and leads back to nobody. `scores` are a JSON object of
    each question's name and score: text, so that they are sealed as the comment is.
    """

    survey_id: UUID
    answer_id: UUID
    scores: str = personal("answer_id", most=LONGEST_SCORES)
    comment: str | None = personal("answer_id", most=LONGEST_COMMENT)


@upcaster(
    "intake.survey_answered", from_version=1, personal={"comment": ("answer_id",)}
)
def _scores_became_text(old: Payload) -> Payload:
    scores = {one["question"]: one["score"] for one in old["scores"]}
    return old | {"scores": json.dumps(scores)}


@value
class SurveyQuestion:
    """A statement that somebody agrees with, or does not."""

    name: str
    statement: str


@query("intake.get_survey_answer")
class GetSurveyAnswer:
    """What was said by this link so far? NotFound: it is no link of ours."""

    school_id: SchoolId
    survey_id: UUID
    person_id: UUID
    proof: str = text(most=LONGEST_PROOF)


@view("intake.survey_answer")
class SurveyAnswerView:
    """What is asked, and what was said; no scores while nothing was."""

    school_id: SchoolId
    year_from: date
    closes_on: date
    is_open: bool
    questions: tuple[SurveyQuestion, ...]
    scores: tuple[Scored, ...]
    comment: str


@query("intake.get_surveys", needs=Right.READ_LOG)
class GetSurveys:
    """What came of the surveys of a school, and of the school years of a year?

    `begins_in` is the year they begin in. Of all that are not given.
    """

    school_id: SchoolId | None = None
    begins_in: int | None = None


@value
class QuestionFigures:
    """How often each score was given to a statement, from 1 to 5."""

    name: str
    statement: str
    times: tuple[int, ...]


@value
class SurveyFigures:
    """What came of a survey; `asked` counts the letters that went out.

    `withheld`: so few have answered that scores and comments would tell who. `erased`:
    of so many answers nothing is left but that they were given. `commented`: so many
    have written something, of whom the first are shown.
    """

    school_id: SchoolId
    survey_id: UUID
    year_from: date
    sent_at: datetime
    closes_on: date
    asked: int
    answered: int
    erased: int
    withheld: bool
    questions: tuple[QuestionFigures, ...]
    comments: tuple[str, ...]
    commented: int


@view("intake.surveys")
class SurveysView:
    """What came of surveys, the newest first; `found` are all that there are."""

    surveys: tuple[SurveyFigures, ...]
    found: int
