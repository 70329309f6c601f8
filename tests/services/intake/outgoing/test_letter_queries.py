"""Which letters is a person shown, and whose?"""

from __future__ import annotations

import pytest

from contracts.access import Caller, Role
from contracts.outgoing import FindLetters, Outcome
from contracts.refusals import Forbidden
from contracts.values import LetterState
from tests.services.intake.stories import open_it
from tests.support.cast import ASHGROVE, BECKFIELD, PRIYA, TICKET
from tests.support.letters import LETTER, OTHER_LETTER, REFUSED, refused_letter
from tests.support.town import Town


@pytest.fixture
def opened(town: Town) -> Town:
    town.execute(open_it)
    refused_letter(town)
    town.clock.advance(minutes=1)
    refused_letter(town, OTHER_LETTER, outcome=Outcome.UNCERTAIN)
    return town


def test_the_oldest_comes_first_with_all_that_one_decides_by(opened: Town) -> None:
    found = opened.ask(FindLetters())
    first, second = found.letters
    assert (first.letter_id, second.letter_id) == (LETTER, OTHER_LETTER)
    assert (first.state, second.state) == (LetterState.FAILED, LetterState.UNKNOWN)
    assert (first.ticket_id, first.recipient) == (TICKET, PRIYA.email)
    assert (first.subject, first.answer) == (open_it.subject, REFUSED)
    assert (found.waiting, found.undecided) == (0, 2)


def test_a_page_holds_so_many_and_all_are_counted(opened: Town) -> None:
    found = opened.ask(FindLetters(limit=1))
    assert (len(found.letters), found.undecided) == (1, 2)


def test_another_school_has_none_of_them(opened: Town) -> None:
    found = opened.ask(FindLetters(school_id=BECKFIELD))
    assert (found.letters, found.waiting, found.undecided) == ((), 0, 0)
    head = Caller(actor="person:1", role=Role.HEAD, school=ASHGROVE)
    with pytest.raises(Forbidden):
        opened.ask(FindLetters(), by=head)
