"""How are verdicts restated under a later agreement? One ticket's, or of many days."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from marshmallow import Schema, fields

from contracts.intake import GetTicket, TicketView
from contracts.sla_explanation import ExplainClock
from contracts.sla_restating import RestateClock, RestatedTicketsView, RestateTickets
from services.gateway.asking import Asker
from services.gateway.routes import Body, Routes
from services.gateway.schemas import body_of
from services.gateway.sla import Explanation


class Restated(NamedTuple):
    """How many tickets were restated, of how many that were looked at."""

    restated: int
    looked_at: int


routes = Routes("restating", "Verdicts beside those of then.")


class RestatedTickets(Schema):
    """How many tickets were restated, of how many that were looked at."""

    restated = fields.Integer(required=True)
    looked_at = fields.Integer(required=True)


@routes.on(
    "POST",
    "/tickets/<uuid:ticket_id>/sla/restate",
    needs=RestateClock,
    body=body_of(RestateClock, "school_id", "ticket_id", "restater_id"),
    answer=Explanation(),
    keyed=True,
)
def restate_clock(asker: Asker, ticket_id: UUID, body: Body) -> Any:
    """Judge a resolved ticket once more, under a later version of the agreement.

    What came of it then is kept beside it, with the reason and who gave it.
    """
    view: TicketView = asker.ask(GetTicket(ticket_id=ticket_id))
    command = RestateClock(
        school_id=view.school_id,
        ticket_id=ticket_id,
        restater_id=asker.caller_id,
        **body,
    )
    asker.execute(command, asker.command_id(view.school_id, ticket_id))
    return asker.ask(ExplainClock(school_id=view.school_id, ticket_id=ticket_id))


@routes.on(
    "POST",
    "/schools/<uuid:school_id>/sla/restate",
    needs=RestateTickets,
    body=body_of(RestateTickets, "school_id", "restater_id", "after"),
    answer=RestatedTickets(),
    keyed=True,
)
def restate_tickets(asker: Asker, school_id: UUID, body: Body) -> Any:
    """Restate what was resolved of the tickets that were opened in these days.

    Those of which something else comes under the later version; none of it is undone.
    """
    command = RestateTickets(school_id=school_id, restater_id=asker.caller_id, **body)
    return restate_all(asker, command)._asdict()


def restate_all(asker: Asker, command: RestateTickets) -> Restated:
    """Restate them some at a time, so that nobody else waits long."""
    command_id, after = asker.command_id(command.school_id), None
    restated = looked_at = 0
    while True:
        own = command_id if after is None else uuid5(command_id, str(after))
        done: RestatedTicketsView = asker.execute(replace(command, after=after), own)
        restated, looked_at = restated + done.restated, looked_at + done.looked_at
        after = done.next
        if after is None:
            return Restated(restated, looked_at)
