"""What do others still have of a log? Audit keeps every event that it heard, whole."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, func, select

from contracts.envelope import Recorded
from infra.installation import Installation
from services.audit.tables import story
from shared.chain import GENESIS
from shared.store import Log

KEEPS_COPIES = "audit"
_COLUMNS = [column.name for column in story.columns if column.name != "service"]


class Copies:
    """The copies of one service's log of one school."""

    def __init__(self, opened: Installation, service: str, school: UUID) -> None:
        self._database = opened.applications[KEEPS_COPIES].database
        self._log = opened.applications[service].database
        self.service = service
        self.school = school

    def end(self) -> int:
        """The last position that was heard."""
        return int(self._ask(func.coalesce(func.max(story.c.position), 0)) or 0)

    def hash_at(self, position: int) -> bytes | None:
        """The hash of the copy at a position."""
        if position == 0:
            return GENESIS
        found = self._ask(story.c.hash, story.c.position == position)
        return None if found is None else bytes(found)

    def after(self, position: int, limit: int) -> list[Recorded]:
        """A page of the copies after a position."""
        query = self._query(*(story.c[name] for name in _COLUMNS))
        page = query.where(story.c.position > position)
        with self._database.reading(self.school) as connection:
            rows = connection.execute(page.order_by(story.c.position).limit(limit))
            return [self._recorded(row) for row in rows]

    def agree_until(self, end: int) -> int:
        """The last position at which the log and the copies have the same past.

        Where two hashes are equal, so is everything before: it is found by halves.
        """
        low, high = 0, min(end, self.end())
        with self._log.reading(self.school) as connection:
            while low < high:
                middle = (low + high + 1) // 2
                if hash_in(connection, self, middle) == self.hash_at(middle):
                    low = middle
                else:
                    high = middle - 1
        return low

    def _ask(self, what: Any, *where: Any) -> Any:
        with self._database.reading(self.school) as connection:
            return connection.execute(self._query(what).where(*where)).scalar()

    def _query(self, *what: Any) -> Select[Any]:
        mine = story.c.school == self.school, story.c.service == self.service
        return select(*what).where(*mine)

    def _recorded(self, row: Any) -> Recorded:
        values = dict(zip(_COLUMNS, row, strict=True))
        for name in ("body", "hash", "previous_hash"):
            values[name] = bytes(values[name])
        return Recorded(service=self.service, **values)


def hash_in(connection: Connection, copies: Copies, position: int) -> bytes | None:
    """The hash of the event that stands at a position of the log itself."""
    if position == 0:
        return GENESIS
    page = Log(copies.service, copies.school, connection).after(position - 1, 1)
    return page[0].hash if page and page[0].position == position else None
