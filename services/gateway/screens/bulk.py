"""How are several tickets given to somebody or merged at once, each with its result?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple
from uuid import UUID

from flask import render_template, request

from contracts.intake import AssignTicket, GetTicket, TicketView
from contracts.refusals import Refusal
from contracts.ties import MergeTicket
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
    to = names.who(assignee, visit.home) if assignee else "the queue"
    return _told(outcomes, "assigned", f"assigned to {to}")


@screens.on("POST", "/console/merge", needs=MergeTicket)
def merge_tickets(visit: Visit) -> Page:
    """Ask which of the ticked tickets goes on; then merge the others, and tell of each.

    Each is merged on the version that was seen.
    """
    picked = request.form.getlist("picked")[:PAGE]
    into = request.form.get("into")
    offered = [one for one in (_seen(visit, each) for each in picked) if one]
    survivors = [one for one in offered if str(one.ticket_id) == into]
    if not survivors:
        return render_template(
            "console/merging.html",
            picked=picked,
            offered=offered,
            place=place_of(request.form),
            school=names.school,
        )
    (survivor,) = survivors
    others = [one for one in picked if not one.startswith(str(survivor.ticket_id))]
    outcomes = [_merge(visit, one, survivor) for one in others]
    return _told(outcomes, "merged", f"merged into {survivor.reference}")


def _assign(visit: Visit, picked: str, assignee: str | None) -> Outcome:
    return _each(visit, picked, lambda which: AssignTicket(**which, assignee=assignee))


def _merge(visit: Visit, picked: str, survivor: TicketView) -> Outcome:
    ticket = _seen(visit, picked)
    if ticket is not None and ticket.school_id != survivor.school_id:
        return Outcome(ticket, "It is another school's.")
    into = survivor.ticket_id
    return _each(visit, picked, lambda which: MergeTicket(**which, into_id=into))


def _seen(visit: Visit, picked: str) -> TicketView | None:
    """The ticket that a box stands for, if there is one."""
    try:
        wanted = UUID(picked.partition(" ")[0])
        view: TicketView = visit.asker.ask(GetTicket(ticket_id=wanted))
    except (Refusal, ValueError):
        return None
    return view


def _each(visit: Visit, picked: str, made: Callable[[dict[str, Any]], Any]) -> Outcome:
    """`picked` is an id and a version, as the queue has them in its boxes."""
    ticket = _seen(visit, picked)
    if ticket is None:
        return Outcome(None, "That is no ticket.")
    which = {"school_id": ticket.school_id, "ticket_id": ticket.ticket_id}
    try:
        command = made(which | {"version": int(picked.partition(" ")[2])})
        visit.asker.execute(command, visit.asker.command_id(), ticket.correlation_id)
    except Refusal as refusal:
        return Outcome(ticket, f"{refusal.title}: {refusal}")
    except ValueError:
        return Outcome(ticket, "That is no ticket.")
    return Outcome(ticket, None)


def _told(outcomes: list[Outcome], did: str, said: str) -> str:
    return render_template(
        "console/outcomes.html",
        outcomes=outcomes,
        place=place_of(request.form),
        did=did,
        said=said,
    )
