"""Who watches a ticket, and who is meant by a name or an address?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import Schema, validate

from contracts.access import Caller
from contracts.fields import Text
from contracts.intake import GetTicket, TicketView
from contracts.refusals import Invalid
from contracts.values import PROVIDER
from contracts.watching import (
    FindWatchers,
    UnwatchTicket,
    WatchersView,
    WatchTicket,
)
from services.gateway.asking import Asker, replayed
from services.gateway.routes import Body, Routes
from services.gateway.schemas import answer_of
from services.gateway.screens import names

_OF_TICKET = "/tickets/<uuid:ticket_id>/watchers"

routes = Routes("watching", "Who else is told of what is said on a ticket.")


class NewWatcher(Schema):
    """Who is to be told."""

    who = Text(
        required=True,
        validate=validate.Length(min=1, max=254),
        metadata={"description": "A name or an address, as the directory has it."},
    )


@routes.on("GET", _OF_TICKET, needs=FindWatchers, answer=answer_of(WatchersView))
def find_watchers(asker: Asker, ticket_id: UUID) -> Any:
    """Show who is told of what is said on a ticket, besides who asked."""
    return asker.ask(FindWatchers(ticket_id=ticket_id))


@routes.on(
    "POST",
    _OF_TICKET,
    needs=WatchTicket,
    body=NewWatcher(),
    answer=answer_of(WatchersView),
    keyed=True,
)
def watch_ticket(asker: Asker, ticket_id: UUID, body: Body) -> Any:
    """Have somebody told of replies on a ticket, and when it is done.

    Somebody of its school or of the MSP; a token of a school names its own people.
    """
    ticket: TicketView = asker.ask(GetTicket(ticket_id=ticket_id))
    command_id = asker.command_id(ticket.school_id, ticket_id, "watch")
    command = WatchTicket(
        school_id=ticket.school_id,
        ticket_id=ticket_id,
        **meant(asker.caller, ticket.school_id, body["who"]),
    )
    receipt = asker.execute(command, command_id, ticket.correlation_id)
    return asker.ask(FindWatchers(ticket_id=ticket_id)), replayed(receipt)


@routes.on(
    "DELETE",
    f"{_OF_TICKET}/<uuid:person_id>",
    needs=UnwatchTicket,
    answer=None,
    status=204,
)
def unwatch_ticket(asker: Asker, ticket_id: UUID, person_id: UUID) -> Any:
    """Have somebody told no longer."""
    ticket: TicketView = asker.ask(GetTicket(ticket_id=ticket_id))
    command = UnwatchTicket(
        school_id=ticket.school_id, ticket_id=ticket_id, person_id=person_id
    )
    asker.execute(command, asker.command_id(ticket_id), ticket.correlation_id)
    return ""


def meant(caller: Caller, school_id: UUID, said: str) -> dict[str, Any]:
    """Who alone is called so, at the school or (for the MSP) at the desk.

    Invalid where that is nobody or several.
    """
    places = (school_id, PROVIDER) if caller.school is None else (school_id,)
    called = ((home, names.called(str(home), said.strip())) for home in places)
    found = [(home, one) for home, one in called if one is not None]
    if len(found) != 1:
        where = "at the school or the desk" if len(places) > 1 else "at the school"
        raise Invalid({"who": [f"Nobody alone is called so {where}. Say an address."]})
    [(home, somebody)] = found
    return {
        "person_id": somebody.person_id,
        "email": somebody.email,
        "of_desk": home == PROVIDER,
    }
