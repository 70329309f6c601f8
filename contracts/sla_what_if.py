"""The language of sla about what would have come of a year under other terms."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum

from contracts.access import Right
from contracts.declare import query, several, value, view, whole
from contracts.sla_promises import (
    MOST_CLOSED,
    MOST_SERVICES,
    Promise,
    Reopening,
    ServicePromised,
)
from contracts.values import (
    HoldReason,
    Priority,
    SchoolId,
    Target,
    TicketId,
    WorkingHours,
)

AT_ONCE = 200
"""Tickets that are counted again for one question, so that nobody waits long for it."""


class Verdict(Enum):
    """What came of a target."""

    KEPT = "kept"
    MISSED = "missed"
    OPEN = "open"
    NOT_PROMISED = "not_promised"


@value
class OtherTerms:
    """What is tried; whatever is not given stays what each clock counted by.

    `agreement_version` has the promises and the calendar of that version. Each of
    `promises` takes the place of the one of its priority, or is promised besides; what
    is promised of services or in an inspection, and which holds stop the clock, is
    replaced whole.
    """

    agreement_version: int | None = whole(least=1, most=1_000_000, default=None)
    promises: tuple[Promise, ...] = several(most=len(Priority), default=())
    reopening: Reopening | None = None
    hours: WorkingHours | None = None
    closed: tuple[date, ...] | None = several(most=MOST_CLOSED, default=None)
    of_services: tuple[ServicePromised, ...] | None = several(
        most=MOST_SERVICES, default=None
    )
    uncovered: tuple[str, ...] | None = several(most=MOST_SERVICES, default=None)
    pausing: tuple[HoldReason, ...] | None = several(most=len(HoldReason), default=None)
    inspection: tuple[Promise, ...] | None = several(most=len(Priority), default=None)
    safeguarding_always: bool | None = None


@query("sla.what_if", needs=Right.READ_TICKETS)
class WhatIf:
    """What would have come of the tickets of these days under other terms?

    The clocks of a school are looked at some at a time; `after` goes on where an answer
    ended. The last year, where no day is given. Nothing is recorded.
    """

    school_id: SchoolId
    terms: OtherTerms
    from_on: date | None = None
    until_on: date | None = None
    after: TicketId | None = None


@value
class Judged:
    """What came of a target, and by how many minutes of working time it was too late.

    Below nothing it was so far in time. Of several cycles it is the one that used the
    most; a minute that has begun is counted whole.
    """

    verdict: Verdict
    over_minutes: int | None


@value
class Tried:
    """What came of a target of a ticket, and would have under the other terms."""

    ticket_id: TicketId
    opened_at: datetime
    priority: Priority
    target: Target
    before: Judged
    after: Judged


@value
class Tally:
    """How many targets of a kind were kept and missed, and would have been."""

    priority: Priority
    target: Target
    kept_before: int
    missed_before: int
    kept_after: int
    missed_after: int


@view("sla.what_if")
class WhatIfView:
    """What came of some tickets, and would have; `next` asks for those after them.

    `looked_at` of the `clocks` that the school has were looked at for this answer, and
    `tickets` of those were opened in these days. `changed` are the targets of which
    something else would have come.
    """

    school_id: SchoolId
    from_on: date
    until_on: date
    clocks: int
    looked_at: int
    tickets: int
    tallies: tuple[Tally, ...]
    changed: tuple[Tried, ...]
    next: TicketId | None
