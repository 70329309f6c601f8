"""The language of intake about what goes wrong again and again."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum

from contracts.access import Right
from contracts.declare import query, value, view, whole
from contracts.values import SchoolId, TicketId


class AlikeBy(Enum):
    """What tickets have in common that are alike."""

    CATEGORY = "category"
    SERVICE = "service"


@query("intake.find_recurring", needs=Right.READ_TICKETS)
class FindRecurring:
    """What went wrong at one school at least so often within so many days?

    Incidents count that are about the same category or service, merged ones as one.
    With `from_on`, those from that day on, and of `before_on` those before it: then
    `days` says nothing.
    """

    school_id: SchoolId | None = None
    days: int = whole(least=1, most=366, default=30)
    times: int = whole(least=1, most=1_000, default=3)
    from_on: date | None = None
    before_on: date | None = None


@value
class AlikeTicket:
    """One of the tickets that are alike."""

    ticket_id: TicketId
    reference: str


@value
class Recurring:
    """Something that recurs: how often, when last, the newest of it, and its problem.

    `problem` is a ticket of the type problem about the same that is not resolved.
    """

    school_id: SchoolId
    by: AlikeBy
    name: str
    title: str
    times: int
    last_at: datetime
    newest: tuple[AlikeTicket, ...]
    problem: AlikeTicket | None


@view("intake.recurring")
class RecurringView:
    """What recurs, the most frequent first."""

    days: int
    times: int
    recurring: tuple[Recurring, ...]
