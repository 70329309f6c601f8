"""What is kept of verdicts that were restated, beside those of then?"""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, insert

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
    """A ticket that is reopened is judged anew: what was restated is of before."""
    connection.execute(_REMOVE, {"of_school": school, "of_ticket": ticket_id})


# Made once: to build a statement takes several times as long as to carry it out.
_ADD = insert(restatements)
_REMOVE = delete(restatements).where(
    restatements.c.school == bindparam("of_school"),
    restatements.c.ticket_id == bindparam("of_ticket"),
)
