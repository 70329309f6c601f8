"""Is a ticket found by whom it may be, and is a page of the queue complete?"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4, uuid5

import pytest

from contracts.intake import FindTickets, GetTicket, TicketRow
from contracts.refusals import Forbidden, Invalid, NotFound
from services.intake.queries import count_by_state
from tests.services.intake.stories import hold, open_it
from tests.support.cast import ASHGROVE, BECKFIELD, BEN, TICKET
from tests.support.town import Town


def opened(town: Town, subject: str, school: UUID = ASHGROVE) -> UUID:
    ticket_id = uuid5(school, subject)
    asked = replace(open_it, school_id=school, ticket_id=ticket_id, subject=subject)
    town.execute(asked)
    return ticket_id


def pages(town: Town, sort: str, limit: int) -> list[TicketRow]:
    """The whole queue, a page at a time."""
    found: list[TicketRow] = []
    cursor = ""
    while True:
        page = town.ask(FindTickets(sort=sort, limit=limit, cursor=cursor))
        found += page.tickets
        cursor = page.cursor
        if not cursor:
            return found


def test_beckfield_cannot_see_find_or_count_what_is_ashgroves(town: Town) -> None:
    town.execute(open_it)
    with pytest.raises(NotFound):
        town.ask(GetTicket(ticket_id=TICKET), by=BEN.caller)
    with pytest.raises(Forbidden):
        town.ask(GetTicket(ticket_id=TICKET, school_id=ASHGROVE), by=BEN.caller)
    assert town.ask(FindTickets(), by=BEN.caller).tickets == ()
    assert town.ask(FindTickets(search="projector"), by=BEN.caller).tickets == ()


def test_a_ticket_that_is_not_there_is_not_found(town: Town) -> None:
    with pytest.raises(NotFound):
        town.ask(GetTicket(ticket_id=uuid4()))


@pytest.mark.parametrize("sort", ["due", "updated"])
def test_pages_of_any_length_hold_every_ticket_once(town: Town, sort: str) -> None:
    for number in range(7):
        town.clock.advance(minutes=1)
        opened(town, f"Request {number}")
    town.settle()
    whole = town.ask(FindTickets(sort=sort)).tickets
    assert len({ticket.ticket_id for ticket in whole}) == 7
    for limit in (1, 2, 3, 7):
        assert pages(town, sort, limit) == list(whole)


def test_what_changed_last_comes_first(town: Town) -> None:
    for name in ("first", "second"):
        town.clock.advance(minutes=1)
        opened(town, name)
    subjects = [t.subject for t in town.ask(FindTickets(sort="updated")).tickets]
    assert subjects == ["second", "first"]


def test_every_word_has_to_be_in_reference_subject_or_requester(town: Town) -> None:
    opened(town, "Printer in the office")
    opened(town, "Printer in the library")
    found = town.ask(FindTickets(search="PRINTER library")).tickets
    assert [ticket.subject for ticket in found] == ["Printer in the library"]
    [first] = town.ask(FindTickets(search="-1 priya")).tickets
    assert first.reference.endswith("-1")


def test_a_percent_sign_is_a_letter_like_any_other(town: Town) -> None:
    opened(town, "Battery at 5%")
    opened(town, "Battery empty")
    assert len(town.ask(FindTickets(search="5%")).tickets) == 1
    assert town.ask(FindTickets(search="%%%")).tickets == ()


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        (FindTickets(sort="name"), "sort"),
        (FindTickets(cursor="not one of ours"), "cursor"),
    ],
)
def test_what_cannot_be_asked_is_named(
    town: Town, query: FindTickets, wrong: str
) -> None:
    with pytest.raises(Invalid, match=wrong):
        town.ask(query)


def test_tickets_are_counted_by_where_they_are_in_their_life(town: Town) -> None:
    town.execute(open_it)
    opened(town, "Another", BECKFIELD)
    town.execute(hold)
    assert town.applications["intake"].read(count_by_state) == {"on_hold": 1, "open": 1}
