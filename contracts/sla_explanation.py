"""The language of sla about how a clock counted, and would have counted."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import Enum

from contracts.access import Right
from contracts.declare import query, several, value, view
from contracts.sla_promises import MOST_CLOSED, Promised
from contracts.sla_restating import Restatement
from contracts.values import (
    Priority,
    SchoolId,
    Target,
    TargetState,
    TicketId,
    WorkingHours,
)

MOST_FACTS = 100


class Because(Enum):
    """Why time counted, or did not."""

    WORKING_TIME = "working_time"
    ROUND_THE_CLOCK = "round_the_clock"
    OUTSIDE_HOURS = "outside_hours"
    BANK_HOLIDAY = "bank_holiday"
    CLOSURE = "closure"
    SCHOOL_HOLIDAY = "school_holiday"
    ON_HOLD = "on_hold"
    ON_HOLD_COUNTED = "on_hold_counted"
    ANSWERED = "answered"
    RESOLVED = "resolved"
    MERGED = "merged"


@value
class Stretch:
    """A stretch of time that counted or did not, and the rule that says so."""

    from_at: datetime
    until_at: datetime
    counted: bool
    because: Because


@value
class ExplainedTarget:
    """One target, and every stretch of time since the ticket was opened.

    `used` is of the current cycle. `due_at` is the earliest moment at which `allowed`
    is used up; None on hold, and when stopped.
    """

    target: Target
    state: TargetState
    due_at: datetime | None
    breached_at: datetime | None
    used: timedelta
    allowed: timedelta
    intervals: tuple[Stretch, ...]


class FactType(Enum):
    """What may happen to a ticket, as far as its clock is concerned."""

    OPENED = "opened"
    PRIORITY = "priority"
    HOLD = "hold"
    RESUME = "resume"
    HUMAN_REPLY = "human_reply"
    RESOLVED = "resolved"
    REOPENED = "reopened"


@value
class SimulatedFact:
    """Something that happens; opening and triage give a priority."""

    at: datetime
    type: FactType
    priority: Priority | None = None


@query("sla.simulate", needs=Right.READ_TICKETS)
class Simulate:
    """How would a clock count these facts, in order, under an agreement?

    Nothing is recorded and no school is asked: the same rules count what is given.
    """

    school_id: SchoolId | None = None
    hours: WorkingHours
    closed: tuple[date, ...] = several(most=MOST_CLOSED)
    promised: Promised
    facts: tuple[SimulatedFact, ...] = several(most=MOST_FACTS)
    now: datetime


@view("sla.simulation")
class SimulationView:
    """Each target that is promised, as it stands at the moment that was asked for."""

    clocks: tuple[ExplainedTarget, ...]


@query("sla.explain_clock", needs=Right.READ_TICKETS)
class ExplainClock:
    """Which time counted for the targets of this ticket, and why?"""

    school_id: SchoolId
    ticket_id: TicketId


@view("sla.clock_explanation")
class ClockExplanationView:
    """Every stretch of time until `at`, as this version of the agreement counts it.

    The version has the promises and the calendar: hours, closed days and INSET days.
    What was restated under a later one stands beside it. `service`, `safeguarding` and
    `inspection` are what it promises by, besides the priority.
    """

    ticket_id: TicketId
    agreement_version: int
    effective_from: datetime
    at: datetime
    targets: tuple[ExplainedTarget, ...]
    restatement: Restatement | None
    service: str = ""
    safeguarding: bool = False
    inspection: bool = False
