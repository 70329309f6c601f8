"""Is a ticket about safeguarding, whatever its school's list says now?"""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection, bindparam, select

from services.intake.tables import tickets


def is_safeguarding(connection: Connection, school: UUID, ticket_id: UUID) -> bool:
    """As it is kept of its own events; nobody knows that of one that is not there."""
    which = {"of_school": school, "of_ticket": ticket_id}
    return bool(connection.execute(_GUARDED, which).scalar())


# Made once: to build a statement takes several times as long as to carry it out.
_GUARDED = select(tickets.c.guarded).where(
    tickets.c.school == bindparam("of_school"),
    tickets.c.ticket_id == bindparam("of_ticket"),
)
