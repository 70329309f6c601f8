"""What is kept of letters, and what is each made of when it is sent?"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest

from contracts.directory import AddSchool
from contracts.intake import SetMailboxes
from contracts.look import SetLook
from contracts.outgoing import LetterKind, Outcome
from contracts.refusals import Refused
from contracts.values import LetterState
from services.intake.mail.references import number_in_address, number_in_ids
from services.intake.outgoing.composing import Facts
from services.intake.outgoing.letter_facts import letter_facts
from services.intake.outgoing.letter_rows import (
    addressee,
    earlier_letters,
    letters_about,
    letters_to_send,
)
from services.intake.outgoing.post import Post
from services.intake.ratings.rating import proof
from tests.services.intake.stories import open_it
from tests.support.cast import (
    ASHGROVE,
    ASHGROVE_MAILBOX,
    ASHGROVE_NAME,
    PRIYA,
    TICKET,
)
from tests.support.letters import LETTER, OTHER_LETTER, refused_letter
from tests.support.town import Town

POST = Post(
    kind="smtp",
    host="127.0.0.1",
    port=25,
    user=None,
    password=None,
    sender=None,
    public="https://help.msp.example",
)


@pytest.fixture
def opened(town: Town) -> Town:
    town.execute(AddSchool(school_id=ASHGROVE, name=ASHGROVE_NAME))
    town.execute(SetMailboxes(school_id=ASHGROVE, addresses=(ASHGROVE_MAILBOX,)))
    town.execute(open_it)
    return town


def read(town: Town, question: Any, *arguments: Any) -> Any:
    return town.applications["intake"].read(question, *arguments, school=ASHGROVE)


def sign(content: bytes) -> bytes:
    return sha256(content).digest()


def facts(town: Town, post: Post = POST) -> Facts:
    found: Facts = read(town, letter_facts, ASHGROVE, LETTER, sign, post)
    return found


def acknowledged(town: Town) -> int:
    found = read(town, addressee, ASHGROVE, TICKET)
    count: int = found.acknowledged
    return count


def test_a_letter_goes_to_whom_the_ticket_is_from(opened: Town) -> None:
    found = read(opened, addressee, ASHGROVE, TICKET)
    assert (found.email, found.is_ours, found.acknowledged) == (PRIYA.email, False, 0)
    assert read(opened, addressee, ASHGROVE, OTHER_LETTER) is None


def test_acknowledgements_to_one_person_are_counted(opened: Town) -> None:
    assert acknowledged(opened) == 0
    opened.settle()
    assert acknowledged(opened) == 1


def test_a_mailbox_of_the_school_is_ourselves(opened: Town) -> None:
    ours = (ASHGROVE_MAILBOX, PRIYA.email)
    opened.execute(SetMailboxes(school_id=ASHGROVE, addresses=ours))
    assert read(opened, addressee, ASHGROVE, TICKET).is_ours


def test_how_a_letter_stands_is_told_of_what_it_is_about(opened: Town) -> None:
    refused_letter(opened)
    refused_letter(opened, OTHER_LETTER, outcome=Outcome.UNCERTAIN)
    assert read(opened, letters_about, ASHGROVE, TICKET) == {
        LETTER: LetterState.FAILED,
        OTHER_LETTER: LetterState.UNKNOWN,
    }
    assert read(opened, letters_to_send, opened.clock(), 9) == []


def test_what_may_have_been_sent_before_is_named_by_what_comes_after(
    opened: Town,
) -> None:
    refused_letter(opened, OTHER_LETTER, outcome=Outcome.UNCERTAIN)
    opened.clock.advance(minutes=1)
    refused_letter(opened)
    before = opened.clock()
    which = ASHGROVE, TICKET, before
    priya = opened.keyring.pseudonym(ASHGROVE, PRIYA.email)
    assert read(opened, earlier_letters, *which, priya) == [OTHER_LETTER]
    assert read(opened, earlier_letters, *which, TICKET) == []
    found = facts(opened)
    assert number_in_ids(sign, found.earlier) == 1
    assert found.message_id not in found.earlier


def test_a_letter_bears_what_proves_it_ours(opened: Town) -> None:
    refused_letter(opened)
    found = facts(opened)
    assert found.kind is LetterKind.REPLY
    assert number_in_address(sign, found.answers_to) == 1
    assert number_in_ids(sign, [found.message_id]) == 1
    assert found.mark.startswith(f"[{found.reference}:")


def test_a_letter_is_in_the_name_and_the_colour_of_its_school(opened: Town) -> None:
    refused_letter(opened)
    opened.settle()
    assert (facts(opened).school, facts(opened).accent) == (ASHGROVE_NAME, None)
    opened.execute(SetLook(school_id=ASHGROVE, shown_name="Ashgrove", accent="#7a1f3d"))
    opened.settle()
    assert (facts(opened).school, facts(opened).accent) == ("Ashgrove", "#7a1f3d")


def test_a_letter_leads_to_the_portal_where_that_has_an_address(opened: Town) -> None:
    refused_letter(opened)
    wanted = f"https://help.msp.example/portal/{ASHGROVE}/tickets/{TICKET}"
    assert facts(opened).link == wanted
    assert facts(opened, replace(POST, public=None)).link is None


def test_only_a_letter_that_tells_it_is_done_asks_how_it_was(opened: Town) -> None:
    refused_letter(opened)
    assert facts(opened).rate is None
    refused_letter(opened, OTHER_LETTER, kind=LetterKind.RESOLUTION)
    known = ASHGROVE, OTHER_LETTER, sign
    begins = f"https://help.msp.example/rate/{ASHGROVE}/{TICKET}/{OTHER_LETTER}/"
    asked = read(opened, letter_facts, *known, POST).rate
    assert asked == begins + proof(sign, TICKET, OTHER_LETTER)
    nowhere = replace(POST, public=None)
    assert read(opened, letter_facts, *known, nowhere).rate is None


def test_a_school_without_a_mailbox_writes_as_the_msp_or_not_at_all(
    opened: Town,
) -> None:
    refused_letter(opened)
    opened.execute(SetMailboxes(school_id=ASHGROVE, addresses=()))
    theirs = replace(POST, sender="help@msp.example")
    assert facts(opened, theirs).mailbox == "help@msp.example"
    with pytest.raises(Refused, match="no mailbox to send from"):
        facts(opened)
