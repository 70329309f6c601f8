"""The language of directory for signing in: passwords, sessions, who was refused."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from uuid import UUID

from contracts.access import Right, Role
from contracts.declare import command, event, query, secret, text, value, view
from contracts.values import PROVIDER, SchoolId

LONGEST_PASSWORD = 128


class RefusedBecause(Enum):
    """Why somebody was not let in; who asked is told less."""

    UNKNOWN_ADDRESS = "unknown_address"
    WRONG_PASSWORD = "wrong_password"  # noqa: S105  # a reason, not a secret
    NO_ROLE = "no_role"


@command("directory.set_password", needs=Right.OWN_ACCOUNT)
class SetPassword:
    """Take another password; every session but `keep` ends.

    Somebody's own needs the `current` one; whoever manages people needs none.
    """

    school_id: SchoolId
    person_id: UUID
    password: str = secret(most=LONGEST_PASSWORD)
    current: str | None = secret(most=LONGEST_PASSWORD, default=None)
    keep: UUID | None = None


@command("directory.record_password")
class RecordPassword:
    """Keep the hash of a new password, and say in the log only that there is one."""

    school_id: SchoolId
    person_id: UUID
    hashed: str = secret()
    keep: UUID | None = None


@event("directory.password_set")
class PasswordSet:
    """Somebody signs in with another password from now on."""

    person_id: UUID


@command("directory.sign_in")
class SignIn:
    """Let somebody in by address and password. Asked by the gateway.

    `origin` is the network address that the request came from, `browser` what its
    User-Agent header says; neither is kept as it is.
    """

    school_id: SchoolId = PROVIDER
    email: str = text(most=254)
    password: str = secret(most=LONGEST_PASSWORD)
    origin: str = text(most=100)
    browser: str = text(most=1_000, default="")


@view("directory.session")
class SessionView:
    """A session that was just begun; whoever shows the secret is its person."""

    session_id: UUID
    person_id: UUID
    school_id: SchoolId | None
    ends_at: datetime
    secret: str = secret()


@command("directory.start_session")
class StartSession:
    """Begin a session; `digest` is the hex SHA-256 of its secret."""

    school_id: SchoolId
    session_id: UUID
    person_id: UUID
    device: str
    digest: str
    ends_at: datetime


@event("directory.session_started")
class SessionStarted:
    """Somebody signed in, on this kind of device."""

    session_id: UUID
    person_id: UUID
    device: str
    digest: str
    ends_at: datetime


@command("directory.end_session", needs=Right.OWN_ACCOUNT)
class EndSession:
    """Sign out, or have another session of one's own end."""

    school_id: SchoolId
    session_id: UUID


@event("directory.session_ended")
class SessionEnded:
    """A session counts no longer."""

    session_id: UUID
    person_id: UUID


@command("directory.end_sessions", needs=Right.OWN_ACCOUNT)
class EndSessions:
    """Sign somebody out everywhere, but for the session to `keep`."""

    school_id: SchoolId
    person_id: UUID
    keep: UUID | None = None


@command("directory.refuse_sign_in")
class RefuseSignIn:
    """Say in the log that somebody was not let in."""

    school_id: SchoolId
    attempt_id: UUID
    account_id: UUID
    person_id: UUID | None
    device: str
    because: RefusedBecause


@event("directory.sign_in_refused")
class SignInRefused:
    """Somebody tried to sign in and was not let in."""

    attempt_id: UUID
    account_id: UUID
    person_id: UUID | None
    device: str
    because: RefusedBecause


@query("directory.check_session")
class CheckSession:
    """Who shows this session's secret, and what are they today? Asked by the gateway.

    A session that is asked about stays alive.
    """

    digest: str = text(least=64, most=64)


@view("directory.visitor")
class VisitorView:
    """Who is signed in, and in which roles today; `school_id` None is the MSP."""

    session_id: UUID
    person_id: UUID
    school_id: SchoolId | None
    name: str
    roles: tuple[Role, ...]
    ends_at: datetime


@query("directory.find_sessions", needs=Right.OWN_ACCOUNT)
class FindSessions:
    """Where is somebody signed in?"""

    school_id: SchoolId
    person_id: UUID


@value
class OpenSession:
    """A session that counts: since when, from where, and when it was last used."""

    session_id: UUID
    device: str
    started_at: datetime
    seen_at: datetime
    ends_at: datetime


@view("directory.sessions")
class SessionsView:
    """The sessions of a person that count, the last used first."""

    sessions: tuple[OpenSession, ...]
