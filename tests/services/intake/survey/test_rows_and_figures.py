"""What is kept of what somebody says, and what do others see of it?"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import event as listening

from contracts.access import platform
from contracts.declare import declaration_of
from contracts.refusals import Forbidden, Invalid, NotFound, Refused
from contracts.retention import RecordClass
from contracts.surveys import (
    GetSurveyAnswer,
    GetSurveys,
    KeepSurvey,
    Scored,
    SurveyAnswered,
)
from services.intake.survey import rows
from services.intake.survey.questions import NEWEST
from services.intake.survey.sending import survey_id
from tests.services.intake.retention.records import YEARS, approve, list_due, sweep
from tests.services.intake.survey.asked import (
    GATEWAY,
    HEAD,
    OTHER_HEAD,
    STAFF,
    YEAR,
    answers,
    figures,
    links,
    send,
    sends,
)
from tests.services.intake.survey.test_sending_answering_and_questions import (
    SCORES,
    WORSE,
)
from tests.support.cast import (
    ASHGROVE,
    BECKFIELD,
)
from tests.support.rebuilding import compared
from tests.support.town import Town


def test_what_is_said_counts_once_and_is_shown_to_who_holds_the_link(
    anywhere: Town,
) -> None:
    known = anywhere
    sends(known)
    link, *others = links(known)
    asked = GetSurveyAnswer(**link)
    view = known.ask(asked, by=GATEWAY)
    assert (view.scores, view.is_open, view.year_from) == ((), True, YEAR)
    answers(known, link, scores=WORSE, comment="Slow. ")
    answers(known, link, comment="Better.")
    for other in others:
        answers(known, other)
    view = known.ask(asked, by=GATEWAY)
    assert (view.scores, view.comment) == (SCORES, "Better.")
    [one] = figures(known, by=HEAD, school_id=ASHGROVE, begins_in=2025)
    assert (one.answered, one.withheld, one.comments) == (3, False, ("Better.",))
    assert {it.times for it in one.questions} == {(0, 0, 0, 3, 0)}
    assert figures(known, begins_in=2024) == []


def asked_of(town: Town) -> int:
    """How many statements the database is sent for the figures of all schools."""
    sent: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        sent.append(statement)

    engine = town.databases["intake"].engine
    listening.listen(engine, "before_cursor_execute", note)
    figures(town)
    listening.remove(engine, "before_cursor_execute", note)
    return len(sent)


def test_many_surveys_take_as_many_questions_as_one(known: Town) -> None:
    sends(known)
    of_one = asked_of(known)
    for school in (uuid4(), uuid4()):
        keep = KeepSurvey(
            school_id=school, survey_id=uuid4(), year_from=YEAR, edition=NEWEST
        )
        known.execute(keep, by=platform("intake"))
    assert len(figures(known)) == 3
    assert asked_of(known) == of_one


def test_it_is_told_how_many_surveys_and_comments_are_left_out(
    known: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.intake.survey.figures.MOST_SURVEYS", 1)
    monkeypatch.setattr("services.intake.survey.figures.MOST_COMMENTS", 2)
    sends(known)
    for link in links(known):
        answers(known, link, comment="It is slow.")
    keep = KeepSurvey(
        school_id=BECKFIELD, survey_id=uuid4(), year_from=YEAR, edition=NEWEST
    )
    known.execute(keep, by=platform("intake"))
    view = known.ask(GetSurveys())
    assert (len(view.surveys), view.found) == (1, 2)
    view = known.ask(GetSurveys(school_id=ASHGROVE))
    [one] = view.surveys
    assert (view.found, one.commented, len(one.comments)) == (1, 3, 2)


def test_of_few_answers_only_their_number_is_told(known: Town) -> None:
    sends(known)
    for link in links(known)[:2]:
        answers(known, link, comment="It is slow.")
    [one] = figures(known)
    assert (one.answered, one.withheld, one.comments) == (2, True, ())
    assert {it.times for it in one.questions} == {(0,) * 5}


def test_of_few_answers_it_would_be_known_who_said_what(
    known: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin."""
    monkeypatch.setattr("services.intake.survey.figures.FEWEST", 0)
    sends(known)
    answers(known, links(known)[0], comment="It is slow.")
    assert figures(known)[0].comments == ("It is slow.",)


