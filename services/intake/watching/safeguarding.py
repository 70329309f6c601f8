"""Is a ticket about safeguarding, whatever its school's list says now?"""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection

from services.intake.domain import TICKET
from services.intake.ticket import Ticket, Unopened
from shared.reading import read_event
from shared.store import Log


def is_safeguarding(connection: Connection, school: UUID, ticket_id: UUID) -> bool:
    """As its own events say; nobody knows that of a ticket that is not there."""
    ticket: Ticket = TICKET.initial
    log = Log("intake", school, connection)
    for recorded in log.stream(f"{TICKET.category}-{ticket_id}"):
        ticket = TICKET.evolve(ticket, read_event(recorded))
    return not isinstance(ticket, Unopened) and ticket.known.safeguarding
