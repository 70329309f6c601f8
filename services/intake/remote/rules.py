"""What makes a remote session one that was agreed to, and when is it over?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeAlias, assert_never
from uuid import UUID

from contracts.refusals import Invalid, NotFound, Refused
from contracts.remote import (
    CloseRemoteSession,
    OpenRemoteSession,
    RecordRemoteAction,
    RemoteActionRecorded,
    RemoteSessionClosed,
    RemoteSessionOpened,
)
from services.intake.remote.consent import LONDON
from shared.decider import Decider


@dataclass(frozen=True)
class Session:
    """For which ticket it is, once it is opened; and whether it is over."""

    ticket_id: UUID | None = None
    closed: bool = False


Command: TypeAlias = OpenRemoteSession | RecordRemoteAction | CloseRemoteSession
OfSessions: TypeAlias = RemoteSessionOpened | RemoteActionRecorded | RemoteSessionClosed


def decide(
    session: Session, command: Command, now: datetime, agreed_until: date | None
) -> Sequence[OfSessions]:
    """The events that follow; Refused where nobody agreed, or where it is over.

    `agreed_until` is the last day on which the school agrees to a session while nobody
    is there; None where it does not.
    """
    if isinstance(command, OpenRemoteSession):
        if session.ticket_id is not None:
            return []
        _check(command, now, agreed_until)
        return [_opened(command, now)]
    if session.ticket_id is None:
        raise NotFound("There is no such session.")
    which = {"session_id": command.session_id, "ticket_id": session.ticket_id}
    match command:
        case CloseRemoteSession():
            return [] if session.closed else [RemoteSessionClosed(**which)]
        case RecordRemoteAction():
            if session.closed:
                raise Refused("This session is closed. Open another one.")
            _check_said(what=command.what)
            return [RemoteActionRecorded(**which, what=command.what)]
        case _:
            assert_never(command)


def evolve(session: Session, event: OfSessions) -> Session:
    """What is true of the session after the event."""
    match event:
        case RemoteSessionOpened():
            return Session(event.ticket_id)
        case RemoteSessionClosed():
            return replace(session, closed=True)
        case RemoteActionRecorded():
            return session
        case _:
            assert_never(event)


def _check(
    command: OpenRemoteSession, now: datetime, agreed_until: date | None
) -> None:
    _check_said(purpose=command.purpose, device=command.device, tool=command.tool)
    if command.agreed_at is not None and command.agreed_at > now:
        raise Invalid({"agreed_at": ["Must not be later than now."]})
    if command.unattended:
        today = now.astimezone(LONDON).date()
        if agreed_until is None or agreed_until < today:
            raise Refused(
                "The school does not agree to sessions while nobody is there. Who runs"
                " it says so in the portal, until a day."
            )
    elif not command.agreed_by.strip() or command.agreed is None:
        raise Refused(
            "A session needs the consent of somebody at the school: say who agreed, and"
            " how."
        )


def _check_said(**said: str) -> None:
    blank = {
        name: ["Must not be blank."] for name, one in said.items() if not one.strip()
    }
    if blank:
        raise Invalid(blank)


def _opened(command: OpenRemoteSession, now: datetime) -> RemoteSessionOpened:
    attended = not command.unattended
    return RemoteSessionOpened(
        session_id=command.session_id,
        ticket_id=command.ticket_id,
        purpose=command.purpose,
        device=command.device,
        tool=command.tool,
        unattended=command.unattended,
        agreed_by=command.agreed_by if attended else "",
        agreed=command.agreed if attended else None,
        agreed_at=(command.agreed_at or now) if attended else None,
    )


SESSION: Decider[Session] = Decider(
    category="remote",
    identity="session_id",
    commands=(OpenRemoteSession, RecordRemoteAction, CloseRemoteSession),
    initial=Session(),
    decide=decide,
    evolve=evolve,
)
