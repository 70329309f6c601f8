"""The language of intake for remote sessions: who was on a device, why, who agreed."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from uuid import UUID

from contracts.access import Right
from contracts.declare import command, event, personal, query, text, value, view, whole
from contracts.values import SchoolId, TicketId

LONGEST_SAID = 2_000


class Agreed(Enum):
    """How somebody at the school agreed to a session."""

    ON_SCREEN = "on_screen"
    PHONE = "phone"
    WRITTEN = "written"
    IN_PERSON = "in_person"


@command("intake.give_standing_consent", needs=Right.SIGN_AGREEMENTS)
class GiveStandingConsent:
    """Agree that devices are worked on remotely while nobody is there, until a day."""

    school_id: SchoolId
    until_on: date
    devices: str = text(least=1, most=LONGEST_SAID)


@event("intake.standing_consent_given")
class StandingConsentGiven:
    """The school agrees to sessions on these devices while nobody is there."""

    until_on: date
    devices: str


@command("intake.end_standing_consent", needs=Right.SIGN_AGREEMENTS)
class EndStandingConsent:
    """Agree no longer to sessions while nobody is there."""

    school_id: SchoolId


@event("intake.standing_consent_ended")
class StandingConsentEnded:
    """The school agrees no longer to sessions while nobody is there."""

    until_on: date


@command("intake.open_remote_session", needs=Right.WORK_TICKETS)
class OpenRemoteSession:
    """Say that a device is worked on remotely, for a ticket, and who agreed to it.

    `unattended` is while nobody is there: for that the school has to agree beforehand.
    """

    school_id: SchoolId
    session_id: UUID
    ticket_id: TicketId
    purpose: str = text(least=1, most=LONGEST_SAID)
    device: str = text(least=1)
    tool: str = text(least=1)
    unattended: bool = False
    agreed_by: str = text(default="")
    agreed: Agreed | None = None
    agreed_at: datetime | None = None


@event("intake.remote_session_opened")
class RemoteSessionOpened:
    """Somebody of the desk works on a device remotely, as somebody agreed.

    `agreed` is None where nobody is there, and the school agreed to that beforehand.
    """

    session_id: UUID
    ticket_id: TicketId
    purpose: str = personal("ticket_id", "session_id", most=LONGEST_SAID)
    device: str
    tool: str
    unattended: bool
    agreed_by: str = personal("ticket_id", "session_id")
    agreed: Agreed | None
    agreed_at: datetime | None


@command("intake.record_remote_action", needs=Right.WORK_TICKETS)
class RecordRemoteAction:
    """Record something that was done in a remote session."""

    school_id: SchoolId
    session_id: UUID
    what: str = text(least=1, most=LONGEST_SAID)


@event("intake.remote_action_recorded")
class RemoteActionRecorded:
    """Something was done on a device remotely."""

    session_id: UUID
    ticket_id: TicketId
    what: str = personal("ticket_id", "session_id", most=LONGEST_SAID)


@command("intake.close_remote_session", needs=Right.WORK_TICKETS)
class CloseRemoteSession:
    """Say that nobody is on the device any more."""

    school_id: SchoolId
    session_id: UUID


@event("intake.remote_session_closed")
class RemoteSessionClosed:
    """Nobody is on the device any more."""

    session_id: UUID
    ticket_id: TicketId


@query("intake.find_remote_sessions", needs=Right.READ_TICKETS)
class FindRemoteSessions:
    """Which remote sessions were there at a school, or for a ticket, newest first?"""

    school_id: SchoolId
    ticket_id: TicketId | None = None
    limit: int = whole(least=1, most=200, default=50)


@value
class StandingConsent:
    """What the school agrees to while nobody is there, until when, and who said so."""

    until_on: date
    devices: str
    given_by: str
    given_at: datetime


@value
class RemoteAction:
    """Something that was done in a session, when, and by whom."""

    at: datetime
    actor: str
    what: str


@value
class RemoteSession:
    """A session; `overdue` while it is open for longer than sessions are."""

    session_id: UUID
    ticket_id: TicketId
    reference: str
    purpose: str
    device: str
    tool: str
    unattended: bool
    agreed_by: str
    agreed: Agreed | None
    agreed_at: datetime | None
    opened_at: datetime
    opened_by: str
    closed_at: datetime | None
    overdue: bool
    actions: tuple[RemoteAction, ...]


@view("intake.remote_sessions")
class RemoteSessionsView:
    """Remote sessions, the newest first, and what the school agrees to."""

    consent: StandingConsent | None
    sessions: tuple[RemoteSession, ...]


@query("intake.find_forgotten_sessions", needs=Right.WORK_TICKETS)
class FindForgottenSessions:
    """Which sessions of all schools are open for longer than sessions are?"""


@value
class ForgottenSession:
    """A session that somebody probably forgot to close."""

    school_id: SchoolId
    session_id: UUID
    ticket_id: TicketId
    reference: str
    device: str
    opened_at: datetime
    opened_by: str


@view("intake.forgotten_sessions")
class ForgottenSessionsView:
    """The first so many of them, the longest open first, and how many there are."""

    sessions: tuple[ForgottenSession, ...]
    in_all: int
