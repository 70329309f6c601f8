"""How does each promise of a ticket stand, in the fewest words?"""

from __future__ import annotations

from contracts.intake import TicketView
from contracts.refusals import Unavailable
from contracts.sla import ClockView, GetClock
from services.gateway.screens.visits import Visit
from services.gateway.screens.words import Chip, chip, owed_chip


def chips_of(visit: Visit, ticket: TicketView) -> list[Chip]:
    """How each promise stands; none while the clocks cannot be asked."""
    question = GetClock(school_id=ticket.school_id, ticket_id=ticket.ticket_id)
    now = visit.clock()
    owed = [owed_chip(ticket.obligation, now)] if ticket.obligation else []
    try:
        clock: ClockView = visit.asker.ask(question, requires={"intake": ticket.head})
    except Unavailable:
        return owed
    return [
        *(
            chip(one.target, one.state, one.due_at, one.remaining, now)
            for one in clock.targets
        ),
        *owed,
    ]
