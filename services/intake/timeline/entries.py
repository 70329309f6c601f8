"""How is a line written in a ticket's timeline, and a change in its row?"""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from sqlalchemy import Connection, bindparam, insert, update

from contracts.intake import TicketNoted, TicketReplied
from contracts.values import ReplyBy
from services.intake.tables import tickets, timeline
from shared.work import Fresh


class Entry(NamedTuple):
    """A line of a ticket's timeline."""

    kind: str
    text: str | None = None
    detail: str | None = None
    internal: bool = False
    quoted: str | None = None
    entered_at: datetime | None = None


_SAID_BY = {ReplyBy.PHONE: "by phone", ReplyBy.IN_PERSON: "in person"}


def said_by_desk(kind: str, event: TicketReplied | TicketNoted) -> Entry:
    """The line of what the desk said: to the requester, or to itself."""
    if isinstance(event, TicketNoted):
        return Entry(kind, event.text, internal=True)
    how = _SAID_BY.get(event.by)
    return Entry(kind, event.text, how, entered_at=event.entered_at)


class Taken(Protocol):
    """An event of what somebody of the desk may have taken from a suggestion."""

    @property
    def suggested(self) -> bool: ...


def as_suggested(event: Taken) -> str:
    """What a line says besides where it was taken from a suggestion."""
    return ", as suggested" if event.suggested else ""


def change(
    connection: Connection, fresh: Fresh, ticket_id: UUID, changes: dict[str, Any]
) -> None:
    """Keep in the ticket's row what an event of its stream changes."""
    which = {"of_school": fresh.school, "of_ticket": ticket_id}
    updated_at = getattr(fresh.event, "entered_at", None) or fresh.happened_at
    told = {"version": fresh.stream_version, "updated_at": updated_at}
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
        "entered_at": entry.entered_at,
    }
    connection.execute(_ADD_ENTRY, row)


# Made once: to build a statement takes several times as long as to carry it out.
_ADD_ENTRY = insert(timeline)
_CHANGE_TICKET = update(tickets).where(
    tickets.c.school == bindparam("of_school"),
    tickets.c.ticket_id == bindparam("of_ticket"),
)
