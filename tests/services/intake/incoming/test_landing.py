"""Does what was written by mail stand on its ticket as a school expects it?"""

from __future__ import annotations

from uuid import UUID

from contracts.intake import (
    RequesterReplied,
    TicketReopened,
)
from contracts.mail import (
    Fate,
)
from contracts.ties import MergeTicket
from contracts.values import TicketState
from services.intake.incoming.judging import REOPENED_WITHIN
from tests.support.cast import ASHGROVE
from tests.support.incoming import (
    deliver,
    events,
    resolve,
    ticket,
    written,
)
from tests.support.town import Town

OURS = "mx.msp.example"
OTHER_ID = UUID("3a110000-0000-4000-8000-000000000009")


def test_an_answer_to_a_message_on_a_ticket_is_put_on_it(school: Town) -> None:
    first = deliver(school, written("Message-ID: <1@ashgrove>", "", "It is dark."))
    answer = written(
        "Message-ID: <2@ashgrove>",
        "In-Reply-To: <1@ashgrove>",
        "",
        "It is bright again.",
        "",
        "On Mon, 8 Jun 2026, Priya Nair wrote:",
        "> It is dark.",
    )
    outcome = deliver(school, answer)
    assert (outcome.fate, outcome.ticket_id) == (Fate.REPLY, first.ticket_id)
    [said] = [
        e for e in ticket(school, first).timeline if e.kind == "requester_replied"
    ]
    assert said.text == "It is bright again."
    assert said.quoted == "On Mon, 8 Jun 2026, Priya Nair wrote:\n> It is dark."
    assert said.detail == "by mail from priya@ashgrove.example"


def test_an_answer_on_a_merged_ticket_is_put_on_the_survivor(school: Town) -> None:
    first = deliver(school, written("Message-ID: <1@ashgrove>", "", "It is dark."))
    survivor = deliver(school, written("Message-ID: <2@ashgrove>", "", "All dark."))
    assert first.ticket_id is not None
    assert survivor.ticket_id is not None
    merged = MergeTicket(
        school_id=ASHGROVE,
        ticket_id=first.ticket_id,
        version=ticket(school, first).version,
        into_id=survivor.ticket_id,
    )
    school.execute(merged)
    deliver(school, written("In-Reply-To: <1@ashgrove>", "", "It is bright."))
    said = ticket(school, survivor).timeline[-1]
    assert (said.kind, said.text) == ("requester_replied", "It is bright.")
    assert said.detail == f"{first.reference}, by mail from priya@ashgrove.example"
    assert ticket(school, first).timeline[-1].kind == "passed_on"


def test_an_answer_reopens_what_was_resolved_lately(school: Town) -> None:
    first = deliver(school, written("Message-ID: <1@ashgrove>", "", "It is dark."))
    resolve(school, first)
    answer = written("In-Reply-To: <1@ashgrove>", "", "It is dark again.")
    assert deliver(school, answer).ticket_id == first.ticket_id
    assert ticket(school, first).state is TicketState.OPEN
    assert events(school, TicketReopened)


def test_an_answer_long_after_is_a_ticket_that_names_the_first(school: Town) -> None:
    first = deliver(school, written("Message-ID: <1@ashgrove>", "", "It is dark."))
    resolve(school, first)
    school.clock.set(school.clock() + REOPENED_WITHIN + REOPENED_WITHIN / 100)
    outcome = deliver(school, written("In-Reply-To: <1@ashgrove>", "", "Dark again."))
    assert outcome.fate is Fate.TICKET
    follow_up = ticket(school, outcome)
    assert follow_up.description == f"This follows {first.reference}.\n\nDark again."
    assert ticket(school, first).state is TicketState.RESOLVED


def test_an_automatic_answer_reopens_nothing_and_says_nothing(school: Town) -> None:
    first = deliver(school, written("Message-ID: <1@ashgrove>", "", "It is dark."))
    resolve(school, first)
    away = written(
        "Auto-Submitted: auto-replied", "In-Reply-To: <1@ashgrove>", "", "I am away."
    )
    outcome = deliver(school, away)
    assert (outcome.fate, outcome.ticket_id) == (Fate.REPLY, first.ticket_id)
    assert ticket(school, first).state is TicketState.RESOLVED
    assert not events(school, RequesterReplied)
