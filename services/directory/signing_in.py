"""How is somebody let in, and known again at every request?"""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Row, update

from contracts.access import Caller, Role, person_actor
from contracts.refusals import NotFound, Refused
from contracts.sign_in import (
    CheckSession,
    RefusedBecause,
    RefuseSignIn,
    SessionView,
    SignIn,
    StartSession,
    VisitorView,
)
from contracts.values import PROVIDER
from services.directory import guessing, hashing
from services.directory.devices import device_of
from services.directory.people import normal_address
from services.directory.people_queries import find_account, holdings_of
from services.directory.roles import day_of, held_on
from services.directory.session_queries import find_session
from services.directory.sessions import LONGEST, counts, slides
from services.directory.tables import sessions
from shared.application import Application
from shared.networks import network_of
from shared.work import Cause

_SECRET_BYTES = 32

_NOT_RIGHT = "The e-mail address or the password is not right."
_NO_ROLE = "You hold no role today. Please ask whoever manages people where you work."


def sign_in(application: Application, command: SignIn, cause: Cause) -> SessionView:
    """A new session; Refused without saying whether the address is known.

    Throttled after too many guesses, even where this one would be right. Nobody learns
    from the time it takes: whether or not the address is known, a guess is counted, a
    password hashed, and the refusal recorded.
    """
    account_id = application.keyring.pseudonym(PROVIDER, normal_address(command.email))
    about = f"account {account_id}", f"network {network_of(command.origin)}"
    with hashing.TURNS:
        guess = guessing.count(application, *about)
        found = application.read(find_account, account_id)
        hashed = found.hashed if found else None
        right = hashing.is_right(command.password, hashed)
        if right:
            guessing.take_back(application, guess)
    because = _why_not(application, found, right=right)
    if because is not None:
        refusal = _refusal(command, account_id, found, because)
        application.execute(refusal, replace(cause, command_id=uuid4()))
        raise Refused(_NO_ROLE if because is RefusedBecause.NO_ROLE else _NOT_RIGHT)
    assert found is not None, "nobody unknown is let in"
    return _start(application, command, cause, found)


def check_session(
    application: Application, query: CheckSession, _: Cause
) -> VisitorView:
    """Who it is and what they are today; NotFound where they have to sign in."""
    now = application.clock()
    found = application.read(find_session, query.digest)
    if found is None or not counts(found.seen_at, found.ends_at, now):
        raise NotFound("there is no such session, or it has ended")
    held = _roles(application, found.school, found.person_id)
    if not held:
        raise NotFound("whoever it was holds no role today")
    if slides(found.seen_at, now):
        _slide(application, found, now)
    return VisitorView(
        session_id=found.session_id,
        person_id=found.person_id,
        school_id=_told(found.school),
        name=found.name,
        roles=tuple(role for role in Role if role in held),
        ends_at=found.ends_at,
    )


def _why_not(
    application: Application, found: Row[Any] | None, *, right: bool
) -> RefusedBecause | None:
    """Why somebody is not let in; None where they are."""
    if found is None:
        return RefusedBecause.UNKNOWN_ADDRESS
    if not right:
        return RefusedBecause.WRONG_PASSWORD
    if not _roles(application, found.school, found.person_id):
        return RefusedBecause.NO_ROLE
    return None


def _roles(application: Application, school: UUID, person_id: UUID) -> frozenset[Role]:
    held = application.read(holdings_of, school, [person_id], school=school)
    return held_on(day_of(application.clock()), held[person_id])


def _start(
    application: Application, command: SignIn, cause: Cause, found: Row[Any]
) -> SessionView:
    secret = secrets.token_urlsafe(_SECRET_BYTES)
    start = StartSession(
        school_id=found.school,
        session_id=uuid4(),
        person_id=found.person_id,
        device=device_of(command.browser),
        # 256 random bits need neither salt nor work.
        digest=sha256(secret.encode()).hexdigest(),
        ends_at=application.clock() + LONGEST,
    )
    themself = Caller(actor=person_actor(found.person_id), role=None)
    application.execute(start, replace(cause, caller=themself, command_id=uuid4()))
    return SessionView(
        session_id=start.session_id,
        person_id=start.person_id,
        school_id=_told(start.school_id),
        ends_at=start.ends_at,
        secret=secret,
    )


def _refusal(
    command: SignIn,
    account_id: UUID,
    found: Row[Any] | None,
    because: RefusedBecause,
) -> RefuseSignIn:
    """To be recorded at the school of whom it was about, or at the MSP for nobody's."""
    return RefuseSignIn(
        school_id=found.school if found else PROVIDER,
        attempt_id=uuid4(),
        account_id=account_id,
        person_id=found.person_id if found else None,
        device=device_of(command.browser),
        because=because,
    )


def _slide(application: Application, found: Row[Any], now: datetime) -> None:
    with application.database.school(found.school) as connection:
        connection.execute(
            update(sessions)
            .where(sessions.c.school == found.school)
            .where(sessions.c.session_id == found.session_id)
            .values(seen_at=now)
        )


def _told(school: UUID) -> UUID | None:
    return None if school == PROVIDER else school
