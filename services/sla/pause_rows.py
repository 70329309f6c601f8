"""When did a clock stand still, and for what? Pauses are how figures get gamed."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, insert, update

from contracts.sla import ClockContinued, ClockPaused, ClockResumed, ClockStopped
from services.sla.tables import pauses
from shared.work import Fresh

_ENDS = ClockResumed | ClockStopped | ClockContinued


def keep_pauses(connection: Connection, fresh: Fresh) -> None:
    """Keep that a clock stands still from a moment, or until one."""
    event = fresh.event
    if isinstance(event, ClockPaused):
        row = {
            "school": fresh.school,
            "event_id": fresh.event_id,
            "ticket_id": event.ticket_id,
            "began_at": event.at,
            "reason": event.because.value,
        }
        connection.execute(_ADD, row)
    elif isinstance(event, _ENDS):
        which = {"of_school": fresh.school, "of_ticket": event.ticket_id}
        connection.execute(_END, which | {"ended_at": event.at})


# Made once: to build a statement takes several times as long as to carry it out.
_ADD = insert(pauses)
_END = update(pauses).where(
    pauses.c.school == bindparam("of_school"),
    pauses.c.ticket_id == bindparam("of_ticket"),
    pauses.c.ended_at.is_(None),
)
