"""How are remote sessions kept and read, and for which tickets may there be one?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, TypeAlias

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from contracts.refusals import NotFound
from contracts.remote import (
    Agreed,
    FindRemoteSessions,
    OpenRemoteSession,
    RemoteAction,
    RemoteActionRecorded,
    RemoteSession,
    RemoteSessionClosed,
    RemoteSessionOpened,
    RemoteSessionsView,
    StandingConsent,
    StandingConsentEnded,
    StandingConsentGiven,
)
from services.intake.guarded.rows import seen_by, those_seen
from services.intake.remote.tables import (
    remote_actions,
    remote_sessions,
    standing_consents,
)
from services.intake.tables import tickets
from services.intake.timeline.entries import Entry, write
from shared.application import Answer, Asked
from shared.work import Fresh, Work

LONGEST = timedelta(hours=4)
"""A session that is open for longer was probably forgotten."""

OfRemote: TypeAlias = (
    StandingConsentGiven
    | StandingConsentEnded
    | RemoteSessionOpened
    | RemoteActionRecorded
    | RemoteSessionClosed
)


def terms(work: Work, _: object, command: Any) -> date | None:
    """Until when the school agrees; NotFound where there is no such ticket."""
    if not isinstance(command, OpenRemoteSession):
        return None
    which = {"of_school": work.school, "of_ticket": command.ticket_id}
    if work.connection.execute(_TICKET, which).first() is None:
        raise NotFound("There is no such ticket.")
    row = work.connection.execute(_CONSENT, which).one_or_none()
    return None if row is None else row.until_on


def keep_remote(connection: Connection, fresh: Fresh, event: OfRemote) -> None:
    """Keep a session or a consent; the ticket tells of the session."""
    match event:
        case StandingConsentGiven():
            connection.execute(_END_CONSENT, {"of_school": fresh.school})
            row = {"until_on": event.until_on, "devices": event.devices}
            given = {"given_by": fresh.actor, "given_at": fresh.happened_at}
            connection.execute(_CONSENTS, {"school": fresh.school, **row, **given})
        case StandingConsentEnded():
            connection.execute(_END_CONSENT, {"of_school": fresh.school})
        case RemoteSessionOpened():
            connection.execute(_ADD, _row(fresh, event))
            said = Entry("remote_opened", event.purpose, event.device)
            write(connection, fresh, event.ticket_id, said)
        case RemoteActionRecorded():
            connection.execute(_ADD_ACTION, _action(fresh, event))
        case RemoteSessionClosed():
            which = {"of_school": fresh.school, "of_session": event.session_id}
            connection.execute(_CLOSE, which | {"closed_at": fresh.happened_at})
            write(connection, fresh, event.ticket_id, Entry("remote_closed"))


def find_remote_sessions(
    connection: Connection, query: FindRemoteSessions, asked: Asked
) -> RemoteSessionsView:
    """The sessions at a school or for a ticket, and what the school agrees to."""
    which: dict[str, Any] = {"of_school": query.school_id, "most": query.limit}
    found = _SESSIONS
    if query.ticket_id is not None:
        which["of_ticket"], found = query.ticket_id, _SESSIONS_OF_TICKET
    elif seen := seen_by(connection, asked):
        which, found = which | seen, _SESSIONS_SEEN
    rows = connection.execute(found, which).all()
    consent = connection.execute(_CONSENT, which).one_or_none()
    return RemoteSessionsView(
        consent=None if consent is None else _consent(consent),
        sessions=tuple(_session(connection, row, asked) for row in rows),
    )


ANSWERS: Mapping[type, Answer] = {FindRemoteSessions: find_remote_sessions}


def _row(fresh: Fresh, event: RemoteSessionOpened) -> dict[str, Any]:
    return {
        "school": fresh.school,
        "session_id": event.session_id,
        "ticket_id": event.ticket_id,
        "purpose": event.purpose,
        "device": event.device,
        "tool": event.tool,
        "unattended": int(event.unattended),
        "agreed_by": event.agreed_by,
        "agreed": event.agreed.value if event.agreed else None,
        "agreed_at": event.agreed_at,
        "opened_at": fresh.happened_at,
        "opened_by": fresh.actor,
        "closed_at": None,
    }


def _action(fresh: Fresh, event: RemoteActionRecorded) -> dict[str, Any]:
    return {
        "school": fresh.school,
        "action_id": fresh.event_id,
        "session_id": event.session_id,
        "at": fresh.happened_at,
        "place": fresh.stream_version,
        "actor": fresh.actor,
        "what": event.what,
    }


def _consent(row: Row[Any]) -> StandingConsent:
    return StandingConsent(
        until_on=row.until_on,
        devices=row.devices,
        given_by=row.given_by,
        given_at=row.given_at,
    )


def _session(connection: Connection, row: Row[Any], asked: Asked) -> RemoteSession:
    which = {"of_school": row.school, "of_session": row.session_id}
    return RemoteSession(
        session_id=row.session_id,
        ticket_id=row.ticket_id,
        reference=row.reference,
        purpose=row.purpose,
        device=row.device,
        tool=row.tool,
        unattended=bool(row.unattended),
        agreed_by=row.agreed_by,
        agreed=Agreed(row.agreed) if row.agreed else None,
        agreed_at=row.agreed_at,
        opened_at=row.opened_at,
        opened_by=row.opened_by,
        closed_at=row.closed_at,
        overdue=row.closed_at is None and asked.now - row.opened_at > LONGEST,
        actions=tuple(
            RemoteAction(at=one.at, actor=one.actor, what=one.what)
            for one in connection.execute(_ACTIONS, which)
        ),
    )


# Made once: to build a statement takes several times as long as to carry it out.
_TICKET = select(tickets.c.ticket_id).where(
    tickets.c.school == bindparam("of_school"),
    tickets.c.ticket_id == bindparam("of_ticket"),
)
_OF_SCHOOL = standing_consents.c.school == bindparam("of_school")
_CONSENT = select(standing_consents).where(_OF_SCHOOL)
_CONSENTS = insert(standing_consents)
_END_CONSENT = delete(standing_consents).where(_OF_SCHOOL)
_ADD = insert(remote_sessions)
_ADD_ACTION = insert(remote_actions)
_CLOSE = update(remote_sessions).where(
    remote_sessions.c.school == bindparam("of_school"),
    remote_sessions.c.session_id == bindparam("of_session"),
)
_SESSIONS = (
    select(remote_sessions, tickets.c.reference)
    .join(
        tickets,
        (tickets.c.school == remote_sessions.c.school)
        & (tickets.c.ticket_id == remote_sessions.c.ticket_id),
    )
    .where(remote_sessions.c.school == bindparam("of_school"))
    .order_by(remote_sessions.c.opened_at.desc(), remote_sessions.c.session_id)
    .limit(bindparam("most"))
)
_SESSIONS_SEEN = _SESSIONS.where(those_seen())
_SESSIONS_OF_TICKET = _SESSIONS.where(
    remote_sessions.c.ticket_id == bindparam("of_ticket")
)
_ACTIONS = (
    select(remote_actions)
    .where(
        remote_actions.c.school == bindparam("of_school"),
        remote_actions.c.session_id == bindparam("of_session"),
    )
    .order_by(remote_actions.c.place)
)
