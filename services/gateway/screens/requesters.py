"""Did whoever looks at a request ask for it, and what of others do they approve?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from uuid import UUID

from contracts.access import Right
from contracts.intake import (
    FindTickets,
    GetTicket,
    Queue,
    TicketRow,
    TicketsView,
    TicketView,
)
from contracts.refusals import NotFound
from contracts.ties import GetTies, Tie, TiesView
from contracts.values import ApprovalState
from services.gateway.screens import names
from services.gateway.screens.visits import Visit


def is_own(visit: Visit, view: TicketView) -> bool:
    """Whether whoever looks asked for it: they rate it, and do not approve it."""
    me = names.person(visit.actor, visit.home)
    return me is not None and me.email.lower() == view.requester.email.lower()


def asked_too(visit: Visit, view: TicketView) -> bool:
    """Whether they asked for it or for what is merged into it, and do not approve it.

    What is merged is looked up only where there is something to approve.
    """
    if view.approval is None:
        return False
    return is_own(visit, view) or _asked_before(visit, view)


def to_approve(visit: Visit, school_id: UUID) -> tuple[TicketRow, ...]:
    """What waits for whoever looks to approve it, and was not asked by themselves."""
    if not visit.may(Right.APPROVE_TICKETS, school_id):
        return ()
    question = FindTickets(
        school_id=school_id, queue=Queue.UNRESOLVED, approval=ApprovalState.ASKED
    )
    found: TicketsView = visit.asker.ask(question)
    me = names.person(visit.actor, visit.home)
    if me is None or not found.tickets:
        return found.tickets
    own: TicketsView = visit.asker.ask(replace(question, requester_email=me.email))
    asked = {one.ticket_id for one in own.tickets}
    return tuple(one for one in found.tickets if one.ticket_id not in asked)


def _asked_before(visit: Visit, view: TicketView) -> bool:
    """Whether they asked for any of what went on as this one, or as one of those."""
    if all(entry.kind != "joined" for entry in view.timeline):
        return False
    return any(
        is_own(visit, one) or _asked_before(visit, one) for one in _merged(visit, view)
    )


def _merged(visit: Visit, view: TicketView) -> Iterator[TicketView]:
    ties: TiesView = visit.asker.ask(
        GetTies(ticket_id=view.ticket_id, school_id=view.school_id)
    )
    for one in ties.ties:
        if one.tie is not Tie.MERGED:
            continue
        # What is not shown to them they did not ask for.
        with suppress(NotFound):
            yield visit.asker.ask(
                GetTicket(ticket_id=one.ticket_id, school_id=view.school_id)
            )
