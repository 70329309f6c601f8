"""The language of intake about reports of an incident outside, and to governors."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from uuid import UUID

from contracts.access import Right
from contracts.declare import command, event, personal, text, value, whole
from contracts.obligations import Duty, Met, Owed
from contracts.values import Nation, SchoolId, TicketId


class Body(Enum):
    """Whom an incident is reported to."""

    INSURER = "insurer"
    POLICE = "police"
    DEPARTMENT = "department"
    NCSC = "ncsc"
    COORDINATION_CENTRE = "coordination_centre"
    AUTHORITY = "authority"
    ICO = "ico"
    JISC = "jisc"


class ReportState(Enum):
    """How a report stands; what is not needed says why."""

    TO_REPORT = "to_report"
    REPORTED = "reported"
    NOT_NEEDED = "not_needed"


@command("intake.begin_reporting", needs=Right.REPORT_INCIDENTS)
class BeginReporting:
    """Say when the school became aware of it, and what it is: clocks run from then.

    Said again, it may be known to be more than it was, or known since earlier.
    """

    school_id: SchoolId
    ticket_id: TicketId
    nation: Nation
    aware_at: datetime
    cyber: bool = False
    personal_data: bool = False
    version: int | None = whole(least=0, most=2**31, default=None)


@event("intake.reporting_begun")
class ReportingBegun:
    """The school has been aware of it since then; it owes these reports."""

    ticket_id: TicketId
    nation: Nation
    aware_at: datetime
    cyber: bool
    personal_data: bool
    bodies: tuple[Body, ...]
    owes: tuple[Duty, ...]


@command("intake.record_report", needs=Right.REPORT_INCIDENTS)
class RecordReport:
    """Record that the school reported it to a body, when, and under which reference."""

    school_id: SchoolId
    ticket_id: TicketId
    body: Body
    reference: str = text(least=1)
    reported_at: datetime
    version: int | None = whole(least=0, most=2**31, default=None)


@event("intake.reported_to")
class ReportedTo:
    """The school reported it to this body at that moment, under this reference."""

    ticket_id: TicketId
    body: Body
    reference: str = personal("ticket_id")
    at: datetime
    done: tuple[Met, ...]


@command("intake.waive_report", needs=Right.REPORT_INCIDENTS)
class WaiveReport:
    """Say that a body need not be told of it, and why not."""

    school_id: SchoolId
    ticket_id: TicketId
    body: Body
    reason: str = text(least=1, most=2_000)
    version: int | None = whole(least=0, most=2**31, default=None)


@event("intake.report_waived")
class ReportWaived:
    """Somebody decided that this body need not be told, and said why."""

    ticket_id: TicketId
    body: Body
    reason: str = personal("ticket_id", most=2_000)
    at: datetime
    done: tuple[Met, ...]


@command("intake.tell_governors", needs=Right.REPORT_INCIDENTS)
class TellGovernors:
    """Record that the governors were told of it: when, who told them, and how."""

    school_id: SchoolId
    ticket_id: TicketId
    told_at: datetime
    who: str = text(least=1)
    how: str = text(least=1)
    version: int | None = whole(least=0, most=2**31, default=None)


@event("intake.governors_told")
class GovernorsTold:
    """The governors of the school know of it."""

    ticket_id: TicketId
    who: str = personal("ticket_id")
    how: str = personal("ticket_id")
    at: datetime
    done: tuple[Met, ...]


@value
class Report:
    """A report that is owed, was made, or is not needed."""

    body: Body
    duty: UUID | None
    state: ReportState = ReportState.TO_REPORT
    reference: str = ""
    reason: str = ""
    at: datetime | None = None
    by: str = ""


@value
class Reporting:
    """What is reported of an incident, as its events have made it."""

    nation: Nation
    aware_at: datetime
    cyber: bool
    personal_data: bool
    reports: tuple[Report, ...]
    governors_duty: UUID
    governors_at: datetime | None = None
    governors_who: str = ""
    governors_how: str = ""


@value
class Route:
    """How a body is told, when it has to be, and where that is written."""

    body: Body
    title: str
    how: str
    when: str
    source: str
    as_of: date


@value
class ReportShown:
    """A report with its route, a draft of it, and how its clock stands."""

    report: Report
    route: Route
    owed: Owed | None
    draft: str


@value
class ReportingShown:
    """What is reported of an incident, for who reports it and for the desk."""

    record: Reporting
    version: int
    reports: tuple[ReportShown, ...]
    governors: Owed | None
