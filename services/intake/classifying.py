"""What type of ticket is it, once somebody has looked?"""

from __future__ import annotations

from dataclasses import replace

from contracts.intake import ClassifyTicket, TicketClassified
from services.intake.ticket import Known


def classify(known: Known, command: ClassifyTicket) -> list[TicketClassified]:
    """What it is from now on, in any phase; nothing where it is that already."""
    if command.type is known.type:
        return []
    return [
        TicketClassified(ticket_id=command.ticket_id, was=known.type, type=command.type)
    ]


def classified(known: Known, event: TicketClassified) -> Known:
    """What is known when its type was changed."""
    return replace(known, type=event.type)
