"""How long does a session count, and when does it end?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeAlias, assert_never
from uuid import UUID

from contracts.refusals import NotFound, Refused
from contracts.sign_in import EndSession, SessionEnded, SessionStarted, StartSession
from shared.decider import Decider

IDLE = timedelta(hours=12)
"""A session that nobody used for so long counts no longer: a school's day and more."""

LONGEST = timedelta(days=7)
"""Whoever is signed in says their password again after so long, used or not."""

SLIDE = timedelta(minutes=1)
"""A use is written down at most so often: a page of ten requests writes once."""

Event: TypeAlias = SessionStarted | SessionEnded


@dataclass(frozen=True)
class NotStarted:
    """There is no such session yet."""


@dataclass(frozen=True, kw_only=True)
class Started:
    """Somebody is signed in by it, unless it has ended."""

    person_id: UUID
    ended: bool = False


Session: TypeAlias = NotStarted | Started


def counts(seen_at: datetime, ends_at: datetime, now: datetime) -> bool:
    """Whether a session that was last used then still lets its holder in."""
    return now < ends_at and now - seen_at < IDLE


def slides(seen_at: datetime, now: datetime) -> bool:
    """Whether it is time to write down that it was used."""
    return now - seen_at >= SLIDE


def decide(
    session: Session, command: StartSession | EndSession, _now: datetime
) -> list[Event]:
    """The events that follow; a session ends once."""
    match session, command:
        case NotStarted(), StartSession():
            return [
                SessionStarted(
                    session_id=command.session_id,
                    person_id=command.person_id,
                    device=command.device,
                    digest=command.digest,
                    ends_at=command.ends_at,
                )
            ]
        case Started(), StartSession():
            raise Refused("A session with this id was begun before.")
        case Started(ended=False, person_id=person_id), EndSession():
            return [SessionEnded(session_id=command.session_id, person_id=person_id)]
        case Started(), EndSession():
            return []
        case _:
            raise NotFound("There is no such session.")


def evolve(session: Session, event: Event) -> Session:
    """What is true of the session after the event."""
    match event:
        case SessionStarted(person_id=person_id):
            return Started(person_id=person_id)
        case SessionEnded():
            assert isinstance(session, Started), "its first event starts a session"
            return replace(session, ended=True)
        case _:
            assert_never(event)


SESSION: Decider[Session] = Decider(
    category="session",
    identity="session_id",
    commands=(StartSession, EndSession),
    initial=NotStarted(),
    decide=decide,
    evolve=evolve,
)
