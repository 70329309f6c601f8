"""Does every letter go out exactly once, or wait for a person who decides?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from contracts.directory import AddSchool
from contracts.intake import GetTicket, SetMailboxes
from contracts.look import SetLook
from contracts.outgoing import (
    DropLetter,
    FindLetters,
    LetterRow,
    LettersView,
    ResendLetter,
)
from contracts.values import LetterState
from services.intake.outgoing import letter_rows, sending
from services.intake.outgoing import letters as rules
from services.intake.outgoing.letter_tables import letters
from services.intake.outgoing.post import NOT_TOLD, URL
from services.intake.outgoing.sending import LOST, TOO_LATE, Sender
from tests.services.intake.stories import open_it, reply, resolve
from tests.support.cast import ASHGROVE, ASHGROVE_MAILBOX, ASHGROVE_NAME, PRIYA, TICKET
from tests.support.mail_sink import Sink
from tests.support.rebuilding import spoil, switched
from tests.support.scenario import at
from tests.support.town import Town


class Killed(BaseException):
    """The power went."""


@pytest.fixture
def opened(town: Town) -> Town:
    """Ashgrove has a mailbox, a colour, and a ticket of Priya's."""
    town.clock.set(at("mon 09:00"))
    town.execute(AddSchool(school_id=ASHGROVE, name=ASHGROVE_NAME))
    town.execute(SetMailboxes(school_id=ASHGROVE, addresses=(ASHGROVE_MAILBOX,)))
    town.execute(SetLook(school_id=ASHGROVE, accent="#7a1f3d"))
    town.settle()
    town.execute(open_it)
    town.settle()
    return town


def look(town: Town, sink: Sink | None = None, sender: Sender | None = None) -> None:
    """Let whoever's turn it is look once for what is to be sent."""
    environment = {URL: sink.url} if sink else {}
    (sender or Sender()).send_letters(town.applications["intake"], environment)


def standing(town: Town) -> list[tuple[str, LetterState]]:
    """What of the ticket's timeline a letter tells, and how that letter stands."""
    timeline = town.ask(GetTicket(ticket_id=TICKET)).timeline
    return [(one.kind, one.letter) for one in timeline if one.letter]


def view(town: Town) -> LettersView:
    found: LettersView = town.ask(FindLetters())
    return found


def undecided(town: Town) -> LetterRow:
    [one] = view(town).letters
    return one


def decide(town: Town, kind: type[Any]) -> None:
    one = undecided(town)
    town.execute(kind(school_id=one.school_id, letter_id=one.letter_id))


def test_a_request_is_acknowledged_with_its_reference_and_what_was_promised(
    opened: Town, sink: Sink
) -> None:
    look(opened, sink)
    [taken] = sink.taken
    assert taken.recipient == PRIYA.email
    reference = opened.ask(GetTicket(ticket_id=TICKET)).reference
    body = taken.message.get_body(("plain",))
    assert body is not None
    said = body.get_content()
    assert f"Its reference is {reference}." in said
    assert "We will answer by Monday 08/06/2026 at 13:00." in said
    assert "It will be done by" in said
    assert standing(opened) == [("opened", LetterState.SENT)]


def test_answers_come_back_to_the_mailbox_with_a_mark(opened: Town, sink: Sink) -> None:
    look(opened, sink)
    [taken] = sink.taken
    assert taken.message["From"].addresses[0].addr_spec == ASHGROVE_MAILBOX
    assert taken.message["From"].addresses[0].display_name == ASHGROVE_NAME
    assert str(taken.message["Reply-To"]).startswith("help+1-")
    assert taken.sender == taken.message["Reply-To"]


def test_what_the_desk_writes_and_does_goes_out_in_one_thread(
    opened: Town, sink: Sink
) -> None:
    look(opened, sink)
    opened.clock.advance(minutes=1)
    opened.execute(reply)
    look(opened, sink)
    opened.clock.advance(minutes=1)
    opened.execute(replace(resolve, version=2))
    look(opened, sink)
    acknowledged, replied, done = (one.message for one in sink.taken)
    assert replied["References"] == acknowledged["Message-ID"]
    assert done["In-Reply-To"] == replied["Message-ID"]
    assert reply.text in str(replied)
    assert resolve.note in str(done)
    assert standing(opened) == [
        (kind, LetterState.SENT) for kind in ("opened", "reply", "resolved")
    ]


def test_a_second_look_sends_nothing_again(opened: Town, sink: Sink) -> None:
    look(opened, sink)
    look(opened, sink)
    assert len(sink.taken) == 1


def test_without_a_mail_server_letters_wait_and_it_is_said(
    opened: Town, sink: Sink
) -> None:
    look(opened)
    assert standing(opened) == [("opened", LetterState.WAITING)]
    assert (view(opened).waiting, view(opened).hindrance) == (1, NOT_TOLD)
    look(opened, sink)
    assert len(sink.taken) == 1


