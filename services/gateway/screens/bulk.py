"""How are several tickets given to somebody at once, and what became of each?"""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from flask import render_template, request

from contracts.intake import AssignTicket, GetTicket, TicketView
from contracts.refusals import Refusal
from services.gateway.screens import names
from services.gateway.screens.frame import Page, Screens
from services.gateway.screens.queue import PAGE, place_of
from services.gateway.screens.visits import Visit

screens = Screens("bulk")


class Outcome(NamedTuple):
    """What became of one ticket; `refused` says why it stayed as it was."""

    ticket: TicketView | None
    refused: str | None


@screens.on("POST", "/console/assign", needs=AssignTicket)
def assign_tickets(visit: Visit) -> Page:
    """Assign what is ticked, each on the version that was seen, and tell of each."""
    assignee = request.form.get("assignee") or None
    picked = request.form.getlist("picked")[:PAGE]
    outcomes = [_assign(visit, one, assignee) for one in picked]
    return render_template(
        "console/assigned.html",
        outcomes=outcomes,
        place=place_of(request.form),
        assignee=names.who(assignee, visit.home) if assignee else "the queue",
    )


def _assign(visit: Visit, picked: str, assignee: str | None) -> Outcome:
    """`picked` is an id and a version, as the queue has them in its boxes."""
    ticket = None
    try:
        ticket_id, _, version = picked.partition(" ")
        ticket = visit.asker.ask(GetTicket(ticket_id=UUID(ticket_id)))
        command = AssignTicket(
            school_id=ticket.school_id,
            ticket_id=ticket.ticket_id,
            version=int(version),
            assignee=assignee,
        )
        command_id = visit.asker.command_id()
        visit.asker.execute(command, command_id, ticket.correlation_id)
    except Refusal as refusal:
        return Outcome(ticket, f"{refusal.title}: {refusal}")
    except ValueError:
        return Outcome(ticket, "That is no ticket.")
    return Outcome(ticket, None)
