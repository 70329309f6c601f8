"""How do recorded events reach the broker? Straight from the log, at least once.

The log is the outbox: a cursor for each school says what the broker has confirmed. It
moves after the confirmation, so a crash between the two sends twice and loses nothing.
It keeps the hash of what was sent last: a log that was set back to an older copy and
went on differently is not taken for one that the broker has.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol
from uuid import UUID

from sqlalchemy import Connection, and_, bindparam, delete, func, or_, select
from sqlalchemy.dialects.postgresql import insert as insert_there
from sqlalchemy.dialects.sqlite import insert as insert_here

from contracts.envelope import Recorded
from contracts.refusals import Unavailable
from shared.application import Application
from shared.chain import GENESIS
from shared.log_tables import heads, published
from shared.metrics import PUBLISHED, RELAY_LAG

BATCH = 200


class Sent(NamedTuple):
    """The last event of a log that the broker has."""

    position: int
    hash: bytes


NOTHING_SENT = Sent(0, GENESIS)


class Publisher(Protocol):
    """Whatever takes events to the services that hear them."""

    def publish(self, events: Sequence[Recorded]) -> None:
        """Send, and return once the broker has them all; Unavailable otherwise."""


class Relay:
    """Publishes one service's logs, each in its order."""

    def __init__(self, application: Application, publisher: Publisher) -> None:
        self.application = application
        self._publisher = publisher
        self._dirty: set[UUID] = set()
        self._sent: dict[UUID, Sent] = {}
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
        waiting = set(self._dirty)
        self._dirty -= waiting
        try:
            while waiting:
                self._send_batch(waiting)
        except Exception:
            self._dirty |= waiting
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

        What is found goes out with the next `send`, without what other replicas have
        sent and saved meanwhile.
        """
        # To forget costs one question more where something is sent; to ask for every
        # school what others have sent would cost as much as there are schools.
        self._sent = {school: self._sent[school] for school in self._unsaved}
        behind = self.application.read(_behind)
        self._dirty.update(behind)
        RELAY_LAG.labels(self.application.name).set(sum(behind.values()))

    def _send_batch(self, waiting: set[UUID]) -> None:
        """Publish one batch, of as many schools as have room in it.

        One confirm for each school would be the most that a relay of many can send.
        """
        batch: list[Recorded] = []
        done: set[UUID] = set()
        for school in waiting:
            room = BATCH - len(batch)
            if not room:
                break
            events = self._next(school, room)
            batch += events
            if len(events) < room:
                done.add(school)
        if batch:
            self._publisher.publish(batch)
            for event in batch:
                self._sent[event.school] = Sent(event.position, event.hash)
                self._unsaved.add(event.school)
            PUBLISHED.labels(self.application.name).inc(len(batch))
        waiting -= done

    def _next(self, school: UUID, limit: int) -> list[Recorded]:
        """What the broker does not have yet of a log, up to so many."""
        sent = self._sent.get(school)
        if sent is None:
            sent = self.application.read(_cursor, school, school=school)
        events = self._after(school, sent, limit)
        if events is None:
            events = self._after(school, self._begin_anew(school, sent), limit)
        return events or []

    def _after(self, school: UUID, sent: Sent, limit: int) -> list[Recorded] | None:
        """What follows the event that was sent last; None where it is not there."""
        if sent == NOTHING_SENT:
            return self.application.feed(school, 0, limit)
        events = self.application.feed(school, sent.position - 1, limit + 1)
        return events[1:] if events and events[0].hash == sent.hash else None

    def _begin_anew(self, school: UUID, sent: Sent) -> Sent:
        """Forget how far another log was sent: this one has none of its events there.

        Nobody knows what both have in common. Who heard it drops what comes twice.
        """
        with self.application.database.school(school) as connection:
            connection.execute(_FORGET, {"of_school": school, "of_hash": sent.hash})
        self._unsaved.discard(school)
        self._sent[school] = NOTHING_SENT
        return NOTHING_SENT


class NoBroker:
    """Stands for a broker that is off: events stay in the log until it is back."""

    def publish(self, events: Sequence[Recorded]) -> None:
        raise Unavailable(f"no broker took {len(events)} events")


def _behind(connection: Connection) -> dict[UUID, int]:
    """How many events of each school wait; at least one where the log is another."""
    sent = func.coalesce(published.c.position, 0)
    joined = heads.outerjoin(published, heads.c.school == published.c.school)
    another = and_(
        heads.c.position <= sent,
        or_(heads.c.position < sent, heads.c.hash != published.c.hash),
    )
    rows = connection.execute(
        select(heads.c.school, (heads.c.position - sent).label("events"))
        .select_from(joined)
        .where(or_(heads.c.position > sent, another))
    )
    return {row.school: max(row.events, 1) for row in rows}


def _cursor(connection: Connection, school: UUID) -> Sent:
    row = connection.execute(_CURSOR, {"of_school": school}).one_or_none()
    return Sent(row.position, bytes(row.hash)) if row else NOTHING_SENT


def _move(connection: Connection, school: UUID, sent: Sent) -> None:
    move = _MOVE_HERE if connection.dialect.name == "sqlite" else _MOVE_THERE
    connection.execute(move, {"school": school, **sent._asdict()})


_OF_SCHOOL = published.c.school == bindparam("of_school")
_HERE, _THERE = insert_here(published), insert_there(published)
_CURSOR = select(published.c.position, published.c.hash).where(_OF_SCHOOL)
_FORGET = delete(published).where(_OF_SCHOOL, published.c.hash == bindparam("of_hash"))
_MOVE_HERE = _HERE.on_conflict_do_update(
    index_elements=["school"],
    set_={"position": _HERE.excluded.position, "hash": _HERE.excluded.hash},
    where=published.c.position < _HERE.excluded.position,
)
_MOVE_THERE = _THERE.on_conflict_do_update(
    index_elements=["school"],
    set_={"position": _THERE.excluded.position, "hash": _THERE.excluded.hash},
    where=published.c.position < _THERE.excluded.position,
)
