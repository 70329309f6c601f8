"""The language of intake about visits: when somebody of the MSP comes to a school."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from uuid import UUID

from contracts.access import Right
from contracts.declare import (
    command,
    event,
    personal,
    query,
    several,
    text,
    value,
    view,
    whole,
)
from contracts.values import SchoolId, TicketId

MOST_WHO, MOST_TICKETS, MOST_VISITS = 10, 20, 200
LONGEST_TEXT = 2_000


class SiteVisitState(Enum):
    """How a visit stands."""

    PLANNED = "planned"
    DONE = "done"
    MISSED = "missed"
    CANCELLED = "cancelled"


class Clash(Enum):
    """What speaks against the time of a visit; exams forbid nothing."""

    CLOSED = "closed"
    OUT_OF_HOURS = "out_of_hours"
    EXAMS = "exams"


@command("intake.plan_site_visit", needs=Right.RUN_VISITS)
class PlanSiteVisit:
    """Say that somebody comes to a school: when, who, for which tickets and what for.

    `clashes` are what the school's calendar has against it; outside of its open hours
    it takes a `reason`.
    """

    school_id: SchoolId
    visit_id: UUID
    starts_at: datetime
    ends_at: datetime
    who: tuple[str, ...] = several(most=MOST_WHO)
    tickets: tuple[TicketId, ...] = several(most=MOST_TICKETS, default=())
    purpose: str = text(least=1, most=LONGEST_TEXT)
    clashes: tuple[Clash, ...] = several(most=len(Clash), default=())
    reason: str = text(most=LONGEST_TEXT, default="")


@event("intake.site_visit_planned")
class SiteVisitPlanned:
    """Somebody of the MSP will come to the school."""

    visit_id: UUID
    starts_at: datetime
    ends_at: datetime
    who: tuple[str, ...]
    tickets: tuple[TicketId, ...]
    clashes: tuple[Clash, ...]
    purpose: str = personal("visit_id", most=LONGEST_TEXT)
    reason: str = personal("visit_id", most=LONGEST_TEXT)


@command("intake.move_site_visit", needs=Right.RUN_VISITS)
class MoveSiteVisit:
    """Have a visit at another time, or by others, and say why."""

    school_id: SchoolId
    visit_id: UUID
    version: int = whole(least=1, most=2**31)
    starts_at: datetime
    ends_at: datetime
    who: tuple[str, ...] = several(most=MOST_WHO)
    clashes: tuple[Clash, ...] = several(most=len(Clash), default=())
    reason: str = text(least=1, most=LONGEST_TEXT)


@event("intake.site_visit_moved")
class SiteVisitMoved:
    """A visit will be at another time than was planned, or by others."""

    visit_id: UUID
    tickets: tuple[TicketId, ...]
    starts_at: datetime
    ends_at: datetime
    who: tuple[str, ...]
    clashes: tuple[Clash, ...]
    reason: str = personal("visit_id", most=LONGEST_TEXT)


@command("intake.cancel_site_visit", needs=Right.RUN_VISITS)
class CancelSiteVisit:
    """Say that nobody comes after all, and why."""

    school_id: SchoolId
    visit_id: UUID
    version: int = whole(least=1, most=2**31)
    reason: str = text(least=1, most=LONGEST_TEXT)


@event("intake.site_visit_cancelled")
class SiteVisitCancelled:
    """Nobody comes after all."""

    visit_id: UUID
    tickets: tuple[TicketId, ...]
    reason: str = personal("visit_id", most=LONGEST_TEXT)


@command("intake.record_site_visit", needs=Right.RUN_VISITS)
class RecordSiteVisit:
    """Say that somebody was there: from when until when, and what was done.

    `signed_by` is who of the school says so too.
    """

    school_id: SchoolId
    visit_id: UUID
    version: int = whole(least=1, most=2**31)
    arrived_at: datetime
    left_at: datetime
    done: str = text(least=1, most=LONGEST_TEXT)
    signed_by: str = text(most=200, default="")


@event("intake.site_visit_done")
class SiteVisitDone:
    """Somebody of the MSP was at the school."""

    visit_id: UUID
    tickets: tuple[TicketId, ...]
    arrived_at: datetime
    left_at: datetime
    done: str = personal("visit_id", most=LONGEST_TEXT)
    signed_by: str = personal("visit_id")


@command("intake.miss_site_visit", needs=Right.RUN_VISITS)
class MissSiteVisit:
    """Say that nobody came, and why."""

    school_id: SchoolId
    visit_id: UUID
    version: int = whole(least=1, most=2**31)
    reason: str = text(least=1, most=LONGEST_TEXT)


@event("intake.site_visit_missed")
class SiteVisitMissed:
    """Nobody came, though a visit was planned."""

    visit_id: UUID
    tickets: tuple[TicketId, ...]
    reason: str = personal("visit_id", most=LONGEST_TEXT)


@query("intake.find_site_visits", needs=Right.READ_TICKETS)
class FindSiteVisits:
    """Which visits begin in this time? The first one first."""

    school_id: SchoolId | None = None
    since: datetime
    until: datetime


@value
class SiteVisit:
    """A visit as it stands; `version` is what a change of it names."""

    school_id: SchoolId
    visit_id: UUID
    state: SiteVisitState
    starts_at: datetime
    ends_at: datetime
    who: tuple[str, ...]
    tickets: tuple[TicketId, ...]
    purpose: str
    clashes: tuple[Clash, ...]
    reason: str
    arrived_at: datetime | None
    left_at: datetime | None
    done: str
    signed_by: str
    version: int


@view("intake.site_visits")
class SiteVisitsView:
    """The visits of a time, no more than MOST_VISITS."""

    visits: tuple[SiteVisit, ...]


@query("intake.get_site_visit", needs=Right.READ_TICKETS)
class GetSiteVisit:
    """What is known of this visit? NotFound where there is none."""

    school_id: SchoolId
    visit_id: UUID


@view("intake.site_visit")
class SiteVisitView:
    """One visit to a school."""

    visit: SiteVisit
