"""Which tickets wait in a queue, and how many?"""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

import pytest

from contracts.intake import (
    AssignTicket,
    CountTickets,
    FindTickets,
    HoldTicket,
    OpenTicket,
    Queue,
    Requester,
    ResolveTicket,
    TicketCountsView,
)
from contracts.values import Channel, Level
from tests.support.cast import ASHGROVE, BECKFIELD, BEN, PRIYA
from tests.support.town import Town


def opened(town: Town, name: str, school: UUID = ASHGROVE) -> dict[str, Any]:
    """A ticket of a school, as the commands about it name it."""
    ticket: dict[str, Any] = {
        "school_id": school,
        "ticket_id": uuid5(school, name),
    }
    town.execute(
        OpenTicket(
            **ticket,
            subject=name,
            description="",
            requester=Requester(name="Priya", email=PRIYA.email),
            channel=Channel.PHONE,
            impact=Level.LOW,
            urgency=Level.LOW,
        )
    )
    return ticket


@pytest.fixture
def desk(town: Town) -> Town:
    """One ticket of each kind; the ones of Ashgrove were opened a day ago."""
    mine, held, done = (opened(town, name) for name in ("mine", "held", "done"))
    town.execute(AssignTicket(**mine, version=1, assignee="olu"))
    town.execute(HoldTicket(**held, version=1, reason="A part is on its way."))
    town.execute(ResolveTicket(**done, version=1, note="Done."))
    town.settle()
    town.clock.advance(days=1)
    opened(town, "new", BECKFIELD)
    town.settle()
    return town


def subjects(town: Town, by: Any = None, **query: Any) -> set[str]:
    asked = {"by": by.caller} if by else {}
    found = town.ask(FindTickets(**query), **asked)
    return {ticket.subject for ticket in found.tickets}


def test_a_queue_has_what_waits_in_it(desk: Town) -> None:
    assert subjects(desk, queue=Queue.UNRESOLVED) == {"mine", "held", "new"}
    assert subjects(desk, queue=Queue.UNASSIGNED) == {"held", "new"}
    assert subjects(desk, queue=Queue.UNRESOLVED, assignee="olu") == {"mine"}


def test_what_is_due_soon_or_overdue_is_breaching(desk: Town) -> None:
    found = desk.ask(FindTickets(queue=Queue.UNRESOLVED)).tickets
    new = next(ticket for ticket in found if ticket.subject == "new")
    assert new.due_at is not None
    for before, breaching in ((4.5, False), (3.5, True), (-1, True)):
        desk.clock.set(new.due_at - timedelta(hours=before))
        assert ("new" in subjects(desk, queue=Queue.BREACHING)) is breaching


def test_what_waits_is_counted_as_it_is_found(desk: Town) -> None:
    counts = desk.ask(CountTickets(assignee="olu"))
    breaching = len(subjects(desk, queue=Queue.BREACHING))
    assert counts == TicketCountsView(
        assigned=1, unassigned=2, breaching=breaching, open=2, on_hold=1
    )


def test_beckfield_counts_only_its_own(desk: Town) -> None:
    counts = desk.ask(CountTickets(assignee="olu"), BEN.caller)
    assert (counts.assigned, counts.open, counts.on_hold) == (0, 1, 0)
    assert subjects(desk, BEN, queue=Queue.UNRESOLVED) == {"new"}


def test_a_requester_finds_what_they_asked_for(desk: Town) -> None:
    opened(desk, "asked by Priya at Beckfield", BECKFIELD)
    mine = {"requester_email": PRIYA.email.upper(), "school_id": ASHGROVE}
    assert subjects(desk, **mine) == {"mine", "held", "done"}
    assert subjects(desk, requester_email=BEN.email) == set()
    assert subjects(desk, requester_email="priya") == set()
