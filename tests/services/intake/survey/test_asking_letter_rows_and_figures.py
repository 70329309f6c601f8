"""Who is asked, what is kept of what they say, and what do others see of it?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID, uuid5

import pytest

from contracts.access import Caller, Role, platform
from contracts.declare import declaration_of
from contracts.directory import AddSchool
from contracts.intake import Requester, SetMailboxes
from contracts.outgoing import LetterFailed, LetterKind, LetterWritten
from contracts.people import EndRole
from contracts.ratings import GetSatisfaction
from contracts.refusals import Forbidden, Invalid, NotFound, Refused
from contracts.retention import RecordClass
from contracts.surveys import (
    AnswerSurvey,
    GetSurveyAnswer,
    GetSurveys,
    Scored,
    SendSurvey,
    SurveyAnswered,
    SurveyFigures,
)
from contracts.values import Channel
from services.directory.rooms import ROOMS as DIRECTORY
from services.intake.outgoing.post import PUBLIC, URL
from services.intake.outgoing.sending import Sender
from services.intake.rooms import ROOMS
from services.intake.survey import answering, asking, rows
from services.intake.survey.sending import survey_id
from tests.services.intake.retention.records import YEARS, approve, list_due, sweep
from tests.services.intake.stories import open_it
from tests.services.intake.survey.test_sending_answering_and_questions import (
    SCORES,
    WORSE,
)
from tests.services.intake.watching.people import known_people
from tests.support.cast import (
    ASHGROVE,
    ASHGROVE_MAILBOX,
    ASHGROVE_NAME,
    BECKFIELD,
    OLU,
    PRIYA,
    TICKET,
)
from tests.support.databases import Databases
from tests.support.mail_sink import Sink
from tests.support.rebuilding import compared
from tests.support.town import Town

GATEWAY = platform("gateway")
HEAD = Caller(actor="head:1", role=Role.HEAD, school=ASHGROVE)
STAFF = Caller(actor="staff:1", role=Role.STAFF, school=ASHGROVE)
OTHER_HEAD = Caller(actor="head:2", role=Role.HEAD, school=BECKFIELD)
YEAR = date(2025, 9, 1)
WHICH = survey_id(ASHGROVE, YEAR)
send = SendSurvey(school_id=ASHGROVE, year_from=YEAR)


@pytest.fixture
def known(databases: Databases) -> Any:
    """A town in which Priya and two others have asked for something."""
    town = Town([ROOMS, DIRECTORY], databases)
    town.execute(AddSchool(school_id=ASHGROVE, name=ASHGROVE_NAME))
    known_people(town)
    town.execute(SetMailboxes(school_id=ASHGROVE, addresses=(ASHGROVE_MAILBOX,)))
    town.execute(open_it)
    for name in ("sam", "una"):
        opens(town, f"{name}@ashgrove.example")
    yield town
    town.close()


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


def test_each_who_asked_for_something_is_written_one_letter(known: Town) -> None:
    opens(known, PRIYA.email.upper(), subject="Another one")
    known.execute(send, by=HEAD)
    assert len(recipients(known)) == 3
    assert {one.lower() for one in recipients(known)} == {
        *(PRIYA.email, "sam@ashgrove.example", "una@ashgrove.example"),
    }
    known.clock.advance(days=30)
    with pytest.raises(Refused, match="sent already"):
        known.execute(send)
    assert len(recipients(known)) == 3


def test_no_machine_is_asked_and_nobody_who_asked_before_the_year(known: Town) -> None:
    opens(known, "no-reply@ashgrove.example")
    opens(known, ASHGROVE_MAILBOX)
    opens(known, "probe@ashgrove.example", channel=Channel.ALERT)
    known.execute(send)
    assert len(recipients(known)) == 3
    known.clock.advance(days=120)
    with pytest.raises(Refused, match="Nobody has asked"):
        known.execute(replace(send, year_from=date(2026, 9, 1)))


def leaves(town: Town) -> None:
    """Priya is at the school no longer."""
    gone: dict[str, Any] = {"school_id": ASHGROVE, "person_id": PRIYA.person_id}
    ends = EndRole(**gone, role=Role.STAFF, until_on=date(2026, 6, 7))
    town.execute(ends, by=platform("directory"))
    town.settle()


def test_who_has_left_is_not_asked(known: Town) -> None:
    leaves(known)
    known.execute(send)
    assert PRIYA.email not in recipients(known)
    assert len(recipients(known)) == 2


def test_without_asking_who_has_left_they_would_be(
    known: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin."""
    monkeypatch.setattr(asking, "_has_left", lambda *_: False)
    leaves(known)
    known.execute(send)
    assert PRIYA.email in recipients(known)


