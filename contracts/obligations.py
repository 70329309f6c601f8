"""The language of sla about obligations: what is due by rule, and when.

Other clocks than those of tickets, on the same working time. A service that has such
an obligation asks when it is due, and records the answer in an event of its own.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from uuid import UUID

from contracts.access import Right
from contracts.declare import command, event, query, several, text, value, view, whole
from contracts.values import SchoolId, Term, TicketId

MOST_TERMS = 60
MOST_OWED = 100


class Counting(Enum):
    """In what an obligation is counted."""

    CLOCK_MINUTES = "clock_minutes"
    CLOCK_HOURS = "clock_hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    TERMS = "terms"
    YEARS = "years"


@value
class Obligation:
    """What has to be done within so many hours, days, terms or years, and why.

    Minutes and hours are those of the clock, nights and weekends included. Days are
    those of the calendar, and the day that sets it off is the first of them. Working
    days are those of the school; the day that sets it off is not one of them. What is
    due each term is due by the end of the next, what is due each year by the same day
    of the next.
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

LEAVER_ACCESS = Obligation(
    name="End a leaver's access",
    counting=Counting.DAYS,
    number=1,
    source="DfE, Cyber security standards for schools and colleges",
)
"""From their last day: at once means by the end of it."""


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


class OwedState(Enum):
    """How an obligation stands: what is due soon was warned of."""

    RUNNING = "running"
    DUE_SOON = "due_soon"
    MISSED = "missed"
    MET = "met"
    MET_LATE = "met_late"


@value
class Owed:
    """What has to be done by when for a ticket, and how that stands."""

    name: str
    due_at: datetime
    state: OwedState
    met_at: datetime | None = None


@value
class Duty:
    """One of several things that have to be done for a ticket, and since when."""

    duty: UUID
    obligation: Obligation
    since: datetime


@value
class Met:
    """A duty that was done, and when."""

    duty: UUID
    at: datetime


@command("sla.set_obligation")
class SetObligation:
    """Have something done by its moment; set again, by the new one."""

    school_id: SchoolId
    ticket_id: TicketId
    obligation: Obligation
    since: datetime
    at: datetime
    duty: UUID | None = None

    @property
    def owed_id(self) -> UUID:
        """What it is known by: the ticket, or one of several duties of it."""
        return self.duty or self.ticket_id


@event("sla.obligation_set")
class ObligationSet:
    """It is due by this moment; one that was set before for the ticket is no more.

    With `duty` it is one of several of the ticket, each known by its own id.
    """

    ticket_id: TicketId
    obligation: Obligation
    since: datetime
    at: datetime
    warn_at: datetime
    due_at: datetime
    duty: UUID | None = None


@command("sla.meet_obligation")
class MeetObligation:
    """It was done at this moment."""

    school_id: SchoolId
    ticket_id: TicketId
    at: datetime
    duty: UUID | None = None

    @property
    def owed_id(self) -> UUID:
        """What it is known by: the ticket, or one of several duties of it."""
        return self.duty or self.ticket_id


@event("sla.obligation_met")
class ObligationMet:
    """It was done, in time or not; a miss that was told too early is none."""

    ticket_id: TicketId
    name: str
    at: datetime
    due_at: datetime
    in_time: bool
    duty: UUID | None = None


@command("sla.reopen_obligation")
class ReopenObligation:
    """It was not done after all."""

    school_id: SchoolId
    ticket_id: TicketId
    at: datetime
    duty: UUID | None = None

    @property
    def owed_id(self) -> UUID:
        """What it is known by: the ticket, or one of several duties of it."""
        return self.duty or self.ticket_id


@event("sla.obligation_reopened")
class ObligationReopened:
    """It was not done after all, and is due when it was."""

    ticket_id: TicketId
    name: str
    at: datetime
    due_at: datetime
    # None where it was warned of; events of before never say: due soon rather than not.
    warn_at: datetime | None = None
    duty: UUID | None = None


@command("sla.check_obligation")
class CheckObligation:
    """Give the warning and the miss that are due by now."""

    school_id: SchoolId
    ticket_id: TicketId
    at: datetime
    duty: UUID | None = None

    @property
    def owed_id(self) -> UUID:
        """What it is known by: the ticket, or one of several duties of it."""
        return self.duty or self.ticket_id


@event("sla.obligation_warned")
class ObligationWarned:
    """It will soon be due; dated to the moment the warning was due."""

    ticket_id: TicketId
    name: str
    warned_at: datetime
    due_at: datetime
    duty: UUID | None = None


@event("sla.obligation_missed")
class ObligationMissed:
    """It was not done in time; dated to the moment it was due."""

    ticket_id: TicketId
    name: str
    missed_at: datetime
    duty: UUID | None = None


@query("sla.find_obligations", needs=Right.READ_TICKETS)
class FindObligations:
    """What had to be done by when at this school, and how did it stand?"""

    school_id: SchoolId


@value
class OwedOf:
    """An obligation and the ticket that it is of."""

    ticket_id: TicketId
    owed: Owed


@view("sla.obligations")
class ObligationsView:
    """The obligations of a school, what is due last first; `in_all` with older ones."""

    school_id: SchoolId
    obligations: tuple[OwedOf, ...]
    in_all: int
    met: int
    missed: int
