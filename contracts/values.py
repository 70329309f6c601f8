"""Which words does every service use for the same thing?"""

from __future__ import annotations

from datetime import date, time
from enum import Enum
from typing import TypeAlias
from uuid import UUID

from contracts.declare import several, text, value

SchoolId: TypeAlias = UUID
TicketId: TypeAlias = UUID

PROVIDER: SchoolId = UUID("00000000-0000-4000-8000-000000000001")
"""The reserved id under which the MSP keeps the facts of no school."""


class Level(Enum):
    """How far an impact reaches, or how soon it hurts (ITIL)."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Priority(Enum):
    """How soon a ticket is dealt with; p1 first. An agreement promises some of them."""

    P1 = "p1"
    P2 = "p2"
    P3 = "p3"
    P4 = "p4"
    P5 = "p5"
    P6 = "p6"
    P7 = "p7"
    P8 = "p8"
    P9 = "p9"


USUAL_PRIORITIES = tuple(Priority)[:4]
"""Those that the standard agreement promises, and the standard matrix gives."""


class Channel(Enum):
    """The way a request came (DfE IT support 3: several channels, all recorded)."""

    EMAIL = "email"
    PHONE = "phone"
    PORTAL = "portal"
    WALK_IN = "walk_in"
    CALLBACK = "callback"
    CHAT = "chat"
    ALERT = "alert"
    API = "api"


class ReplyBy(Enum):
    """How a person of the desk told the requester something; each is a reply."""

    WRITTEN = "written"
    PHONE = "phone"
    IN_PERSON = "in_person"


class TicketType(Enum):
    """What kind of work a ticket is (ITIL); it says nothing of how soon it is done."""

    INCIDENT = "incident"
    SERVICE_REQUEST = "service_request"
    CHANGE = "change"
    PROBLEM = "problem"
    MAJOR_INCIDENT = "major_incident"


class TicketState(Enum):
    """Where a ticket is in its life."""

    OPEN = "open"
    ON_HOLD = "on_hold"
    RESOLVED = "resolved"


class ApprovalState(Enum):
    """How an approval stands that a ticket needs before it is done."""

    ASKED = "asked"
    GIVEN = "given"
    DECLINED = "declined"


class Satisfaction(Enum):
    """How somebody found what was done."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


class Ending(Enum):
    """What becomes of a ticket with an answer to it: nothing more, on hold, or done."""

    REPLY = "reply"
    HOLD = "hold"
    RESOLVE = "resolve"


class LetterState(Enum):
    """How a letter stands; of an unknown one nobody can say whether it was sent."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    DROPPED = "dropped"


class HoldReason(Enum):
    """Whom or what work waits for; since holding stops the clock, it is counted."""

    REQUESTER = "requester"
    SUPPLIER = "supplier"
    PART = "part"
    VISIT = "visit"
    APPROVAL = "approval"
    OTHER = "other"


class Target(Enum):
    """What the MSP promised to do in time."""

    RESPONSE = "response"
    NEXT_UPDATE = "next_update"
    RESOLUTION = "resolution"


class TargetState(Enum):
    """How a target stands."""

    RUNNING = "running"
    PAUSED = "paused"
    MET = "met"
    BREACHED = "breached"


class Weekday(Enum):
    """A day of the week, in the order of `datetime.weekday()`."""

    MONDAY = "mon"
    TUESDAY = "tue"
    WEDNESDAY = "wed"
    THURSDAY = "thu"
    FRIDAY = "fri"
    SATURDAY = "sat"
    SUNDAY = "sun"


class Nation(Enum):
    """Which nation of the United Kingdom a school is in."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern_ireland"


@value
class Interval:
    """A stretch of one day, local time; it opens and closes on that day."""

    opens: time
    closes: time


MOST_INTERVALS = 6
"""Stretches of working time on one day."""


@value
class DayHours:
    """When a weekday is worked: in order, none overlapping; lunch is a gap."""

    day: Weekday
    intervals: tuple[Interval, ...] = several(most=MOST_INTERVALS)


@value
class WorkingHours:
    """The hours a promise runs in; a weekday that is not named is not worked."""

    timezone: str
    days: tuple[DayHours, ...]


@value
class Term:
    """A term of a school, first and last day included; a half term lies within."""

    name: str = text(least=1, most=80)
    from_on: date
    until_on: date
    half_term_from: date | None = None
    half_term_until: date | None = None


class HolidaySupport(Enum):
    """Whether a school is supported between its terms and at half term."""

    SAME_HOURS = "same_hours"
    NONE = "none"


@value
class Inspection:
    """Days on which a school is inspected, first and last included, and by whom."""

    from_on: date
    until_on: date
    name: str = text(least=1, most=80)


class ClosureKind(Enum):
    """Why a school has no lessons on days of term: on an INSET day staff are in."""

    EMERGENCY = "emergency"
    PLANNED = "planned"
    INSET = "inset"


@value
class Closure:
    """Days without lessons, first and last included, and why in the school's words."""

    from_on: date
    until_on: date
    kind: ClosureKind
    reason: str = text(least=1, most=200)


@value
class ExamPeriod:
    """Days of exams, first and last included; they close nothing, and may overlap."""

    name: str = text(least=1, most=80)
    from_on: date
    until_on: date
