"""How is it kept what a school says of a year, and who is let in to say it?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from contracts.refusals import NotFound, Refused
from contracts.surveys import (
    AnswerSurvey,
    GetSurveyAnswer,
    KeepSurveyAnswer,
    Scored,
    SurveyAnswered,
    SurveyAnswerView,
    SurveyLettersWritten,
    SurveySent,
)
from services.intake.survey.answering import (
    Answer,
    Said,
    answer_id,
    in_order,
    is_open,
    last_day,
    proves,
)
from services.intake.survey.questions import EDITIONS
from services.intake.survey.sending import Event
from services.intake.survey.tables import survey_answers, surveys
from shared.application import Asked
from shared.keyring import Keyring
from shared.sealing import FORGOTTEN
from shared.work import Cause, Fresh, Work

NO_LINK = "This link is not one of ours, or what it is about is gone."


def answer_survey(work: Work, command: AnswerSurvey, cause: Cause) -> None:
    """Keep what somebody says who holds a link; NotFound for one that is not ours."""
    survey = _survey(work.connection, work.keyring, command)
    if not is_open(survey.sent_at, work.now):
        raise Refused("This survey is over, and its figures stay as they are.")
    keep = KeepSurveyAnswer(
        school_id=work.school,
        survey_id=command.survey_id,
        answer_id=_answer_id(work.keyring, command),
        scores=in_order(EDITIONS[survey.edition], command.scores),
        comment=command.comment.strip() or None,
    )
    work.execute(keep, cause)


def terms(work: Work, _: Answer, command: KeepSurveyAnswer) -> Said | None:
    """What was kept so far: the log has it sealed."""
    known = _answer(work.connection, work.school, command.answer_id)
    return Said(known.scores, known.comment) if known else None


def keep_survey(
    connection: Connection, fresh: Fresh, event: Event | SurveyAnswered
) -> None:
    """Keep that a survey was sent, what of it is written, or what was said last."""
    if isinstance(event, SurveyLettersWritten):
        so_far = {"through": event.through, "is_written": int(event.is_last)}
        which = {"of_school": fresh.school, "of_survey": event.survey_id}
        connection.execute(_CHANGE_SURVEY, which | so_far)
        return
    if isinstance(event, SurveySent):
        row: dict[str, Any] = {
            "school": fresh.school,
            "survey_id": event.survey_id,
            "year_from": event.year_from,
            "edition": event.edition,
            "sent_at": fresh.happened_at,
            "correlation_id": fresh.correlation_id if event.letters_follow else None,
            "is_written": int(not event.letters_follow),
        }
        connection.execute(_ADD_SURVEY, row)
        return
    row = {
        "school": fresh.school,
        "answer_id": event.answer_id,
        "survey_id": event.survey_id,
        "scores": event.scores,
        "comment": event.comment,
    }
    which = {"of_school": fresh.school, "of_answer": event.answer_id}
    connection.execute(_REMOVE, which)
    connection.execute(_ADD, row)


def survey_of(connection: Connection, school: UUID, which: UUID) -> Row[Any] | None:
    """A survey of a school; None where there is no such."""
    known = {"of_school": school, "of_survey": which}
    return connection.execute(_SURVEY, known).one_or_none()


def get_survey_answer(
    connection: Connection, query: GetSurveyAnswer, asked: Asked
) -> SurveyAnswerView:
    """What was said by a link so far; NotFound for one that we did not make."""
    survey = _survey(connection, asked.keyring, query)
    known = _answer(connection, query.school_id, _answer_id(asked.keyring, query))
    said = {} if known is None or is_erased(known) else scores_of(known)
    return SurveyAnswerView(
        school_id=query.school_id,
        year_from=survey.year_from,
        closes_on=last_day(survey.sent_at),
        is_open=is_open(survey.sent_at, asked.now),
        questions=EDITIONS[survey.edition],
        scores=tuple(Scored(question=one, score=of) for one, of in said.items()),
        comment=known.comment or "" if known and said else "",
    )


def is_erased(answer: Row[Any]) -> bool:
    """Whether nothing is left of an answer but that there was one."""
    return bool(answer.scores == FORGOTTEN)


def scores_of(answer: Row[Any]) -> Mapping[str, int]:
    """The scores of an answer that is not erased, by question."""
    scores: Mapping[str, int] = json.loads(answer.scores)
    return scores


def _survey(connection: Connection, keyring: Keyring, said: Any) -> Any:
    """The survey that a link is about."""
    sign = partial(keyring.fingerprint, said.school_id)
    if not proves(sign, said.survey_id, said.person_id, said.proof):
        raise NotFound(NO_LINK)
    survey = survey_of(connection, said.school_id, said.survey_id)
    if survey is None:
        raise NotFound(NO_LINK)
    return survey


def _answer_id(keyring: Keyring, said: Any) -> UUID:
    sign = partial(keyring.fingerprint, said.school_id)
    return answer_id(sign, said.survey_id, said.person_id)


def _answer(connection: Connection, school: UUID, which: UUID) -> Row[Any] | None:
    known = {"of_school": school, "of_answer": which}
    return connection.execute(_ANSWER, known).one_or_none()


# Made once: to build a statement takes several times as long as to carry it out.
_ADD_SURVEY = insert(surveys)
_OF_SURVEY = (surveys.c.school == bindparam("of_school")) & (
    surveys.c.survey_id == bindparam("of_survey")
)
_SURVEY = select(surveys).where(_OF_SURVEY)
_CHANGE_SURVEY = update(surveys).where(_OF_SURVEY)
_WHICH = (survey_answers.c.school == bindparam("of_school")) & (
    survey_answers.c.answer_id == bindparam("of_answer")
)
_ANSWER = select(survey_answers).where(_WHICH)
_REMOVE = delete(survey_answers).where(_WHICH)
_ADD = insert(survey_answers)
