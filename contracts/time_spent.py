"""The language of intake about the time that work on a ticket takes."""

from __future__ import annotations

from datetime import date
from enum import Enum
from uuid import UUID

from contracts.access import Right
from contracts.declare import command, event, personal, query, text, value, view, whole
from contracts.values import SchoolId, TicketId

MOST_MINUTES = 24 * 60
LONGEST_NOTE = 2_000


class WorkKind(Enum):
    """Where work was done, or that somebody was on the way to it."""

    REMOTE = "remote"
    ON_SITE = "on_site"
    TRAVEL = "travel"


@command("intake.record_time", needs=Right.WORK_TICKETS)
class RecordTime:
    """Say how long one worked on a ticket, on which day (of London) and where."""

    school_id: SchoolId
    ticket_id: TicketId
    time_id: UUID
    minutes: int = whole(least=1, most=MOST_MINUTES)
    on: date
    kind: WorkKind = WorkKind.REMOTE
    note: str = text(most=LONGEST_NOTE, default="")


@event("intake.time_recorded")
class TimeRecorded:
    """Somebody worked so long on a ticket on that day."""

    time_id: UUID
    ticket_id: TicketId
    requester_id: UUID
    minutes: int
    on: date
    kind: WorkKind
    note: str = personal("requester_id", "ticket_id", most=LONGEST_NOTE)


@command("intake.correct_time", needs=Right.WORK_TICKETS)
class CorrectTime:
    """Say that it was otherwise, and why; no minutes take it back."""

    school_id: SchoolId
    time_id: UUID
    version: int = whole(least=1, most=2**31)
    minutes: int = whole(least=0, most=MOST_MINUTES)
    on: date
    kind: WorkKind
    reason: str = text(least=1, most=LONGEST_NOTE)


@event("intake.time_corrected")
class TimeCorrected:
    """It was otherwise than was recorded; what was recorded stays in the log."""

    time_id: UUID
    ticket_id: TicketId
    requester_id: UUID
    was_minutes: int
    minutes: int
    on: date
    kind: WorkKind
    reason: str = personal("requester_id", "ticket_id", most=LONGEST_NOTE)


@query("intake.find_time", needs=Right.READ_NOTES)
class FindTime:
    """How long was worked on this ticket, and on those that go on as it?"""

    ticket_id: TicketId
    school_id: SchoolId | None = None


@value
class TimeSpent:
    """What one recorded, as it was corrected last; `version` is what that names."""

    time_id: UUID
    ticket_id: TicketId
    actor: str
    minutes: int
    on: date
    kind: WorkKind
    note: str
    corrected: bool
    version: int


@view("intake.time_spent")
class TimeView:
    """The time that a ticket took, in all and by whom, the first day first."""

    ticket_id: TicketId
    school_id: SchoolId
    minutes: int
    spent: tuple[TimeSpent, ...]


@query("intake.get_effort", needs=Right.READ_TICKETS)
class GetEffort:
    """How much time did work take in a month, such as 2026-11, school by school?"""

    school_id: SchoolId | None = None
    month: str = text(most=7, default="")


@value
class Effort:
    """The minutes of a month at one school by kind, and on how many tickets."""

    school_id: SchoolId
    remote: int
    on_site: int
    travel: int
    tickets: int


@view("intake.effort")
class EffortView:
    """The time of a month; a school at which nobody worked is not in it."""

    month: str
    effort: tuple[Effort, ...]
