"""Is a call entered at a terminal, for when it was?"""

from __future__ import annotations

from datetime import timedelta

from contracts.fields import format_moment
from tests.infra.command_line.desks import Desk
from tests.infra.command_line.test_tickets import OPEN


def test_a_call_is_entered_for_when_it_was_and_says_when_it_was_entered(
    desk: Desk,
) -> None:
    ticket = desk.opens()
    opened_at = desk.town.clock()
    desk.town.clock.advance(hours=2)
    earlier = format_moment(opened_at + timedelta(hours=1))
    said = (ticket, "She knows.", "--happened-at", earlier)
    assert "version 2" in desk.gets("tickets", "call", *said)
    page = desk.gets("tickets", "show", ticket)
    assert "Reply: by phone" in page
    assert ", entered " in page
    desk.gets("tickets", "call", ticket, "In the hall.", "--in-person")
    assert "Reply: in person" in desk.gets("tickets", "show", ticket)


def test_a_ticket_is_opened_for_when_they_called(desk: Desk) -> None:
    when = format_moment(desk.town.clock() - timedelta(hours=1))
    ticket = desk.gets(*OPEN, "--happened-at", when).strip()
    assert ", entered " in desk.gets("tickets", "show", ticket)


def test_a_call_that_is_to_come_is_refused(desk: Desk) -> None:
    later = format_moment(desk.town.clock() + timedelta(hours=1))
    why = desk.is_told(*OPEN, "--happened-at", later)
    assert "Must not be in the future." in why
