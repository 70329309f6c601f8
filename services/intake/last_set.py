"""How is it kept what was set at a school, whole, as its last event has it?"""

from __future__ import annotations

import json
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import (
    Column,
    Connection,
    Table,
    Text,
    Uuid,
    bindparam,
    delete,
    insert,
    select,
)

from contracts.codec import dump, restore
from services.intake.tables import METADATA

E = TypeVar("E")


def table_of(name: str, **more: Any) -> Table:
    """A table with one row for each school: the event, as JSON."""
    return Table(
        name,
        METADATA,
        Column("school", Uuid, primary_key=True),
        Column("content", Text, nullable=False),
        **more,
    )


class LastSet(Generic[E]):
    """The events of one kind in their table; each takes the place of the one before."""

    def __init__(self, table: Table, kind: type[E]) -> None:
        self._table = table
        self._kind = kind
        # Made once: every ticket that is opened asks some of them.
        of_school = table.c.school == bindparam("of_school")
        self._asked = select(table.c.content).where(of_school)

    def keep(self, connection: Connection, school: UUID, event: E) -> None:
        """Keep what was set now, and nothing of before."""
        connection.execute(delete(self._table).where(self._table.c.school == school))
        row = {"school": school, "content": json.dumps(dump(event))}
        connection.execute(insert(self._table), [row])

    def last(self, connection: Connection, school: UUID) -> E | None:
        """What was set last; None where nothing ever was."""
        content = connection.execute(self._asked, {"of_school": school}).scalar()
        return None if content is None else restore(self._kind, json.loads(content))
