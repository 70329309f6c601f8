"""The language of intake about who else is told of a ticket."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from contracts.access import Right
from contracts.declare import command, event, personal, query, text, value, view
from contracts.values import SchoolId, TicketId

MOST_WATCHERS = 30
"""Of one ticket: each reply goes to all of them."""


@command("intake.watch_ticket", needs=Right.READ_TICKETS)
class WatchTicket:
    """Have somebody told of what the desk says on a ticket: oneself, or somebody else.

    `email` is theirs as directory knows it: nobody types it. `of_desk` is whether they
    are known at the MSP, and not at the school.
    """

    school_id: SchoolId
    ticket_id: TicketId
    person_id: UUID
    email: str = text(least=3, most=254)
    of_desk: bool = False


@event("intake.ticket_watched")
class TicketWatched:
    """Somebody is told from now on of what the desk says on a ticket.

    `watcher_id` stands for their address, by our key.
    """

    ticket_id: TicketId
    person_id: UUID
    watcher_id: UUID
    of_desk: bool
    email: str = personal("watcher_id", "ticket_id", most=254)


@command("intake.unwatch_ticket", needs=Right.READ_TICKETS)
class UnwatchTicket:
    """Have somebody told no longer: oneself; the desk, anybody."""

    school_id: SchoolId
    ticket_id: TicketId
    person_id: UUID


@event("intake.ticket_unwatched")
class TicketUnwatched:
    """Somebody is not told any longer of what the desk says on a ticket."""

    ticket_id: TicketId
    person_id: UUID


@query("intake.find_watchers", needs=Right.READ_TICKETS)
class FindWatchers:
    """Who watches this ticket, or one that goes on as it?"""

    ticket_id: TicketId
    school_id: SchoolId | None = None


@value
class Watcher:
    """Somebody who is told; of the desk, a school is not shown the address."""

    person_id: UUID
    of_desk: bool
    email: str
    since_at: datetime


@view("intake.watchers")
class WatchersView:
    """Who is told of a ticket besides who asked, the first to watch it first.

    Who may not read it today, since they left, is not among them.
    """

    ticket_id: TicketId
    school_id: SchoolId
    watchers: tuple[Watcher, ...]
