"""The language of intake about major incidents: declared, told of, over, reviewed."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from uuid import UUID

from contracts.access import Right
from contracts.declare import (
    command,
    event,
    personal,
    several,
    text,
    value,
    whole,
)
from contracts.obligations import Duty, Met, Owed
from contracts.values import SchoolId, TicketId

LONGEST_SAID = 10_000
MOST_ACTIONS = 20


class MajorState(Enum):
    """How a major incident stands; it is closed once it was reviewed."""

    RUNNING = "running"
    STOOD_DOWN = "stood_down"
    REVIEWED = "reviewed"
    CLOSED = "closed"


class MajorEntryKind(Enum):
    """What an entry of its timeline is; an update was told to the school."""

    DECLARED = "declared"
    LED = "led"
    UPDATE = "update"
    NOTE = "note"
    STOOD_DOWN = "stood_down"
    REVIEWED = "reviewed"
    ACTION_CLOSED = "action_closed"
    CLOSED = "closed"


@command("intake.declare_major_incident", needs=Right.WORK_TICKETS)
class DeclareMajorIncident:
    """Declare an incident a major one: who leads, why, and how often the school hears.

    The school is owed an update every so many minutes, until it is stood down.
    """

    school_id: SchoolId
    ticket_id: TicketId
    lead: str = text(least=1, most=100)
    reason: str = text(least=1, most=2_000)
    update_minutes: int = whole(least=15, most=1_440, default=60)
    version: int | None = whole(least=0, most=2**31, default=None)


@event("intake.major_incident_declared")
class MajorIncidentDeclared:
    """It is a major incident: somebody leads, and the school is told at intervals."""

    ticket_id: TicketId
    lead: str
    reason: str = personal("ticket_id", most=2_000)
    update_minutes: int
    at: datetime
    owes: tuple[Duty, ...]


@command("intake.lead_major_incident", needs=Right.WORK_TICKETS)
class LeadMajorIncident:
    """Say who leads it from now on."""

    school_id: SchoolId
    ticket_id: TicketId
    lead: str = text(least=1, most=100)
    version: int | None = whole(least=0, most=2**31, default=None)


@event("intake.major_incident_led")
class MajorIncidentLed:
    """Somebody else leads it."""

    ticket_id: TicketId
    lead: str
    at: datetime


@command("intake.update_major_incident", needs=Right.WORK_TICKETS)
class UpdateMajorIncident:
    """Tell the school how it stands: by letter to who asked, and in the portal."""

    school_id: SchoolId
    ticket_id: TicketId
    text: str = text(least=1, most=LONGEST_SAID)
    version: int | None = whole(least=0, most=2**31, default=None)


@event("intake.major_incident_updated")
class MajorIncidentUpdated:
    """The school was told how it stands; the next update is owed from now."""

    ticket_id: TicketId
    text: str = personal("ticket_id", most=LONGEST_SAID)
    at: datetime
    owes: tuple[Duty, ...]
    done: tuple[Met, ...]


@command("intake.note_major_incident", needs=Right.WORK_TICKETS)
class NoteMajorIncident:
    """Add to its timeline what was seen or done, and when; the desk alone reads it."""

    school_id: SchoolId
    ticket_id: TicketId
    text: str = text(least=1, most=LONGEST_SAID)
    happened_at: datetime | None = None
    version: int | None = whole(least=0, most=2**31, default=None)


@event("intake.major_incident_noted")
class MajorIncidentNoted:
    """Something was seen or done at that moment."""

    ticket_id: TicketId
    text: str = personal("ticket_id", most=LONGEST_SAID)
    at: datetime


@command("intake.stand_down_major_incident", needs=Right.WORK_TICKETS)
class StandDownMajorIncident:
    """Say that it is over, and tell the school so, as its last update."""

    school_id: SchoolId
    ticket_id: TicketId
    text: str = text(least=1, most=LONGEST_SAID)
    version: int | None = whole(least=0, most=2**31, default=None)


@event("intake.major_incident_stood_down")
class MajorIncidentStoodDown:
    """It is over; its review is owed."""

    ticket_id: TicketId
    text: str = personal("ticket_id", most=LONGEST_SAID)
    at: datetime
    owes: tuple[Duty, ...]
    done: tuple[Met, ...]


@value
class ReviewAction:
    """Something to be done so that it does not come again: by whom, by which day."""

    what: str = text(least=1, most=500)
    owner: str = text(least=1, most=100)
    due_on: date


@command("intake.review_major_incident", needs=Right.WORK_TICKETS)
class ReviewMajorIncident:
    """Say what happened, why, and what is done so that it does not come again."""

    school_id: SchoolId
    ticket_id: TicketId
    what_happened: str = text(least=1, most=LONGEST_SAID)
    causes: str = text(least=1, most=LONGEST_SAID)
    actions: tuple[ReviewAction, ...] = several(most=MOST_ACTIONS, default=())
    version: int | None = whole(least=0, most=2**31, default=None)


@event("intake.major_incident_reviewed")
class MajorIncidentReviewed:
    """It was looked at afterwards: what happened, why, and what is to be done."""

    ticket_id: TicketId
    what_happened: str = personal("ticket_id", most=LONGEST_SAID)
    causes: str = personal("ticket_id", most=LONGEST_SAID)
    actions: tuple[ReviewAction, ...]
    at: datetime
    done: tuple[Met, ...]


@command("intake.close_review_action", needs=Right.WORK_TICKETS)
class CloseReviewAction:
    """Say that an action of the review is done; the first is number 1."""

    school_id: SchoolId
    ticket_id: TicketId
    number: int = whole(least=1, most=MOST_ACTIONS)
    note: str = text(most=2_000, default="")
    version: int | None = whole(least=0, most=2**31, default=None)


@event("intake.review_action_closed")
class ReviewActionClosed:
    """An action of the review is done."""

    ticket_id: TicketId
    number: int
    note: str = personal("ticket_id", most=2_000)
    at: datetime


@command("intake.close_major_incident", needs=Right.WORK_TICKETS)
class CloseMajorIncident:
    """Close it; Refused before it was reviewed."""

    school_id: SchoolId
    ticket_id: TicketId
    version: int | None = whole(least=0, most=2**31, default=None)


@event("intake.major_incident_closed")
class MajorIncidentClosed:
    """It is over, and was reviewed."""

    ticket_id: TicketId
    at: datetime


@value
class MajorEntry:
    """A line of its timeline."""

    kind: MajorEntryKind
    at: datetime
    by: str
    text: str = ""


@value
class ActionStanding:
    """An action of the review, and when it was done."""

    what: str
    owner: str
    due_on: date
    closed_at: datetime | None = None
    note: str = ""


@value
class MajorIncident:
    """A major incident as its events have made it."""

    state: MajorState
    lead: str
    reason: str
    update_minutes: int
    declared_at: datetime
    entries: tuple[MajorEntry, ...]
    update_duty: UUID | None
    review_duty: UUID | None = None
    stood_down_at: datetime | None = None
    what_happened: str = ""
    causes: str = ""
    actions: tuple[ActionStanding, ...] = ()


@value
class MajorIncidentShown:
    """A major incident, with how what is owed of it stands.

    `late` are the updates that came late or not at all. Notes are shown to the desk
    alone; `late_actions` are the numbers of those not done by their day.
    """

    record: MajorIncident
    version: int
    next_update: Owed | None
    review_due: Owed | None
    late: tuple[Owed, ...]
    late_actions: tuple[int, ...]
