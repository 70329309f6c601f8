"""The language of intake for who asks about changes, their calendar and what comes."""

from __future__ import annotations

from datetime import date, datetime

from contracts.access import Right
from contracts.changes import ChangeKind, ChangeState, Freeze
from contracts.declare import query, value, view, whole
from contracts.values import ApprovalState, Level, SchoolId, TicketId

MOST_CHANGES, MOST_FREEZES, MOST_WEEKS = 200, 1_000, 53


@query("intake.get_change", needs=Right.READ_TICKETS)
class GetChange:
    """What is planned as the change of this ticket? NotFound where there is none."""

    ticket_id: TicketId
    school_id: SchoolId | None = None


@query("intake.find_changes", needs=Right.READ_TICKETS)
class FindChanges:
    """Which changes are made in these days, first and last included, and which freezes?

    What has to be moved or reviewed is told whenever it is.
    """

    school_id: SchoolId | None = None
    from_on: date
    until_on: date


@value
class Allowance:
    """That a change is allowed on days on which nothing is changed, by whom and why."""

    from_on: date
    until_on: date
    allower: str
    reason: str
    allowed_at: datetime


@value
class Change:
    """A change as it stands.

    `freezes` are those that it lies in now, and `to_move` says that it may not be made
    then. `overdue`: it should have been reviewed by now.
    """

    school_id: SchoolId
    ticket_id: TicketId
    reference: str
    subject: str
    kind: ChangeKind
    state: ChangeState
    standard: str
    risk: Level
    risk_reason: str
    services: tuple[str, ...]
    starts_at: datetime
    ends_at: datetime
    who: tuple[str, ...]
    reason: str
    plan: str
    back_out: str
    test: str
    approval: ApprovalState | None
    approver: str
    begun_at: datetime | None
    begun_by: str
    begun_because: str
    ended_at: datetime | None
    outcome: str
    review_due_on: date | None
    reviewed_at: datetime | None
    review: str
    freezes: tuple[Freeze, ...]
    to_move: bool
    overdue: bool


@view("intake.change")
class ChangeView:
    """The change of a ticket, None before it is planned; `version` a change names."""

    school_id: SchoolId
    ticket_id: TicketId
    change: Change | None
    allowed: tuple[Allowance, ...]
    version: int


@value
class FreezeAt:
    """A freeze, and at which school."""

    school_id: SchoolId
    freeze: Freeze


@view("intake.changes")
class ChangesView:
    """The changes of some days, what has to be moved or reviewed, and the freezes.

    `more`: there are more than MOST_CHANGES of a kind, or MOST_FREEZES, to be told.
    """

    changes: tuple[Change, ...]
    to_move: tuple[Change, ...]
    to_review: tuple[Change, ...]
    freezes: tuple[FreezeAt, ...]
    more: bool = False


@query("intake.forecast_tickets", needs=Right.READ_TICKETS)
class ForecastTickets:
    """How many tickets may come in each week from this day on, by last year's?"""

    school_id: SchoolId
    from_on: date
    weeks: int = whole(least=1, most=MOST_WEEKS, default=13)


@value
class ForecastWeek:
    """A week by its Monday, the one a year before it, and how many tickets that had.

    None where the school was not here yet, or that week is not over.
    """

    week_on: date
    as_in_on: date
    tickets: int | None
    freezes: tuple[Freeze, ...]


@view("intake.forecast")
class ForecastView:
    """The weeks that come, as last year had them; `known` weeks lie in its records.

    `peak` is the number that stands for a busy week: half more than the usual one.
    """

    school_id: SchoolId
    weeks: tuple[ForecastWeek, ...]
    known: int
    peak: int
