"""What does a school ask for in a test that is not about what it asks?"""

from __future__ import annotations

from uuid import UUID

from contracts.intake import OpenTicket, Requester
from contracts.values import Channel, Level
from tests.support.cast import ASHGROVE, PRIYA, TICKET


def about_a_printer(
    ticket_id: UUID = TICKET, school: UUID = ASHGROVE, level: Level = Level.MEDIUM
) -> OpenTicket:
    """Priya calls about a printer. A p3: four hours to the first reply; low is a p4."""
    return OpenTicket(
        school_id=school,
        ticket_id=ticket_id,
        subject="Printer",
        description="",
        requester=Requester(name=PRIYA.name, email=PRIYA.email),
        channel=Channel.PHONE,
        impact=level,
        urgency=level,
    )
