"""Which remote sessions are open for so long that they were probably forgotten?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy import text as sql

from contracts.remote import (
    FindForgottenSessions,
    ForgottenSession,
    ForgottenSessionsView,
)
from services.intake.remote.rows import LONGEST
from services.intake.remote.tables import OPEN, remote_sessions
from services.intake.tables import tickets
from shared.application import Answer, Application, Asked
from shared.metrics import SESSIONS_FORGOTTEN

MOST = 3
"""So many are named above the queue; the page of a school has the others."""


def count_forgotten(intake: Application) -> None:
    """Let Prometheus see how many sessions were probably forgotten."""
    SESSIONS_FORGOTTEN.set(intake.read(_counted, intake.clock()))


def find_forgotten_sessions(
    connection: Connection, _: FindForgottenSessions, asked: Asked
) -> ForgottenSessionsView:
    """The sessions of all schools, the longest open first."""
    rows = connection.execute(_NAMED, {"before": asked.now - LONGEST})
    return ForgottenSessionsView(
        sessions=tuple(
            ForgottenSession(
                school_id=row.school,
                session_id=row.session_id,
                ticket_id=row.ticket_id,
                reference=row.reference,
                device=row.device,
                opened_at=row.opened_at,
                opened_by=row.opened_by,
            )
            for row in rows
        ),
        in_all=_counted(connection, asked.now),
    )


ANSWERS: Mapping[type, Answer] = {FindForgottenSessions: find_forgotten_sessions}


def _counted(connection: Connection, now: datetime) -> int:
    found = connection.execute(_COUNT, {"before": now - LONGEST})
    return found.scalar_one()


# Made once: to build a statement takes several times as long as to carry it out.
_FORGOTTEN = (sql(OPEN), remote_sessions.c.opened_at < bindparam("before"))
_COUNT = select(func.count()).select_from(remote_sessions).where(*_FORGOTTEN)
_NAMED = (
    select(remote_sessions, tickets.c.reference)
    .join(
        tickets,
        (tickets.c.school == remote_sessions.c.school)
        & (tickets.c.ticket_id == remote_sessions.c.ticket_id),
    )
    .where(*_FORGOTTEN)
    .order_by(
        *(remote_sessions.c.opened_at, remote_sessions.c.school),
        remote_sessions.c.session_id,
    )
    .limit(MOST)
)
