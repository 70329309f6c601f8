"""Is approval asked for at a terminal, given and declined?"""

from __future__ import annotations

from contracts.access import Role
from tests.infra.command_line.desks import Desk
from tests.support.cast import ASHGROVE


def test_approval_is_asked_for_and_given_with_a_token_of_the_head(desk: Desk) -> None:
    ticket = desk.opens()
    desk.gets("tickets", "ask-approval", ticket, "A key to the safe")
    assert "Asked: A key to the safe" in desk.gets("tickets", "show", ticket)
    named = ("--name", "Mrs Head")
    why = desk.is_told("tickets", "approve", ticket, *named)
    assert "your token does not allow this here" in why
    head = desk.api.program(Role.HEAD, ASHGROVE)
    (desk.data / "operator.token").write_text(head.token)
    told = desk.gets("tickets", "approve", ticket, *named)
    assert told == f"{ticket}: Open, P4 low, unassigned, version 3\n"
    assert "Given by Mrs Head: A key" in desk.gets("tickets", "show", ticket)
    desk.gets("tickets", "decline", ticket, "He has left.", *named)
    assert "Declined by Mrs Head: A key" in desk.gets("tickets", "show", ticket)
