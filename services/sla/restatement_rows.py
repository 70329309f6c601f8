"""What is kept of verdicts that were restated, beside those of then?"""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, insert, select

from contracts.sla_restating import ClockRestated
from services.sla.figures import kept_again
from services.sla.tables import restatements


def keep_restatement(
    connection: Connection, school: UUID, event: ClockRestated
) -> None:
    """Keep what stands beside the verdicts of a ticket, in place of any before it."""
    forget_restatement(connection, school, event.ticket_id)
    rows = [
        {
            "school": school,
            "ticket_id": event.ticket_id,
            "target": one.target.value,
            "agreement_version": event.agreement_version,
            "kept": None if (kept := kept_again(one)) is None else int(kept),
        }
        for one in event.targets
    ]
    if rows:
        connection.execute(_ADD, rows)


def forget_restatement(connection: Connection, school: UUID, ticket_id: UUID) -> None:
    """What is judged anew stands for itself: what was restated is of before."""
    connection.execute(_REMOVE, {"of_school": school, "of_ticket": ticket_id})


def stands(connection: Connection, school: UUID, ticket_id: UUID) -> bool:
    """Whether something stands beside the verdicts of a ticket."""
    which = {"of_school": school, "of_ticket": ticket_id}
    return connection.execute(_FIND, which).first() is not None


# Made once: to build a statement takes several times as long as to carry it out.
_ADD = insert(restatements)
_OF_TICKET = (restatements.c.school == bindparam("of_school")) & (
    restatements.c.ticket_id == bindparam("of_ticket")
)
_FIND = select(restatements.c.target).where(_OF_TICKET).limit(1)
_REMOVE = delete(restatements).where(_OF_TICKET)
