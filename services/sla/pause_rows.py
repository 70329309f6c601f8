"""When did a clock stand still, and for what? Pauses are how figures get gamed."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, insert, update

from services.sla.figures import ENDS, begins_for
from services.sla.tables import pauses
from shared.work import Fresh


def keep_pauses(connection: Connection, fresh: Fresh) -> None:
    """Keep that a clock stands still from a moment, or until one."""
    event = fresh.event
    if (reason := begins_for(event)) is not None:
        row = {
            "school": fresh.school,
            "event_id": fresh.event_id,
            "ticket_id": event.ticket_id,
            "began_at": event.at,
            "reason": reason.value,
        }
        connection.execute(_ADD, row)
    elif isinstance(event, ENDS):
        which = {"of_school": fresh.school, "of_ticket": event.ticket_id}
        connection.execute(_END, which | {"ended_at": event.at})


# Made once: to build a statement takes several times as long as to carry it out.
_ADD = insert(pauses)
_END = update(pauses).where(
    pauses.c.school == bindparam("of_school"),
    pauses.c.ticket_id == bindparam("of_ticket"),
    pauses.c.ended_at.is_(None),
)
