"""What does intake have for surveys?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from contracts.surveys import (
    AnswerSurvey,
    GetSurveyAnswer,
    GetSurveys,
    SendSurvey,
    SurveyAnswered,
    SurveyLettersWritten,
    SurveySent,
    WriteSurveyLetters,
)
from services.intake.survey.answering import SURVEY_ANSWER
from services.intake.survey.asking import send_survey, write_letters
from services.intake.survey.figures import get_surveys
from services.intake.survey.rows import (
    answer_survey,
    get_survey_answer,
    keep_survey,
    terms,
)
from services.intake.survey.sending import SURVEY
from shared.application import Answer, Handler
from shared.decider import Decider

DECIDERS: tuple[Decider[Any], ...] = (SURVEY, replace(SURVEY_ANSWER, terms=terms))
ANSWERS: Mapping[type, Answer] = {
    GetSurveyAnswer: get_survey_answer,
    GetSurveys: get_surveys,
}
HANDLERS: Mapping[type, Handler] = {
    SendSurvey: send_survey,
    WriteSurveyLetters: write_letters,
    AnswerSurvey: answer_survey,
}
KEPT: tuple[tuple[Any, Callable[..., None]], ...] = (
    (SurveySent | SurveyLettersWritten | SurveyAnswered, keep_survey),
)
"""By the events that it is told by."""
