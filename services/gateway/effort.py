"""What may be said and asked of the time that work on tickets takes?"""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from contracts.intake import GetTicket, TicketView
from contracts.refusals import NotFound
from contracts.time_spent import (
    CorrectTime,
    EffortView,
    FindTime,
    GetEffort,
    RecordTime,
    TimeView,
)
from services.gateway.asking import Asker, replayed
from services.gateway.figures import MonthQuery
from services.gateway.routes import Body, Routes
from services.gateway.schemas import answer_of, body_of

_OF_TICKET = "/tickets/<uuid:ticket_id>/time"

routes = Routes("effort", "How much time work on tickets took.")


@routes.on("GET", _OF_TICKET, needs=FindTime, answer=answer_of(TimeView))
def find_time(asker: Asker, ticket_id: UUID) -> Any:
    """Show the time that a ticket took, and those that go on as it."""
    return asker.ask(FindTime(ticket_id=ticket_id))


@routes.on(
    "POST",
    _OF_TICKET,
    needs=RecordTime,
    body=body_of(RecordTime, "school_id", "ticket_id", "time_id"),
    answer=answer_of(TimeView),
    keyed=True,
)
def record_time(asker: Asker, ticket_id: UUID, body: Body) -> Any:
    """Say how long one worked on a ticket, on which day and where."""
    ticket: TicketView = asker.ask(GetTicket(ticket_id=ticket_id))
    command_id = asker.command_id(ticket.school_id)
    command = RecordTime(
        school_id=ticket.school_id,
        ticket_id=ticket_id,
        time_id=uuid5(command_id, "time"),
        **body,
    )
    receipt = asker.execute(command, command_id, ticket.correlation_id)
    return asker.ask(FindTime(ticket_id=ticket_id)), replayed(receipt)


@routes.on(
    "POST",
    f"{_OF_TICKET}/<uuid:time_id>/correct",
    needs=CorrectTime,
    body=body_of(CorrectTime, "school_id", "time_id"),
    answer=answer_of(TimeView),
    keyed=True,
    problems=(409,),
)
def correct_time(asker: Asker, ticket_id: UUID, time_id: UUID, body: Body) -> Any:
    """Say that it was otherwise, and why; no minutes take it back."""
    known: TimeView = asker.ask(FindTime(ticket_id=ticket_id))
    if time_id not in {one.time_id for one in known.spent}:
        raise NotFound("No such time was recorded.")
    command = CorrectTime(school_id=known.school_id, time_id=time_id, **body)
    receipt = asker.execute(command, asker.command_id(known.school_id))
    return asker.ask(FindTime(ticket_id=ticket_id)), replayed(receipt)


@routes.on(
    "GET",
    "/effort",
    needs=GetEffort,
    query=MonthQuery(),
    answer=answer_of(EffortView),
)
def get_effort(asker: Asker, query: Body) -> Any:
    """Show how much time work took in a month, school by school, and where.

    A token of a school gets its own.
    """
    return asker.ask(
        GetEffort(school_id=query.get("school"), month=query.get("month", ""))
    )
