"""Which tickets have a part of a kind that is held, so that they do not go either?

A hold on all of one kind is looked for when somebody asks: to mark every ticket that
has such a part would be to change a school's whole table with each hold.
"""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import Connection, bindparam, case, func, select

from contracts.retention import HoldOn, RecordClass, RecordKind
from services.intake.retention.standard import GO_WITH_TICKETS
from services.intake.retention.tables import kept_records, legal_holds
from services.intake.tables import tickets

_WITH_PARTS = (RecordClass.TICKETS, RecordClass.SAFEGUARDING)
_KINDS = [one.value for one in (*GO_WITH_TICKETS, RecordClass.SITE_VISITS)]
"""Visits go with no ticket, but may be of the class of what is about safeguarding."""


def held_with(connection: Connection, school: UUID, of: RecordClass) -> list[str]:
    """The kinds that are held, and whose records would go with those of a class."""
    if of not in _WITH_PARTS:
        return []
    which = {"of_school": school, "of_classes": _KINDS}
    return [*connection.execute(_HELD_KINDS, which).scalars()]


def with_held_parts(
    connection: Connection,
    school: UUID,
    held: Collection[str],
    records: Collection[UUID],
) -> frozenset[UUID]:
    """Those of some tickets that have a part of a kind that is held."""
    if not held:
        return frozenset()
    which = {"of_school": school, "held_kinds": [*held], "of_records": [*records]}
    return frozenset(connection.execute(_AMONG, which).scalars())


# Made once: to build a statement takes several times as long as to carry it out.
_HELD_KINDS = (
    select(legal_holds.c.record_class)
    .where(
        legal_holds.c.school == bindparam("of_school"),
        legal_holds.c.hold_on == HoldOn.CLASS.value,
        legal_holds.c.record_class.in_(bindparam("of_classes", expanding=True)),
    )
    .distinct()
)
_KIND = case(
    (kept_records.c.kind == RecordKind.VISIT.value, RecordClass.SITE_VISITS.value),
    else_=kept_records.c.record_class,
)
_PARTED = (
    select(
        func.coalesce(kept_records.c.ticket_id, kept_records.c.record_id).label(
            "ticket_id"
        )
    )
    .where(
        kept_records.c.school == bindparam("of_school"),
        kept_records.c.kind != RecordKind.TICKET.value,
        _KIND.in_(bindparam("held_kinds", expanding=True)),
        kept_records.c.erased_at.is_(None),
    )
    .cte("parted", recursive=True)
)
_GO_ON = _PARTED.union(
    select(tickets.c.merged_into).where(
        tickets.c.school == bindparam("of_school"),
        tickets.c.ticket_id == _PARTED.c.ticket_id,
        tickets.c.merged_into.is_not(None),
    )
)
WITH_HELD_PARTS = select(_GO_ON.c.ticket_id)
"""Tickets with such a part, their own or of what was merged into them; and visits."""

_AMONG = WITH_HELD_PARTS.where(
    _GO_ON.c.ticket_id.in_(bindparam("of_records", expanding=True))
)
