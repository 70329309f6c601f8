"""Of which tickets is somebody told, where some are about safeguarding?

Sla knows nobody who asked: to them intake tells of such a ticket, and sla does not.
"""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Table, bindparam, exists, select

from contracts.access import Caller
from services.sla.tables import clocks

_guarded = clocks.alias("guarded")


def told_of(table: Table, caller: Caller) -> list[ColumnElement[bool]]:
    """What narrows rows of tickets to those that are for whoever asks."""
    if caller.reads_safeguarding():
        return []
    guarded = exists().where(
        _guarded.c.school == table.c.school,
        _guarded.c.ticket_id == table.c.ticket_id,
        _guarded.c.safeguarding == 1,
    )
    return [~guarded]


def kept_among(
    connection: Connection, school: UUID, tickets: Collection[UUID], caller: Caller
) -> frozenset[UUID]:
    """Those of some tickets of which whoever asks is told nothing."""
    if caller.reads_safeguarding() or not tickets:
        return frozenset()
    which = {"of_school": school, "of_tickets": [*tickets]}
    return frozenset(connection.execute(_KEPT, which).scalars())


# Made once: to build a statement takes several times as long as to carry it out.
_KEPT = select(clocks.c.ticket_id).where(
    clocks.c.school == bindparam("of_school"),
    clocks.c.ticket_id.in_(bindparam("of_tickets", expanding=True)),
    clocks.c.safeguarding == 1,
)
