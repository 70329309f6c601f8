"""The language of sla about figures: what was kept, what is at risk, what stood still.

A school sees its own, and can compute each of them again from its log (DfE IT support
5: records show how well IT support works).
"""

from __future__ import annotations

from datetime import datetime, timedelta

from contracts.access import Right
from contracts.declare import query, text, value, view, whole
from contracts.values import HoldReason, Priority, SchoolId, Target, TicketId

MONTHS = 12
"""Months that are shown in a row."""


@query("sla.get_attainment", needs=Right.READ_TICKETS)
class GetAttainment:
    """What was kept and what was missed in a month? This month if none is named."""

    school_id: SchoolId | None = None
    month: str = text(most=7, default="")


@value
class Attained:
    """How many targets of a kind were kept and how many missed.

    And how many as restated under later agreements, where any of them was: none of
    those is counted that a later one promises nothing of.
    """

    school_id: SchoolId
    priority: Priority
    target: Target
    kept: int
    missed: int
    kept_restated: int | None = None
    missed_restated: int | None = None


@value
class OfMonth:
    """The same over all priorities and targets of a month: `2026-11`."""

    month: str
    kept: int
    missed: int


@value
class StoodStill:
    """How often clocks stood still for a reason, and how long in all.

    By the wall clock, up to now or the end of the month.
    """

    school_id: SchoolId
    reason: HoldReason
    pauses: int
    tickets: int
    length: timedelta


@view("sla.attainment")
class AttainmentView:
    """The figures of a month: by school, priority and target; pauses by reason.

    `months` are the last ones up to it. Pauses count in the month that they began in.
    """

    month: str
    attained: tuple[Attained, ...]
    months: tuple[OfMonth, ...]
    pauses: tuple[StoodStill, ...]


@query("sla.get_at_risk", needs=Right.READ_TICKETS)
class GetAtRisk:
    """What will be missed next unless somebody acts? The next due first."""

    school_id: SchoolId | None = None
    limit: int = whole(least=1, most=200, default=50)


@value
class AtRisk:
    """A target that runs, and the moment it is due."""

    school_id: SchoolId
    ticket_id: TicketId
    priority: Priority
    target: Target
    due_at: datetime


@view("sla.at_risk")
class AtRiskView:
    """What is due within a day, and how many tickets are owed already."""

    at_risk: tuple[AtRisk, ...]
    owed: int
