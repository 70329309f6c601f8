"""What do the tests of a yearly survey share? Priya and two others are asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID, uuid5

from contracts.access import Caller, Role, platform
from contracts.intake import Requester
from contracts.outgoing import LetterKind, LetterWritten
from contracts.surveys import (
    AnswerSurvey,
    GetSurveys,
    SendSurvey,
    SurveyFigures,
)
from services.intake.outgoing.post import URL
from services.intake.outgoing.sending import Sender
from services.intake.survey import answering
from services.intake.survey.asking import write_survey_letters
from services.intake.survey.sending import survey_id
from tests.services.intake.stories import open_it
from tests.services.intake.survey.test_sending_answering_and_questions import (
    SCORES,
)
from tests.support.cast import (
    ASHGROVE,
    BECKFIELD,
    OLU,
    TICKET,
)
from tests.support.mail_sink import Sink
from tests.support.town import Town

GATEWAY = platform("gateway")
HEAD = Caller(actor="head:1", role=Role.HEAD, school=ASHGROVE)
STAFF = Caller(actor="staff:1", role=Role.STAFF, school=ASHGROVE)
OTHER_HEAD = Caller(actor="head:2", role=Role.HEAD, school=BECKFIELD)
YEAR = date(2025, 9, 1)
WHICH = survey_id(ASHGROVE, YEAR)
send = SendSurvey(school_id=ASHGROVE, year_from=YEAR)


def opens(town: Town, email: str, **rest: Any) -> None:
    requester = Requester(name=email, email=email)
    which = uuid5(TICKET, f"{email} {rest}")
    town.execute(replace(open_it, ticket_id=which, requester=requester, **rest))


def written(town: Town, school: UUID = ASHGROVE) -> list[LetterWritten]:
    return [
        one
        for one in town.events("intake", school)
        if isinstance(one, LetterWritten) and one.kind is LetterKind.SURVEY
    ]


def recipients(town: Town) -> list[str]:
    return sorted(one.recipient for one in written(town))


def links(town: Town) -> list[dict[str, Any]]:
    """What each who was asked was told."""
    sign = partial(town.keyring.fingerprint, ASHGROVE)
    return [
        {
            "school_id": ASHGROVE,
            "survey_id": one.about,
            "person_id": one.requester_id,
            "proof": answering.proof(sign, one.about, one.requester_id),
        }
        for one in written(town)
    ]


def answers(town: Town, link: dict[str, Any], **said: Any) -> None:
    town.execute(AnswerSurvey(**link, **{"scores": SCORES} | said), by=GATEWAY)


def figures(town: Town, by: Caller = OLU.caller, **asked: Any) -> list[SurveyFigures]:
    return list(town.ask(GetSurveys(**asked), by=by).surveys)


def post(town: Town, sink: Sink, **environment: str) -> None:
    Sender().send_letters(town.applications["intake"], {URL: sink.url} | environment)


def sends(town: Town, by: Caller = OLU.caller, command: SendSurvey = send) -> None:
    """Have a survey sent, and its letters written."""
    town.execute(command, by=by)
    sweep(town)


def sweep(town: Town) -> None:
    """Let whoever's turn it is write the next letters."""
    write_survey_letters(town.applications["intake"])
