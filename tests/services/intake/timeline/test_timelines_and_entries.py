"""What is told of a ticket, and of those that go on as it?"""

from __future__ import annotations

from uuid import uuid4

import pytest

from contracts.intake import NoteTicket, TicketView
from contracts.ties import Tie
from tests.services.intake.tied.test_tying_and_tie_rows import (
    look,
    merge,
    three_tickets,
    ties,
    unmerge,
    write,
)
from tests.support.cast import ASHGROVE, OTHER_TICKET, PRIYA, TICKET
from tests.support.town import Town


@pytest.fixture
def desk(town: Town) -> Town:
    return three_tickets(town)


def told(view: TicketView) -> list[tuple[str, str | None]]:
    return [(one.kind, one.of_reference) for one in view.timeline]


def test_the_survivor_shows_what_came_from_whom(desk: Town) -> None:
    write(desk, TICKET, "Room 4B.")
    merge(desk, TICKET, OTHER_TICKET)
    shown = look(desk, OTHER_TICKET)
    theirs = look(desk, TICKET).reference
    assert told(shown) == [
        ("opened", theirs),
        ("opened", None),
        ("requester_replied", theirs),
        ("joined", None),
    ]
    assert shown.timeline[0].text == "**Projector 1**\n\nIt was fine on Friday."
    assert ties(desk, OTHER_TICKET) == [(Tie.MERGED, "Projector 1")]
    assert ties(desk, TICKET) == [(Tie.MERGED_INTO, "Projector 2")]


def test_notes_of_a_merged_ticket_stay_with_the_desk(desk: Town) -> None:
    note = NoteTicket(
        school_id=ASHGROVE,
        ticket_id=TICKET,
        version=1,
        message_id=uuid4(),
        text="They dropped it.",
    )
    desk.execute(note)
    merge(desk, TICKET, OTHER_TICKET)
    assert "note" in {one.kind for one in look(desk, OTHER_TICKET).timeline}
    theirs = look(desk, OTHER_TICKET, PRIYA.caller).timeline
    assert "note" not in {one.kind for one in theirs}


def test_what_a_survivor_was_told_is_told_once(desk: Town) -> None:
    merge(desk, TICKET, OTHER_TICKET)
    write(desk, TICKET, "It is dark again.")
    texts = [one.text for one in look(desk, OTHER_TICKET).timeline]
    assert texts.count("It is dark again.") == 1
    unmerge(desk, TICKET)
    texts = [one.text for one in look(desk, TICKET).timeline]
    assert texts.count("It is dark again.") == 1
