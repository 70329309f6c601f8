"""What is wrong with the platform itself, for whoever works in the queue?"""

from __future__ import annotations

from collections.abc import Sequence

from contracts.intake import FindTickets, Queue, TicketRow, TicketsView
from contracts.values import PROVIDER, Channel, Priority
from services.gateway.screens.visits import Visit

MOST = 3
"""Faults that are shown; the queue has the others."""


def faults(visit: Visit) -> Sequence[TicketRow]:
    """What monitoring has found wrong at the MSP that nobody has set right.

    A mailbox that is not collected, above all: work that does not come is not missed.
    """
    found: TicketsView = visit.asker.ask(
        FindTickets(
            school_id=PROVIDER,
            queue=Queue.UNRESOLVED,
            channel=Channel.ALERT,
            priority=Priority.P1,
            limit=MOST,
        )
    )
    return found.tickets
