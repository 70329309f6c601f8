"""The language of sla about obligations: what is due by rule, and when.

Other clocks than those of tickets, on the same working time. A service that has such
an obligation asks when it is due, and records the answer in an event of its own.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum

from contracts.access import Right
from contracts.declare import query, several, text, value, view, whole
from contracts.values import SchoolId, Term

MOST_TERMS = 60


class Counting(Enum):
    """In what an obligation is counted."""

    CLOCK_HOURS = "clock_hours"
    WORKING_DAYS = "working_days"
    TERMS = "terms"
    YEARS = "years"


@value
class Obligation:
    """What has to be done within so many hours, days, terms or years, and why.

    Hours are those of the clock, nights and weekends included. Days are working days
    of the school; the day that sets it off is not one of them. What is due each term
    is due by the end of the next, what is due each year by the same day of the next.
    """

    name: str = text(least=1, most=200)
    counting: Counting
    number: int = whole(least=1, most=10_000)
    source: str = text(least=1, most=200)


ICO_NOTICE = Obligation(
    name="Tell the ICO of a breach of personal data",
    counting=Counting.CLOCK_HOURS,
    number=72,
    source="UK GDPR, article 33(1)",
)
"""From the moment that the school is aware of it."""

DFE_UPDATE = Obligation(
    name="Do what a notice of the DfE says",
    counting=Counting.WORKING_DAYS,
    number=5,
    source="DfE, Cyber security standards for schools and colleges",
)

RESTORE_TEST = Obligation(
    name="Restore something from a backup, and log it",
    counting=Counting.TERMS,
    number=1,
    source="DfE, Cyber security standards for schools and colleges",
)

FILTERING_REVIEW = Obligation(
    name="Review filtering and monitoring",
    counting=Counting.YEARS,
    number=1,
    source="DfE, Filtering and monitoring standards for schools and colleges",
)


@query("sla.foresee_obligation", needs=Right.READ_TICKETS)
class ForeseeObligation:
    """When is an obligation of this school due that was set off, or met, at a moment?

    `terms` are those that are known, for what is counted in terms.
    """

    school_id: SchoolId
    obligation: Obligation
    since: datetime
    terms: tuple[Term, ...] = several(most=MOST_TERMS, default=())


@view("sla.obligation_due")
class ObligationDueView:
    """The last moment for a school, and the day in London that it is on."""

    school_id: SchoolId
    due_at: datetime
    due_on: date
