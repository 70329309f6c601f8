"""How is a line written in a ticket's timeline, and a change in its row?"""

from __future__ import annotations

from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, bindparam, insert, update

from services.intake.tables import tickets, timeline
from shared.work import Fresh


class Entry(NamedTuple):
    """A line of a ticket's timeline."""

    kind: str
    text: str | None = None
    detail: str | None = None
    internal: bool = False
    quoted: str | None = None


def change(
    connection: Connection, fresh: Fresh, ticket_id: UUID, changes: dict[str, Any]
) -> None:
    """Keep in the ticket's row what an event of its stream changes."""
    which = {"of_school": fresh.school, "of_ticket": ticket_id}
    told = {"version": fresh.stream_version, "updated_at": fresh.happened_at}
    connection.execute(_CHANGE_TICKET, which | told | changes)


def write(
    connection: Connection,
    fresh: Fresh,
    ticket_id: UUID,
    entry: Entry,
    entry_id: UUID | None = None,
) -> None:
    """Write a line about an event; `entry_id` where it is told of a second ticket."""
    row = {
        "school": fresh.school,
        "event_id": entry_id or fresh.event_id,
        "ticket_id": ticket_id,
        "at": fresh.happened_at,
        "place": fresh.stream_version,
        "kind": entry.kind,
        "actor": fresh.actor,
        "text": entry.text,
        "detail": entry.detail,
        "internal": int(entry.internal),
        "quoted": entry.quoted,
    }
    connection.execute(_ADD_ENTRY, row)


# Made once: to build a statement takes several times as long as to carry it out.
_ADD_ENTRY = insert(timeline)
_CHANGE_TICKET = update(tickets).where(
    tickets.c.school == bindparam("of_school"),
    tickets.c.ticket_id == bindparam("of_ticket"),
)
