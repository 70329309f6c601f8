"""May a survey be sent, and is this somebody who was asked?"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from itertools import cycle, islice
from uuid import UUID, uuid5

import pytest

from contracts.refusals import Invalid, NotFound
from contracts.surveys import (
    KeepSurvey,
    KeepSurveyAnswer,
    KeepSurveyLetters,
    Scored,
    SurveyAnswered,
    SurveyLettersWritten,
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
    is_open,
    last_day,
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
sent = SurveySent(
    survey_id=WHICH, year_from=BEGINS, edition=NEWEST, letters_follow=True
)
some = KeepSurveyLetters(
    school_id=ASHGROVE, survey_id=WHICH, after=None, through=7, is_last=False
)
rest = replace(some, after=7, through=2, is_last=True)
of_some = SurveyLettersWritten(survey_id=WHICH, through=7, is_last=False)
of_rest = SurveyLettersWritten(survey_id=WHICH, through=2, is_last=True)

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


def test_letters_are_written_in_their_order_each_once() -> None:
    survey.given(sent).when(some).then(of_some)
    survey.given(sent).when(rest).then_nothing()
    survey.given(sent, of_some).when(some).then_nothing()
    survey.given(sent, of_some).when(rest).then(of_rest)
    survey.given(sent, of_some, of_rest).when(replace(rest, after=2)).then_nothing()
    with pytest.raises(NotFound, match="no such survey"):
        survey.given().when(some)


def test_of_a_survey_whose_letters_were_written_with_it_none_follow() -> None:
    survey.given(replace(sent, letters_follow=False)).when(some).then_nothing()


@pytest.mark.parametrize(
    ("sent_at", "last", "over_at"),
    [
        ("2026-06-08T08:00Z", date(2026, 7, 20), "2026-07-20T23:00Z"),
        # The clocks go back between the two, and forward.
        ("2026-09-20T11:00Z", date(2026, 11, 1), "2026-11-02T00:00Z"),
        ("2026-03-01T11:00Z", date(2026, 4, 12), "2026-04-12T23:00Z"),
        # It is the next day in London already.
        ("2026-09-20T23:30Z", date(2026, 11, 2), "2026-11-03T00:00Z"),
    ],
)
def test_it_is_answered_to_the_end_of_a_day_in_london(
    sent_at: str, last: date, over_at: str
) -> None:
    began, over = map(datetime.fromisoformat, (sent_at, over_at))
    assert last_day(began) == last
    assert is_open(began, over - timedelta(seconds=1))
    assert not is_open(began, over)


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
