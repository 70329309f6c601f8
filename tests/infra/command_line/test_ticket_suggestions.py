"""Can an operator see what is suggested at a terminal, accept it and dismiss it?"""

from __future__ import annotations

from tests.infra.command_line.desks import Desk
from tests.services.gateway.screens.test_suggested import a_past


def test_what_is_suggested_is_shown_with_why_and_accepted(desk: Desk) -> None:
    ticket = desk.api.olu.sees(a_past(desk.api))["reference"]
    told = desk.gets("tickets", "suggestions", ticket)
    assert "category\tPrinting and scanning\t3 of the 3 classified tickets" in told
    assert "priority\tP1 critical\t3 of the 3 resolved tickets with" in told
    desk.gets("tickets", "accept", ticket, "category")
    set_now = desk.gets("tickets", "accept", ticket, "priority")
    assert set_now == f"{ticket}: Open, P1 critical, unassigned, version 3\n"
    why = desk.is_told("tickets", "accept", ticket, "priority")
    assert why == f"no priority is suggested of {ticket}"


def test_a_likely_duplicate_is_dismissed(desk: Desk) -> None:
    one, other = desk.opens(), desk.opens()
    assert f"the same\t{one} " in desk.gets("tickets", "suggestions", other)
    desk.gets("tickets", "dismiss", other, one)
    assert f"the same\t{one} " not in desk.gets("tickets", "suggestions", other)
