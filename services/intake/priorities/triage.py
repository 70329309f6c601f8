"""How soon is a ticket dealt with?"""

from __future__ import annotations

from dataclasses import replace

from contracts.intake import TicketTriaged, TriageTicket
from contracts.refusals import Refused
from services.intake.priorities.priority import Matrix, derive
from services.intake.ticket import Known, Opened, Resolved


def triage(
    ticket: Opened, command: TriageTicket, matrix: Matrix
) -> list[TicketTriaged]:
    """What impact and urgency make of it; Refused: another priority, unexplained."""
    derived = derive(matrix, command.impact, command.urgency)
    event = TicketTriaged(
        ticket_id=command.ticket_id,
        requester_id=ticket.known.requester_id,
        impact=command.impact,
        urgency=command.urgency,
        derived=derived,
        priority=command.priority or derived,
        reason=(command.reason or "").strip() or None,
        matrix_version=matrix.version,
        suggested=command.suggested,
    )
    if event.reason is None and triaged(ticket.known, event) == ticket.known:
        return []
    if isinstance(ticket, Resolved):
        raise Refused("This ticket is resolved. Reopen it to change its priority.")
    if event.reason is None and event.priority is not derived:
        raise Refused(
            f"Impact {command.impact.value} and urgency {command.urgency.value} make"
            f" it {derived.value}. Making it {event.priority.value} needs a reason."
        )
    return [event]


def triaged(known: Known, event: TicketTriaged) -> Known:
    """What is known when impact and urgency were set."""
    return replace(
        known, impact=event.impact, urgency=event.urgency, priority=event.priority
    )
