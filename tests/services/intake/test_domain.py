"""What may be done with a ticket? Each rule told as given / when / then."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from contracts.intake import Requester
from contracts.refusals import Invalid, NotFound
from contracts.values import Level
from services.intake.domain import TICKET as DECIDER
from tests.services.intake.stories import (
    assign,
    held,
    hold,
    note,
    open_it,
    opened,
    reopen,
    reply,
    resolve,
    resume,
    ticket,
    triage,
    write,
)
from tests.support.cast import OLU
from tests.support.scenario import at

by_the_matrix = triage(impact=Level.HIGH, urgency=Level.MEDIUM)


@pytest.mark.parametrize(
    "command",
    [
        *(by_the_matrix, assign(assignee="olu"), reply, note, write),
        *(hold, resume, resolve, reopen),
    ],
)
def test_nothing_can_be_done_with_a_ticket_that_was_not_opened(command: object) -> None:
    with pytest.raises(NotFound, match="no such ticket"):
        ticket.given().when(command)


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (replace(open_it, subject=" "), "subject"),
        (replace(open_it, requester=Requester(name="\t", email=OLU.email)), None),
        (replace(reply, text="\n \n"), "text"),
        (replace(note, text=" "), "text"),
        (replace(write, text=" "), "text"),
        (replace(hold, reason=" "), "reason"),
        (replace(reopen, reason=" "), "reason"),
        (replace(resolve, note=" "), "note"),
    ],
)
def test_words_that_somebody_will_read_are_not_blank(
    command: Any, field: str | None
) -> None:
    with pytest.raises(Invalid) as refusal:
        ticket.given(opened).when(command)
    assert refusal.value.errors == {field or "requester.name": ["Must not be blank."]}


def test_every_bad_field_of_a_request_is_named() -> None:
    bad = replace(open_it, subject=" ", requester=Requester(name=" ", email="Priya"))
    with pytest.raises(Invalid) as refusal:
        ticket.given().when(bad)
    assert set(refusal.value.errors) == {
        "subject",
        "requester.name",
        "requester.email",
    }


def test_only_opening_asks_for_a_number() -> None:
    before = ticket.given(opened).state
    decided = DECIDER.decide(before, hold, at("mon 09:00"), None)
    assert list(decided) == [held]
    with pytest.raises(AssertionError, match="a number and a requester"):
        DECIDER.decide(DECIDER.initial, open_it, at("mon 09:00"), None)


def test_a_log_that_does_not_begin_with_an_opening_is_not_read() -> None:
    with pytest.raises(AssertionError, match="its first event opens"):
        DECIDER.evolve(DECIDER.initial, held)
