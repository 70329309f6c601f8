"""Is this somebody who was asked, and what is new of what they say?

A link is told to nobody but whom the letter goes to. It ends in a keyed hash, so nobody
makes one. The id of an answer is a keyed hash, too: it leads back to nobody, and
saying it again still counts once.

Pure: `sign` is the keyed hash of the school.
"""

from __future__ import annotations

import json
from base64 import b32encode
from datetime import date, datetime, timedelta
from hmac import compare_digest
from typing import NamedTuple, TypeAlias
from uuid import UUID

from contracts.refusals import Invalid, Refused
from contracts.surveys import (
    KeepSurveyAnswer,
    Scored,
    SurveyAnswered,
    SurveyQuestion,
)
from services.intake.mail.references import Sign
from services.intake.months import LONDON
from services.intake.ratings.rating import MOST_CHANGES
from shared.decider import Decider

OPEN_FOR = timedelta(weeks=6)
"""For so long a survey is answered, and to the end of its last day in London."""

_SIGNED = 20
"""Characters of base 32: nobody guesses one of 2 to the power of 100."""


Answer: TypeAlias = int
"""How often it was said: what was said is sealed, so that no rule reads it."""


class Said(NamedTuple):
    """What was said last, as it is kept."""

    scores: str
    comment: str | None


def last_day(sent_at: datetime) -> date:
    """The last day on which a survey is answered: then its figures stay as they are."""
    return sent_at.astimezone(LONDON).date() + OPEN_FOR


def is_open(sent_at: datetime, now: datetime) -> bool:
    """Whether a survey is still answered."""
    return now.astimezone(LONDON).date() <= last_day(sent_at)


def proof(sign: Sign, survey_id: UUID, person_id: UUID) -> str:
    """What the link of somebody who is asked ends in."""
    signed = sign(f"survey:{survey_id}:{person_id}".encode())
    return b32encode(signed)[:_SIGNED].decode().lower()


def proves(sign: Sign, survey_id: UUID, person_id: UUID, claimed: str) -> bool:
    """Whether a link is one that we made."""
    made = proof(sign, survey_id, person_id)
    return compare_digest(made.encode(), claimed.encode())


def answer_id(sign: Sign, survey_id: UUID, person_id: UUID) -> UUID:
    """Where it is kept what somebody says, without saying who."""
    signed = sign(f"survey answer:{survey_id}:{person_id}".encode())
    return UUID(bytes=signed[:16], version=4)


def in_order(
    questions: tuple[SurveyQuestion, ...], scores: tuple[Scored, ...]
) -> tuple[Scored, ...]:
    """The scores as they were asked for; Invalid unless each question has one."""
    given = {one.question: one for one in scores}
    asked = [one.name for one in questions]
    if len(given) != len(scores) or not given.keys() <= set(asked):
        raise Invalid({"scores": ["These are not the questions of the survey."]})
    missing = [one for one in asked if one not in given]
    if missing:
        raise Invalid({"scores": [f"Nothing is said of: {', '.join(missing)}."]})
    return tuple(given[one] for one in asked)


def as_text(scores: tuple[Scored, ...]) -> str:
    """Scores as they are kept, and sealed."""
    return json.dumps({one.question: one.score for one in scores})


def decide(
    answer: Answer, command: KeepSurveyAnswer, _now: datetime, before: Said | None
) -> list[SurveyAnswered]:
    """What was said, unless it is what was said `before`.

    Refused where it was changed too often.
    """
    said = Said(as_text(command.scores), command.comment)
    if said == before:
        return []
    if answer > MOST_CHANGES:
        raise Refused("It was changed as often as it can be, and stays as it is.")
    answered = SurveyAnswered(
        survey_id=command.survey_id,
        answer_id=command.answer_id,
        scores=said.scores,
        comment=said.comment,
    )
    return [answered]


def evolve(answer: Answer, _: SurveyAnswered) -> Answer:
    """What is true after the event."""
    return answer + 1


SURVEY_ANSWER: Decider[Answer] = Decider(
    category="survey-answer",
    identity="answer_id",
    commands=(KeepSurveyAnswer,),
    initial=0,
    decide=decide,
    evolve=evolve,
)
