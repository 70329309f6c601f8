"""How are the standard changes of a school kept and read?"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, insert, select

from contracts.codec import dump, restore
from contracts.standard_changes import (
    GetStandardChanges,
    StandardChange,
    StandardChangesApproved,
    StandardChangesSet,
    StandardChangesView,
)
from services.intake.changes.standard import Event
from services.intake.changes.tables import standard_changes
from shared.application import Asked
from shared.work import Fresh


def keep_standard_changes(connection: Connection, fresh: Fresh, event: Event) -> None:
    """Keep the list, and which of it the school has approved."""
    before = _view(connection, fresh.school)
    approver, approved_at = before.approver, before.approved_at
    if isinstance(event, StandardChangesApproved):
        approver, approved_at = event.approver, fresh.happened_at
        content = StandardChangesSet(changes=before.changes, approved=event.names)
    else:
        content = event
    connection.execute(_FORGET, {"of_school": fresh.school})
    row = {
        "school": fresh.school,
        "content": json.dumps(dump(content)),
        "approver": approver,
        "approved_at": approved_at,
        "version": fresh.stream_version,
    }
    connection.execute(_ADD, row)


def get_standard_changes(
    connection: Connection, query: GetStandardChanges, _: Asked
) -> StandardChangesView:
    """The standard changes of a school, and what it has approved."""
    return _view(connection, query.school_id)


def approved_of(connection: Connection, school: UUID) -> tuple[StandardChange, ...]:
    """The standard changes that a school has approved as they are."""
    known = _view(connection, school)
    return tuple(one for one in known.changes if one.name in known.approved)


def _view(connection: Connection, school: UUID) -> StandardChangesView:
    row: Any = connection.execute(_SET, {"of_school": school}).one_or_none()
    kept = restore(StandardChangesSet, json.loads(row.content)) if row else _NOTHING
    approved_at: datetime | None = row.approved_at if row else None
    return StandardChangesView(
        school_id=school,
        version=row.version if row else 0,
        changes=kept.changes,
        approved=kept.approved,
        approver=row.approver if row else "",
        approved_at=approved_at,
    )


_NOTHING = StandardChangesSet(changes=(), approved=())

# Made once: to build a statement takes several times as long as to carry it out.
_ADD = insert(standard_changes)
_SET = select(standard_changes).where(
    standard_changes.c.school == bindparam("of_school")
)
_FORGET = delete(standard_changes).where(
    standard_changes.c.school == bindparam("of_school")
)
