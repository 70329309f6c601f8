"""Who is asked, and what is in the letter that asks them?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from contracts.access import Role, platform
from contracts.outgoing import LetterFailed
from contracts.people import EndRole
from contracts.ratings import GetSatisfaction
from contracts.refusals import Refused
from contracts.surveys import SurveyLettersWritten, WriteSurveyLetters
from contracts.values import Channel
from services.intake.outgoing.post import PUBLIC
from services.intake.survey import asking
from tests.services.intake.survey.asked import (
    HEAD,
    WHICH,
    figures,
    links,
    opens,
    post,
    recipients,
    send,
    sends,
    sweep,
    written,
)
from tests.support.cast import (
    ASHGROVE,
    ASHGROVE_MAILBOX,
    PRIYA,
    TICKET,
)
from tests.support.mail_sink import Sink
from tests.support.rebuilding import compared
from tests.support.town import Town


def test_each_who_asked_for_something_is_written_one_letter(anywhere: Town) -> None:
    known = anywhere
    opens(known, PRIYA.email.upper(), subject="Another one")
    sends(known, by=HEAD)
    assert len(recipients(known)) == 3
    assert {one.lower() for one in recipients(known)} == {
        *(PRIYA.email, "sam@ashgrove.example", "una@ashgrove.example"),
    }
    known.clock.advance(days=30)
    with pytest.raises(Refused, match="sent already"):
        sends(known)
    assert len(recipients(known)) == 3


def test_no_machine_is_asked_and_nobody_who_asked_before_the_year(known: Town) -> None:
    opens(known, "no-reply@ashgrove.example")
    opens(known, ASHGROVE_MAILBOX)
    opens(known, "probe@ashgrove.example", channel=Channel.ALERT)
    sends(known)
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
    sends(known)
    assert PRIYA.email not in recipients(known)
    assert len(recipients(known)) == 2


def test_without_asking_who_has_left_they_would_be(
    known: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin."""
    monkeypatch.setattr(asking, "_has_left", lambda *_: False)
    leaves(known)
    sends(known)
    assert PRIYA.email in recipients(known)


def test_whose_newest_ticket_a_program_wrote_is_asked_by_an_older_one(
    known: Town,
) -> None:
    opens(known, PRIYA.email, channel=Channel.ALERT)
    sends(known)
    [mine] = [one for one in written(known) if one.recipient == PRIYA.email]
    assert mine.ticket_id == TICKET


def test_letters_are_written_so_many_at_a_time_and_then_no_more(
    known: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "AT_ONCE", 2)
    opens(known, PRIYA.email, subject="Another one")
    known.execute(send)
    assert recipients(known) == []
    sweep(known)
    assert len(recipients(known)) == 2
    for _ in range(3):
        sweep(known)
    assert len(recipients(known)) == 3
    told = [
        (one.through, one.is_last)
        for one in known.events("intake", ASHGROVE)
        if isinstance(one, SurveyLettersWritten)
    ]
    assert told == [(3, False), (1, False), (0, True)]
    assert not compared(known, "intake")


class Killed(BaseException):
    """The process ends here."""


def test_who_is_killed_between_two_letters_has_written_none_and_they_follow_once(
    known: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    known.execute(send)
    begun: list[Any] = []

    def is_killed(*letter: Any) -> None:
        if begun:
            raise Killed
        begun.append(letter)
        write(*letter)

    write = asking._write
    with monkeypatch.context() as patched:
        patched.setattr(asking, "_write", is_killed)
        with pytest.raises(Killed):
            sweep(known)
    assert (len(begun), recipients(known)) == (1, [])
    sweep(known)
    assert len(recipients(known)) == 3


def written_anew(town: Town) -> None:
    """Who took these letters up before does not know that they are written."""
    sends(town)
    anew = WriteSurveyLetters(school_id=ASHGROVE, survey_id=WHICH, after=None)
    town.execute(anew, by=platform("intake"))


def test_letters_that_somebody_else_has_written_are_not_written_again(
    known: Town,
) -> None:
    written_anew(known)
    assert len(recipients(known)) == 3


def test_without_looking_who_has_written_them_they_would_be_written_again(
    known: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: neither the place in the year nor the id of a letter tells of it."""
    monkeypatch.setattr(asking, "_is_next", lambda *_: True)
    monkeypatch.setattr(asking, "letter_id", lambda *_: uuid4())
    written_anew(known)
    assert len(recipients(known)) == 6


def test_a_letter_has_a_link_and_no_mark_of_a_ticket_and_counts_as_asked(
    known: Town, sink: Sink
) -> None:
    sends(known)
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
    sends(known)
    post(known, sink)
    failed = [
        one for one in known.events("intake", ASHGROVE) if isinstance(one, LetterFailed)
    ]
    assert (len(failed), sink.taken) == (3, [])
    assert PUBLIC in failed[0].answer
    assert figures(known)[0].asked == 0
