"""What is kept for a while only, and when is it thrown away?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, or_, select

from contracts.values import PROVIDER
from services.directory.sessions import IDLE
from services.directory.tables import guesses, sessions
from services.directory.throttle import WINDOW
from shared.application import Application

_AT_ONCE = 500


def tidy(directory: Application, now: datetime) -> None:
    """Forget the guesses that count no longer, and the sessions that ran out."""
    with directory.database.school(PROVIDER) as connection:
        connection.execute(delete(guesses).where(guesses.c.about.in_(_old(now))))
    for row in directory.read(_run_out, now):
        with directory.database.school(row.school) as connection:
            connection.execute(
                delete(sessions)
                .where(sessions.c.school == row.school)
                .where(sessions.c.session_id == row.session_id)
            )


def _old(now: datetime) -> Any:
    """Skips what somebody is counting just now, or both might wait for each other."""
    return (
        select(guesses.c.about)
        .where(guesses.c.school == PROVIDER, guesses.c.last_at < now - WINDOW)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )


def _run_out(connection: Connection, now: datetime) -> Sequence[Any]:
    unused = sessions.c.seen_at < now - IDLE
    found = select(sessions.c.school, sessions.c.session_id)
    return connection.execute(
        found.where(or_(sessions.c.ends_at <= now, unused)).limit(_AT_ONCE)
    ).all()
