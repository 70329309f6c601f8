"""Is approval asked for at a terminal, given and declined?"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from contracts.access import Role
from tests.infra.command_line.desks import Desk
from tests.services.gateway.api import json_of
from tests.support.cast import ASHGROVE

REPLY = {"version": 2, "text": "It is the key to all safes."}


@pytest.fixture
def ticket(desk: Desk) -> Iterator[str]:
    """A ticket that waits for approval, while a head is at the terminal."""
    ticket = desk.opens()
    desk.gets("tickets", "ask-approval", ticket, "A key to the safe")
    assert "Asked: A key to the safe" in desk.gets("tickets", "show", ticket)
    kept = desk.data / "operator.token"
    before = kept.read_text()
    kept.write_text(desk.api.program(Role.HEAD, ASHGROVE).token)
    yield ticket
    kept.write_text(before)


def test_approval_is_given_and_declined_with_a_token_of_the_head(
    desk: Desk, ticket: str
) -> None:
    told = desk.gets("tickets", "approve", ticket, "--version", 2)
    assert told.splitlines() == [
        f"{ticket}: The printer in the library is jammed",
        "To be approved: A key to the safe",
        f"{ticket}: Open, P4 low, unassigned, version 3",
    ]
    by = "a program in the role of head"
    assert f"Given by {by}: A key" in desk.gets("tickets", "show", ticket)
    desk.gets("tickets", "decline", ticket, "He has left.", "--version", 3)
    assert f"Declined by {by}: A key" in desk.gets("tickets", "show", ticket)


@pytest.mark.parametrize("words", [("approve",), ("decline", "He has left.")])
def test_nothing_is_decided_that_was_not_shown_before(
    desk: Desk, ticket: str, words: tuple[str, ...]
) -> None:
    act, *said = words
    shown = desk.types("tickets", act, ticket, *said)
    assert shown.exit_code == 1
    assert "To be approved: A key to the safe\n" in shown.stdout
    assert "nothing is decided yet: say --version 2" in shown.stderr
    assert "Asked: A key to the safe" in desk.gets("tickets", "show", ticket)


def test_what_changed_since_it_was_shown_is_not_approved(
    desk: Desk, ticket: str
) -> None:
    json_of(desk.api.olu.post(f"/tickets/{id_of(desk, ticket)}/reply", REPLY))
    late = desk.types("tickets", "approve", ticket, "--version", 2)
    assert late.exit_code == 1
    assert "Asked: A key to the safe" in desk.gets("tickets", "show", ticket)


def test_nothing_is_approved_without_the_right_or_that_nobody_asked_for(
    desk: Desk,
) -> None:
    ticket = desk.opens()
    why = desk.is_told("tickets", "approve", ticket)
    assert why == f"nobody has asked for approval of {ticket}"
    desk.gets("tickets", "ask-approval", ticket, "A key to the safe")
    refused = desk.types("tickets", "approve", ticket, "--version", 2)
    assert refused.exit_code == 1
    assert "your token does not allow this here" in refused.stderr


def id_of(desk: Desk, reference: str) -> str:
    [row] = json_of(desk.api.olu.get("/tickets", search=reference))["tickets"]
    return str(row["ticket_id"])
