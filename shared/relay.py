"""How do recorded events reach the broker? Straight from the log, at least once.

The log is the outbox: a cursor for each school says what the broker has confirmed. It
moves after the confirmation, so a crash between the two sends twice and loses nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy.dialects.postgresql import insert as insert_there
from sqlalchemy.dialects.sqlite import insert as insert_here

from contracts.envelope import Recorded
from contracts.refusals import Unavailable
from shared.application import Application
from shared.log_tables import heads, published
from shared.metrics import PUBLISHED, RELAY_LAG

BATCH = 200


class Publisher(Protocol):
    """Whatever takes events to the services that hear them."""

    def publish(self, events: Sequence[Recorded]) -> None:
        """Send, and return once the broker has them all; Unavailable otherwise."""


class Relay:
    """Publishes one service's logs, school by school, in order."""

    def __init__(self, application: Application, publisher: Publisher) -> None:
        self.application = application
        self._publisher = publisher
        self._dirty: set[UUID] = set()
        self._sent: dict[UUID, int] = {}
        self._unsaved: set[UUID] = set()
        application.appended.append(self._dirty.add)

    def publish(self) -> None:
        """Publish what was appended since the last time, and save how far.

        Unavailable while the broker does not take it; nothing is forgotten then.
        """
        self.send()
        self.save()

    def send(self) -> None:
        """Publish what was appended; until `save`, a crash would send it again."""
        for school in set(self._dirty):
            self._dirty.discard(school)
            try:
                self._send_school(school)
            except Exception:
                self._dirty.add(school)
                raise

    def save(self) -> None:
        """Move the cursors to what the broker has confirmed."""
        while self._unsaved:
            school = self._unsaved.pop()
            try:
                with self.application.database.school(school) as connection:
                    _move(connection, school, self._sent[school])
            except Exception:
                self._unsaved.add(school)
                raise

    def look(self) -> None:
        """Find what was appended without our being told, as after a restart.

        What is found goes out with the next `send`.
        """
        behind = self.application.read(_behind)
        self._dirty.update(behind)
        RELAY_LAG.labels(self.application.name).set(sum(behind.values()))

    def _send_school(self, school: UUID) -> None:
        cursor = self._sent.get(school)
        if cursor is None:
            cursor = self.application.read(_cursor, school, school=school)
        while True:
            events = self.application.feed(school, cursor, BATCH)
            if not events:
                return
            self._publisher.publish(events)
            cursor = self._sent[school] = events[-1].position
            self._unsaved.add(school)
            PUBLISHED.labels(self.application.name).inc(len(events))


class NoBroker:
    """Stands for a broker that is off: events stay in the log until it is back."""

    def publish(self, events: Sequence[Recorded]) -> None:
        raise Unavailable(f"no broker took {len(events)} events")


def _behind(connection: Connection) -> dict[UUID, int]:
    sent = func.coalesce(published.c.position, 0)
    joined = heads.outerjoin(published, heads.c.school == published.c.school)
    rows = connection.execute(
        select(heads.c.school, (heads.c.position - sent).label("events"))
        .select_from(joined)
        .where(heads.c.position > sent)
    )
    return {row.school: row.events for row in rows}


def _cursor(connection: Connection, school: UUID) -> int:
    return connection.execute(_CURSOR, {"of_school": school}).scalar() or 0


def _move(connection: Connection, school: UUID, position: int) -> None:
    move = _MOVE_HERE if connection.dialect.name == "sqlite" else _MOVE_THERE
    connection.execute(move, {"school": school, "position": position})


_HERE, _THERE = insert_here(published), insert_there(published)
_CURSOR = select(published.c.position).where(
    published.c.school == bindparam("of_school")
)
_MOVE_HERE = _HERE.on_conflict_do_update(
    index_elements=["school"],
    set_={"position": _HERE.excluded.position},
    where=published.c.position < _HERE.excluded.position,
)
_MOVE_THERE = _THERE.on_conflict_do_update(
    index_elements=["school"],
    set_={"position": _THERE.excluded.position},
    where=published.c.position < _THERE.excluded.position,
)
