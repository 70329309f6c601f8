"""How are sessions read?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, select

from contracts.sign_in import FindSessions, OpenSession, SessionsView
from services.directory.permits import check_own
from services.directory.sessions import counts
from services.directory.tables import people, sessions
from shared.application import Answer, Asked


def find_sessions(
    connection: Connection, query: FindSessions, asked: Asked
) -> SessionsView:
    """The sessions that count; Forbidden for those of others."""
    check_own(asked.caller, query.school_id, query.person_id)
    rows = sessions_of(connection, query.school_id, query.person_id)
    return SessionsView(
        sessions=tuple(
            OpenSession(
                session_id=row.session_id,
                device=row.device,
                started_at=row.started_at,
                seen_at=row.seen_at,
                ends_at=row.ends_at,
            )
            for row in rows
            if counts(row.seen_at, row.ends_at, asked.now)
        )
    )


def sessions_of(
    connection: Connection, school: UUID, person_id: UUID
) -> Sequence[Row[Any]]:
    """The sessions of a person that nobody ended, the last used first."""
    return connection.execute(
        select(sessions)
        .where(sessions.c.school == school, sessions.c.person_id == person_id)
        .order_by(sessions.c.seen_at.desc(), sessions.c.session_id)
    ).all()


def find_session(connection: Connection, digest: str) -> Row[Any] | None:
    """The session with this secret, and the name of its person."""
    return connection.execute(_OF_SECRET, {"of_digest": digest}).one_or_none()


def owner_of(connection: Connection, school: UUID, session_id: UUID) -> UUID | None:
    """Whose session it is; None once it has ended, or if it never began."""
    return connection.execute(
        select(sessions.c.person_id).where(
            sessions.c.school == school, sessions.c.session_id == session_id
        )
    ).scalar_one_or_none()


ANSWERS: Mapping[type, Answer] = {FindSessions: find_sessions}

# Made once: every page asks it, and to build it takes longer than to carry it out.
_OF_SECRET = (
    select(sessions, people.c.name)
    .join(
        people,
        (people.c.school == sessions.c.school)
        & (people.c.person_id == sessions.c.person_id),
    )
    .where(sessions.c.digest == bindparam("of_digest"))
)
