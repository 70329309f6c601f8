"""How does each event change which sessions there are?"""

from __future__ import annotations

from typing import assert_never

from sqlalchemy import Connection, delete, insert, update

from contracts.sign_in import SessionEnded, SessionStarted
from services.directory.sessions import Event
from services.directory.tables import people, sessions
from shared.work import Fresh


def project(connection: Connection, fresh: Fresh, event: Event) -> None:
    """Keep the sessions that have begun and not ended, and when somebody came last."""
    match event:
        case SessionStarted():
            _start(connection, fresh, event)
        case SessionEnded():
            connection.execute(
                delete(sessions)
                .where(sessions.c.school == fresh.school)
                .where(sessions.c.session_id == event.session_id)
            )
        case _:
            assert_never(event)


def _start(connection: Connection, fresh: Fresh, event: SessionStarted) -> None:
    connection.execute(
        insert(sessions).values(
            school=fresh.school,
            session_id=event.session_id,
            person_id=event.person_id,
            digest=event.digest,
            device=event.device,
            started_at=fresh.happened_at,
            seen_at=fresh.happened_at,
            ends_at=event.ends_at,
        )
    )
    connection.execute(
        update(people)
        .where(people.c.school == fresh.school)
        .where(people.c.person_id == event.person_id)
        .values(signed_in_at=fresh.happened_at)
    )