def test_a_letter_has_a_link_and_no_mark_of_a_ticket_and_counts_as_asked(
    known: Town, sink: Sink
) -> None:
    known.execute(send)
    post(known, sink, **{PUBLIC: "https://help.msp.example"})
    post(known, sink, **{PUBLIC: "https://help.msp.example"})
    assert len(sink.taken) == 3
    [mine] = [one.message for one in sink.taken if PRIYA.email in one.message["To"]]
    assert mine["Auto-Submitted"] == "auto-generated"
    assert mine["Reply-To"] == ASHGROVE_MAILBOX
    assert "MPJT" not in str(mine)
    part = mine.get_body(("plain",))
    assert part is not None
    plain = part.get_content()
    [link] = [one for one in links(known) if f"/{one['person_id']}/" in plain]
    assert f"/survey/{ASHGROVE}/{WHICH}/" in plain
    assert link["proof"] in plain
    [one] = figures(known)
    assert (one.asked, one.answered) == (3, 0)
    assert known.ask(GetSatisfaction(school_id=ASHGROVE)).satisfied == ()


def test_without_an_address_of_ours_no_letter_goes_out_and_a_person_is_told(
    known: Town, sink: Sink
) -> None:
    known.execute(send)
    post(known, sink)
    failed = [
        one for one in known.events("intake", ASHGROVE) if isinstance(one, LetterFailed)
    ]
    assert (len(failed), sink.taken) == (3, [])
    assert PUBLIC in failed[0].answer
    assert figures(known)[0].asked == 0


def test_what_is_said_counts_once_and_is_shown_to_who_holds_the_link(
    known: Town,
) -> None:
    known.execute(send)
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


def test_of_few_answers_only_their_number_is_told(known: Town) -> None:
    known.execute(send)
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
    known.execute(send)
    answers(known, links(known)[0], comment="It is slow.")
    assert figures(known)[0].comments == ("It is slow.",)


def test_what_is_said_leads_back_to_nobody(known: Town) -> None:
    known.execute(send)
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
    known.execute(send)
    answers(known, links(known)[0])
    *_, last = known.log("intake", ASHGROVE)
    assert all(one.question.encode() in last.body for one in SCORES)


def test_what_is_erased_is_in_no_figures_and_listed_without_its_words(
    known: Town,
) -> None:
    known.execute(send)
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
    known.execute(send)
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
    known.execute(send)
    monkeypatch.setattr(rows, "proves", lambda *_: True)
    answers(known, links(known)[0] | {"proof": "a" * 20})


def test_scores_of_other_questions_are_refused(known: Town) -> None:
    known.execute(send)
    with pytest.raises(Invalid, match="not the questions"):
        answers(known, links(known)[0], scores=(Scored(question="pay", score=1),))


def test_after_six_weeks_a_survey_is_over(known: Town) -> None:
    known.execute(send)
    link = links(known)[0]
    known.clock.advance(weeks=6)
    assert not known.ask(GetSurveyAnswer(**link), by=GATEWAY).is_open
    with pytest.raises(Refused, match="is over"):
        answers(known, link)


def test_one_school_sees_nothing_of_another_and_staff_see_no_figures(
    known: Town,
) -> None:
    known.execute(send)
    assert figures(known, by=OTHER_HEAD, school_id=BECKFIELD) == []
    for by, school in ((OTHER_HEAD, ASHGROVE), (STAFF, ASHGROVE)):
        with pytest.raises(Forbidden):
            figures(known, by=by, school_id=school)
        with pytest.raises(Forbidden):
            known.execute(send, by=by)
