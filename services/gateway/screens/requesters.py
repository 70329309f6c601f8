"""Did whoever looks at a request ask for it, or for what goes on as it?"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.intake import GetTicket, TicketView
from contracts.ties import GetTies, Tie, TiesView
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
        if one.tie is Tie.MERGED:
            yield visit.asker.ask(
                GetTicket(ticket_id=one.ticket_id, school_id=view.school_id)
            )
