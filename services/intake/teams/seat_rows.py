"""How is it kept in whose queue a ticket is, and told who handed it on?"""

from __future__ import annotations

from sqlalchemy import Connection

from contracts.intake import TicketAssigned
from services.intake.teams.seating import Seated
from services.intake.timeline.entries import Entry, change, write
from shared.work import Fresh

THE_QUEUE = "the queue"
"""Who works on it, where nobody does."""


def keep_seat(connection: Connection, fresh: Fresh, event: Seated) -> None:
    """Keep who works on it and whose queue it is, and tell it in the timeline."""
    changes = {
        "assignee": event.assignee,
        "team_id": event.team_id,
        "with_school": int(event.with_school),
    }
    change(connection, fresh, event.ticket_id, changes)
    write(connection, fresh, event.ticket_id, _entry(event))


def _entry(event: Seated) -> Entry:
    """A note between the desk and the school is for both; else it is the desk's own."""
    to = event.assignee or event.team or THE_QUEUE
    if isinstance(event, TicketAssigned):
        return Entry("assigned", detail=to)
    said = f"**What is known**\n\n{event.known}\n\n**What is next**\n\n{event.next}"
    within = event.was_with_school is event.with_school
    return Entry("handed_over", said, to, internal=within)