def test_what_is_said_leads_back_to_nobody(known: Town) -> None:
    sends(known)
    link = links(known)[0]
    answers(known, link, comment="It is slow.")
    *_, last = known.log("intake", ASHGROVE)
    assert last.type == "intake.survey_answered"
    assert str(link["person_id"]) not in repr(last)
    assert b"slow" not in last.body
    assert not any(one.question.encode() in last.body for one in SCORES)
    assert last.on_behalf_of is None
    stories = {one.correlation_id for one in known.log("intake", ASHGROVE)[:-1]}
    assert last.correlation_id not in stories


def test_scores_that_were_not_sealed_would_stand_in_the_log(
    known: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin."""
    of_comment = {"comment": ("answer_id",)}
    declared = vars(declaration_of(SurveyAnswered))
    monkeypatch.setitem(declared, "personal", of_comment)
    sends(known)
    answers(known, links(known)[0])
    *_, last = known.log("intake", ASHGROVE)
    assert all(one.question.encode() in last.body for one in SCORES)


def test_what_is_erased_is_in_no_figures_and_listed_without_its_words(
    known: Town,
) -> None:
    sends(known)
    for link in links(known):
        answers(known, link, comment="It is slow.")
    known.clock.advance(days=YEARS)
    listed = list_due(known, RecordClass.RATINGS)
    assert {one.name for one in listed.records} == {"answer to a survey"}
    approve(known, listed)
    sweep(known)
    [one] = figures(known)
    assert (one.answered, one.erased, one.withheld, one.comments) == (3, 3, False, ())
    assert {it.times for it in one.questions} == {(0,) * 5}
    view = known.ask(GetSurveyAnswer(**links(known)[0]), by=GATEWAY)
    assert (view.scores, view.comment) == ((), "")
    assert not compared(known, "intake")


def test_a_link_that_we_did_not_make_shows_and_takes_nothing(known: Town) -> None:
    sends(known)
    link, other, *_ = links(known)
    for wrong in (
        link | {"proof": "a" * 20},
        link | {"person_id": other["person_id"]},
        link | {"school_id": BECKFIELD},
        link | {"survey_id": survey_id(BECKFIELD, YEAR)},
    ):
        with pytest.raises(NotFound, match="not one of ours"):
            answers(known, wrong)
        with pytest.raises(NotFound, match="not one of ours"):
            known.ask(GetSurveyAnswer(**wrong), by=GATEWAY)


def test_a_link_that_was_not_looked_at_would_let_anybody_in(
    known: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin."""
    sends(known)
    monkeypatch.setattr(rows, "proves", lambda *_: True)
    answers(known, links(known)[0] | {"proof": "a" * 20})


def test_scores_of_other_questions_are_refused(known: Town) -> None:
    sends(known)
    with pytest.raises(Invalid, match="not the questions"):
        answers(known, links(known)[0], scores=(Scored(question="pay", score=1),))


def test_after_six_weeks_a_survey_is_over(known: Town) -> None:
    sends(known)
    link = links(known)[0]
    known.clock.advance(weeks=6)
    answers(known, link)
    known.clock.advance(days=1)
    assert not known.ask(GetSurveyAnswer(**link), by=GATEWAY).is_open
    with pytest.raises(Refused, match="is over"):
        answers(known, link)


def test_one_school_sees_nothing_of_another_and_staff_see_no_figures(
    known: Town,
) -> None:
    sends(known)
    assert figures(known, by=OTHER_HEAD, school_id=BECKFIELD) == []
    for by, school in ((OTHER_HEAD, ASHGROVE), (STAFF, ASHGROVE)):
        with pytest.raises(Forbidden):
            figures(known, by=by, school_id=school)
        with pytest.raises(Forbidden):
            known.execute(send, by=by)
