"""The language of intake about what was answered to a form."""

from __future__ import annotations

from enum import Enum

from contracts.declare import several, text, value, whole

MOST_QUESTIONS = 30
"""Questions of one form."""

LONGEST_ANSWER = 2_000
"""Characters of an answer to one question."""


class AnswerKind(Enum):
    """How a question is answered; a person is named by name or address."""

    TEXT = "text"
    CHOICE = "choice"
    DATE = "date"
    PERSON = "person"


@value
class Answer:
    """What was answered to one question, as it was worded; a date as ISO 8601."""

    question: str = text(least=1, most=40)
    label: str = text(least=1)
    kind: AnswerKind = AnswerKind.TEXT
    answer: str = text(most=LONGEST_ANSWER)


@value
class Answered:
    """What was answered to the form that an offering had in a version."""

    offering: str = text(least=1, most=40)
    title: str = text(least=1)
    catalogue_version: int = whole(least=1, most=2**31)
    answers: tuple[Answer, ...] = several(most=MOST_QUESTIONS)
