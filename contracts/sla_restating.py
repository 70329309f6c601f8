"""The language of sla about verdicts that are restated under a later agreement.

The verdict of then is kept beside the new one, with the reason and who gave it.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from contracts.access import Right
from contracts.declare import command, event, personal, query, text, value, view, whole
from contracts.sla_what_if import Judged, Tried
from contracts.values import Priority, SchoolId, Target, TicketId


@value
class Restated:
    """What came of a target, and what comes of it under the later version."""

    target: Target
    priority: Priority
    before: Judged
    after: Judged


@command("sla.restate_clock", needs=Right.MANAGE_SCHOOLS)
class RestateClock:
    """Judge a resolved ticket once more, under a later version of the agreement."""

    school_id: SchoolId
    ticket_id: TicketId
    agreement_version: int = whole(least=1, most=1_000_000)
    reason: str = text(least=1, most=500)
    restater_id: UUID
    restater: str = text(least=1)


@event("sla.clock_restated")
class ClockRestated:
    """A ticket was judged once more, under a later version of the agreement.

    What came of it before stays beside that, and its clock keeps its own version.
    """

    ticket_id: TicketId
    clock_version: int
    agreement_version: int
    restated_at: datetime
    targets: tuple[Restated, ...]
    restater_id: UUID
    restater: str = personal("restater_id")
    reason: str = personal("restater_id", most=500)


@command("sla.restate_tickets", needs=Right.MANAGE_SCHOOLS)
class RestateTickets:
    """Restate what was resolved of the tickets that were opened in these days.

    Only those of which something else comes. Some clocks are looked at for one command;
    `after` goes on where an answer ended.
    """

    school_id: SchoolId
    from_on: date
    until_on: date
    agreement_version: int = whole(least=1, most=1_000_000)
    reason: str = text(least=1, most=500)
    restater_id: UUID
    restater: str = text(least=1)
    after: TicketId | None = None


@view("sla.restated_tickets")
class RestatedTicketsView:
    """How many tickets were restated, of how many that were looked at."""

    restated: int
    looked_at: int
    next: TicketId | None


@query("sla.preview_restating", needs=Right.MANAGE_SCHOOLS)
class PreviewRestating:
    """Of which tickets would something else come, were those of these days restated?

    Some clocks are looked at for one answer; `after` goes on where one ended.
    """

    school_id: SchoolId
    from_on: date
    until_on: date
    agreement_version: int = whole(least=1, most=1_000_000)
    after: TicketId | None = None


@view("sla.restating_preview")
class RestatingPreviewView:
    """What would be restated of some tickets; nothing is recorded by it.

    `changed` are the targets of which something else comes; `tickets` have one or more.
    """

    school_id: SchoolId
    tickets: int
    looked_at: int
    changed: tuple[Tried, ...]
    next: TicketId | None


@value
class Restatement:
    """What stands beside the verdicts of a clock: the last time it was restated."""

    agreement_version: int
    restated_at: datetime
    targets: tuple[Restated, ...]
    restater: str
    reason: str