def test_what_a_mail_server_does_not_take_now_is_sent_later(
    opened: Town, sink: Sink
) -> None:
    sink.to_message = "451 4.7.1 Later"
    look(opened, sink)
    sink.to_message = None
    look(opened, sink)
    assert sink.taken == []
    assert standing(opened) == [("opened", LetterState.WAITING)]
    opened.clock.advance(minutes=1)
    look(opened, sink)
    assert len(sink.taken) == 1


def test_what_is_refused_for_good_waits_for_a_person_with_what_was_said(
    opened: Town, sink: Sink
) -> None:
    sink.to_recipient = "550 5.1.1 Nobody of that name"
    look(opened, sink)
    one = undecided(opened)
    assert (one.state, one.answer) == (LetterState.FAILED, sink.to_recipient)
    assert (one.recipient, one.requester_name) == (PRIYA.email, PRIYA.name)
    sink.to_recipient = None
    look(opened, sink)
    assert sink.taken == []
    decide(opened, ResendLetter)
    look(opened, sink)
    assert len(sink.taken) == 1
    assert view(opened).letters == ()


def test_a_letter_that_is_let_be_is_never_sent(opened: Town, sink: Sink) -> None:
    sink.to_recipient = "550 5.1.1 Nobody of that name"
    look(opened, sink)
    decide(opened, DropLetter)
    sink.to_recipient = None
    look(opened, sink)
    assert sink.taken == []
    assert standing(opened) == [("opened", LetterState.DROPPED)]


def test_a_school_without_a_mailbox_is_told_to_set_one(
    opened: Town, sink: Sink
) -> None:
    opened.execute(SetMailboxes(school_id=ASHGROVE, addresses=()))
    look(opened, sink)
    assert "has no mailbox to send from" in undecided(opened).answer
    assert sink.taken == []


def test_what_waited_too_long_is_shown_to_a_person(opened: Town, sink: Sink) -> None:
    opened.clock.advance(days=3, minutes=1)
    look(opened, sink)
    assert undecided(opened).answer == TOO_LATE
    assert sink.taken == []


def test_a_mail_server_that_is_away_is_left_alone_and_no_letter_is_tried(
    opened: Town, sink: Sink
) -> None:
    sender = Sender()
    port, sink.port = sink.port, 1
    look(opened, sink, sender)
    sink.port = port
    before = len(opened.log("intake", ASHGROVE))
    look(opened, sink, sender)
    assert (sink.taken, len(opened.log("intake", ASHGROVE))) == ([], before)
    opened.clock.advance(minutes=1)
    look(opened, sink, sender)
    assert len(sink.taken) == 1


def die_after_sending(monkeypatch: pytest.MonkeyPatch, town: Town, sink: Sink) -> None:
    """The mail server has the letter, and nobody is left to record it."""

    def killed(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(sending, "_record", killed)
        with pytest.raises(Killed):
            look(town, sink)
    assert len(sink.taken) == 1


def test_nobody_knows_what_was_sent_by_who_died_and_it_is_never_sent_again(
    opened: Town, sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    die_after_sending(monkeypatch, opened, sink)
    for _ in range(3):
        opened.clock.advance(hours=1)
        look(opened, sink)
    assert len(sink.taken) == 1
    one = undecided(opened)
    assert (one.state, one.answer) == (LetterState.UNKNOWN, LOST)
    decide(opened, ResendLetter)
    look(opened, sink)
    first, second = (one.message["Message-ID"] for one in sink.taken)
    assert first == second, "whoever got both can tell that they are one"


def test_without_taking_it_up_first_it_would_be_sent_twice(
    opened: Town, sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin."""
    monkeypatch.setattr(sending, "_take_up", lambda *_: None)
    die_after_sending(monkeypatch, opened, sink)
    look(opened, sink)
    assert len(sink.taken) == 2


def test_to_build_anew_sends_nothing(opened: Town, sink: Sink) -> None:
    look(opened, sink)
    spoil(opened, "intake", letters, state="waiting")
    assert "letters" in switched(opened, "intake").tables
    look(opened, sink)
    assert len(sink.taken) == 1
    assert standing(opened) == [("opened", LetterState.SENT)]


def test_if_only_the_intent_were_kept_to_build_anew_would_send(
    opened: Town, sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: what came of it is an event, and not a row of the moment."""
    look(opened, sink)
    forgetful = dict.fromkeys(rules.STATES, LetterState.WAITING)
    for module in (rules, letter_rows):
        monkeypatch.setattr(module, "STATES", forgetful)
    switched(opened, "intake")
    look(opened, sink)
    assert len(sink.taken) == 2


def test_what_is_heard_again_writes_no_second_letter(opened: Town, sink: Sink) -> None:
    look(opened, sink)
    heard = opened.log("sla", ASHGROVE)
    opened.link.hosted["intake"].subscription.receive(heard)
    opened.settle()
    look(opened, sink)
    assert len(sink.taken) == 1
