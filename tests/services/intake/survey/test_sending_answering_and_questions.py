"""May a survey be sent, and is this somebody who was asked?"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from hashlib import sha256
from itertools import cycle, islice
from uuid import UUID, uuid5

import pytest

from contracts.refusals import Invalid
from contracts.surveys import (
    KeepSurvey,
    KeepSurveyAnswer,
    Scored,
    SurveyAnswered,
    SurveySent,
)
from infra.golden import FOLDER
from services.intake.ratings.rating import MOST_CHANGES
from services.intake.survey.answering import (
    SURVEY_ANSWER,
    Said,
    answer_id,
    as_text,
    in_order,
    proof,
    proves,
)
from services.intake.survey.questions import EDITIONS, NEWEST
from services.intake.survey.sending import SURVEY, survey_id
from shared.canonical import canonical
from shared.reading import read_body
from shared.sealing import SEALED
from tests.support.cast import ASHGROVE, BECKFIELD, PRIYA, TICKET
from tests.support.scenario import Scenario

BEGINS = date(2025, 9, 1)
WHICH = survey_id(ASHGROVE, BEGINS)
WHERE = uuid5(TICKET, "answer to a survey")
SCORES = tuple(Scored(question=one.name, score=4) for one in EDITIONS[NEWEST])

survey = Scenario(SURVEY)
keep = KeepSurvey(school_id=ASHGROVE, survey_id=WHICH, year_from=BEGINS, edition=NEWEST)
sent = SurveySent(survey_id=WHICH, year_from=BEGINS, edition=NEWEST)

answer = Scenario(SURVEY_ANSWER, terms=Said("", None))
say = KeepSurveyAnswer(
    school_id=ASHGROVE, survey_id=WHICH, answer_id=WHERE, scores=SCORES, comment=None
)
WORSE = (*SCORES[:-1], replace(SCORES[-1], score=1))
said = SurveyAnswered(
    survey_id=WHICH, answer_id=WHERE, scores=as_text(SCORES), comment=None
)
worse = replace(said, scores=as_text(WORSE))


def sign(content: bytes) -> bytes:
    return sha256(b"ashgrove" + content).digest()


def test_a_survey_is_sent_once_in_a_school_year() -> None:
    survey.given().when(keep).then(sent)
    survey.given(sent).when(keep).then_refused("was sent already")
    assert survey_id(ASHGROVE, date(2025, 8, 1)) == WHICH
    assert survey_id(ASHGROVE, date(2026, 9, 1)) != WHICH
    assert survey_id(BECKFIELD, BEGINS) != WHICH


@pytest.mark.parametrize(
    "wrong",
    [date(2026, 9, 1), date(2024, 9, 1), date(2025, 9, 2), date(2026, 1, 1)],
)
def test_a_survey_is_of_the_school_year_that_runs(wrong: date) -> None:
    with pytest.raises(Invalid, match="year_from"):
        survey.given().when(replace(keep, year_from=wrong))


def test_what_is_said_is_kept_and_said_again_is_silence() -> None:
    answer.given().when(say).then(said)
    again = Scenario(SURVEY_ANSWER, terms=Said(said.scores, None))
    again.given(said).when(say).then_nothing()
    again.given(said).when(replace(say, scores=WORSE)).then(worse)
    wrote = Scenario(SURVEY_ANSWER, terms=Said(said.scores, "Slow."))
    wrote.given(said).when(replace(say, comment="Slow.")).then_nothing()
    wrote.given(said).when(say).then(said)


def test_an_answer_of_the_first_version_is_read_with_its_scores() -> None:
    golden = json.loads((FOLDER / "intake.survey_answered.v1.json").read_text())
    event = read_body("intake.survey_answered", 1, canonical(golden))
    assert isinstance(event, SurveyAnswered)
    assert (event.scores, event.comment) == ('{"question": 1}', SEALED)


def test_it_is_changed_twenty_times_and_not_once_more() -> None:
    known = [*islice(cycle((said, worse)), MOST_CHANGES)]
    answer.given(*known).when(say).then(said)
    answer.given(*known, said).when(replace(say, scores=WORSE)).then_refused(
        "as often as it can be"
    )


def test_a_link_is_of_one_person_and_one_survey_and_of_nobody_elses_making() -> None:
    made = proof(sign, WHICH, PRIYA.person_id)
    assert proves(sign, WHICH, PRIYA.person_id, made)
    assert not proves(sign, WHICH, TICKET, made)
    assert not proves(sign, TICKET, PRIYA.person_id, made)
    assert not proves(lambda it: sign(b"other" + it), WHICH, PRIYA.person_id, made)
    assert not proves(sign, WHICH, PRIYA.person_id, "é")


def test_the_id_of_an_answer_is_nobodys_and_always_the_same() -> None:
    one = answer_id(sign, WHICH, PRIYA.person_id)
    assert one == answer_id(sign, WHICH, PRIYA.person_id)
    assert one not in {PRIYA.person_id, WHICH, answer_id(sign, WHICH, TICKET)}
    assert isinstance(one, UUID)


def test_every_question_is_answered_once_in_the_order_of_the_survey() -> None:
    questions = EDITIONS[NEWEST]
    assert in_order(questions, SCORES[::-1]) == SCORES
    with pytest.raises(Invalid, match=SCORES[0].question):
        in_order(questions, SCORES[1:])
    for wrong in ((*SCORES, SCORES[0]), (*SCORES, Scored(question="pay", score=1))):
        with pytest.raises(Invalid, match="not the questions"):
            in_order(questions, wrong)


def test_an_edition_that_was_asked_is_never_worded_otherwise() -> None:
    said_so = "|".join(f"{one.name}:{one.statement}" for one in EDITIONS[1])
    assert sha256(said_so.encode()).hexdigest()[:16] == "a0bb3e10b9a312dc"
