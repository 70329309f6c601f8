"""What does an article begin with that is written from a ticket?"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from contracts.guidance import LONGEST_ARTICLE, LONGEST_TITLE
from contracts.intake import Requester, TicketView, TimelineEntry
from contracts.values import Channel, Level, Priority, TicketState
from services.gateway.screens.drafts import drafted
from tests.support.cast import ASHGROVE, ASHGROVE_NAME, TICKET
from tests.support.scenario import at

ASKED_BY = Requester(name="Priya Nair", email="priya@ashgrove.example")


def ticket(*timeline: TimelineEntry, **said: Any) -> TicketView:
    known: dict[str, Any] = {
        "ticket_id": TICKET,
        "school_id": ASHGROVE,
        "reference": "K7QM-1",
        "subject": "The projector stays dark",
        "description": "It is red.",
        "requester": ASKED_BY,
        "channel": Channel.PHONE,
        "impact": Level.LOW,
        "urgency": Level.LOW,
        "priority": Priority.P4,
        "state": TicketState.RESOLVED,
        "assignee": None,
        "version": 1,
        "opened_at": at("mon 09:00"),
        "updated_at": at("mon 09:00"),
        "correlation_id": uuid4(),
        "head": 1,
        "merged_into": None,
    }
    return TicketView(**known | said, timeline=timeline)


def entry(kind: str, text: str) -> TimelineEntry:
    return TimelineEntry(kind=kind, at=at("mon 09:00"), actor="person:1", text=text)


def drafted_text(*timeline: TimelineEntry, **said: Any) -> str:
    return drafted(ticket(*timeline, **said), ASHGROVE_NAME)["text"]


def test_it_begins_with_what_was_wrong_and_how_it_was_resolved() -> None:
    begun = drafted(
        ticket(
            entry("reply", "We are on our way."),
            entry("resolved", "It was too hot: ten minutes off."),
        ),
        ASHGROVE_NAME,
    )
    assert begun["title"] == "The projector stays dark"
    assert begun["text"] == (
        "**What you see**\n\nIt is red.\n\n"
        "**What helps**\n\nIt was too hot: ten minutes off."
    )
    assert begun["school"] == ASHGROVE_NAME
    assert begun["from_ticket"] == str(TICKET)


def test_before_it_is_resolved_the_last_reply_helps_and_a_note_never() -> None:
    note = TimelineEntry(
        kind="note",
        at=at("mon 09:00"),
        actor="person:1",
        text="The caretaker dropped it.",
        internal=True,
    )
    text = drafted_text(entry("reply", "Wait."), entry("reply", "Switch it off."), note)
    assert text.endswith("Switch it off.")
    assert "dropped" not in text


def test_without_any_answer_there_is_a_first_step_to_write() -> None:
    assert drafted_text().endswith("1.")


@pytest.mark.parametrize(
    "said",
    ["Priya Nair rang.", "PRIYA rang.", "Ask priya@ashgrove.example.", "Nair's room"],
)
def test_who_asked_is_left_out(said: str) -> None:
    text = drafted_text(description=said).casefold()
    assert "priya" not in text
    assert "nair" not in text


def test_a_name_within_another_word_stays() -> None:
    by_may = Requester(name="May Ing", email="may@ashgrove.example")
    text = drafted_text(description="Maybe it is charging.", requester=by_may)
    assert "Maybe it is charging." in text


def test_it_is_never_longer_than_an_article_may_be() -> None:
    begun = drafted(ticket(subject="x" * 200, description="y" * 50_000), ASHGROVE_NAME)
    assert len(begun["title"]) == LONGEST_TITLE
    assert len(begun["text"]) <= LONGEST_ARTICLE
