"""What do the tests of suggestions have in common? A school with a past."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid5

from contracts.intake import ClassifyTicket, OpenTicket, Requester, ResolveTicket
from contracts.suggestions import GetSuggestions, SuggestionsView
from contracts.values import Level, TicketType
from tests.services.intake.stories import open_it
from tests.support.cast import ASHGROVE, BEN, TICKET
from tests.support.town import Town

SUBJECT = "Projector bulb is dark"


def opens(town: Town, number: int, school: UUID = ASHGROVE, **said: Any) -> UUID:
    """A ticket of Ben, who is nobody's requester else, about a projector's bulb."""
    ticket_id = uuid5(TICKET, f"{school} {number}")
    by: dict[str, Any] = {
        "requester": Requester(name=BEN.name, email=BEN.email),
        "subject": SUBJECT,
    }
    command: OpenTicket = replace(
        open_it, school_id=school, ticket_id=ticket_id, **by | said
    )
    town.execute(command)
    town.clock.advance(minutes=1)
    return ticket_id


def done(town: Town, number: int, school: UUID = ASHGROVE, **said: Any) -> UUID:
    """A ticket that was opened so, and is resolved."""
    ticket_id = opens(town, number, school, **said)
    which: dict[str, Any] = {"school_id": school, "ticket_id": ticket_id}
    town.execute(ResolveTicket(**which, version=1, note="Done."))
    return ticket_id


def past(town: Town, school: UUID = ASHGROVE, **said: Any) -> None:
    """Three tickets about the classroom that mattered to many, all done."""
    urgent: dict[str, Any] = {"impact": Level.HIGH, "urgency": Level.HIGH}
    for number in range(3):
        done(town, number, school, **{"category": "classroom"} | urgent | said)


def suggested(town: Town, ticket_id: UUID, **by: Any) -> SuggestionsView:
    found: SuggestionsView = town.ask(GetSuggestions(ticket_id=ticket_id), **by)
    return found


def classify(ticket_id: UUID, **said: Any) -> ClassifyTicket:
    which: dict[str, Any] = {"school_id": ASHGROVE, "ticket_id": ticket_id}
    return ClassifyTicket(**which | {"version": 1, "type": TicketType.INCIDENT} | said)
