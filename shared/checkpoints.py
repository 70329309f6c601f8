"""How far was each source heard, and what had to be parked on the way?"""

from __future__ import annotations

import json
import logging
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlalchemy.dialects.postgresql import insert as insert_there
from sqlalchemy.dialects.sqlite import insert as insert_here

from contracts.envelope import Recorded
from contracts.log import ParkedEvent
from shared.chain import GENESIS
from shared.following import Checkpoint
from shared.log_tables import checkpoints, parked
from shared.logs import about

LIVE, PARKED, FORKED = "live", "parked", "forked"

NOTHING_HEARD = Checkpoint(0, GENESIS, 1, LIVE)
_log = logging.getLogger(__name__)


def lock(connection: Connection, source: str, school: UUID) -> Checkpoint:
    """The checkpoint, locked until the transaction ends: order and exclusion."""
    found = read(connection, source, school, locked=True)
    if found is not None:
        return found
    dialect = insert_here if connection.dialect.name == "sqlite" else insert_there
    connection.execute(
        dialect(checkpoints)
        .values(
            school=school,
            source=source,
            position=NOTHING_HEARD.position,
            hash=NOTHING_HEARD.hash,
            epoch=NOTHING_HEARD.epoch,
            state=NOTHING_HEARD.state,
        )
        .on_conflict_do_nothing()
    )
    return read(connection, source, school, locked=True) or NOTHING_HEARD


def take_up(
    connection: Connection, source: str, school: UUID, state: str
) -> Checkpoint | None:
    """The checkpoint, locked, if it is in this state; what was parked is so no more."""
    found = lock(connection, source, school)
    if found.state != state:
        return None
    if state == PARKED:
        go_on(connection, source, school)
        unpark(connection, source, school)
    return found


def read(
    connection: Connection, source: str, school: UUID, *, locked: bool = False
) -> Checkpoint | None:
    """The checkpoint, None while nothing was heard."""
    query = _ONE_LOCKED if locked else _ONE
    one = {"of_school": school, "of_source": source}
    row = connection.execute(query, one).one_or_none()
    if row is None:
        return None
    return Checkpoint(row.position, bytes(row.hash), row.epoch, row.state)


def read_all(connection: Connection, source: str) -> dict[UUID, Checkpoint]:
    """The checkpoints of one source for every school that was heard."""
    rows = connection.execute(_ALL, {"of_source": source})
    return {
        row.school: Checkpoint(row.position, bytes(row.hash), row.epoch, row.state)
        for row in rows
    }


def move(connection: Connection, last: Recorded) -> None:
    """Everything up to this event was heard."""
    _set(
        connection,
        last.service,
        last.school,
        position=last.position,
        hash=last.hash,
        epoch=last.epoch,
    )


def stop(connection: Connection, source: str, school: UUID, now: datetime) -> None:
    """Hear nothing more of a source that contradicts itself, for one school."""
    _set(connection, source, school, state=FORKED, since=now)


def go_on(connection: Connection, source: str, school: UUID) -> None:
    """Hear a source for a school again."""
    _set(connection, source, school, state=LIVE, since=None)


def finish(connection: Connection, source: str, school: UUID, state: str) -> None:
    """Say in which way something was brought to its end."""
    _set(connection, source, school, state=state)


def park(connection: Connection, event: Recorded, error: str, now: datetime) -> None:
    """Keep an event that could not be applied; what follows it waits."""
    where = (parked.c.school == event.school, parked.c.source == event.service)
    before = connection.execute(select(parked.c.attempts).where(*where)).scalar()
    connection.execute(delete(parked).where(*where))
    connection.execute(
        insert(parked).values(
            school=event.school,
            source=event.service,
            position=event.position,
            event=json.dumps(event.to_wire()),
            error=error,
            attempts=(before or 0) + 1,
            parked_at=now,
        )
    )
    _set(connection, event.service, event.school, state=PARKED, since=now)
    with about(event.correlation_id):
        _log.warning("parked %s of %s: %s", event.event_id, event.service, error)


def unpark(connection: Connection, source: str, school: UUID) -> None:
    """The event that was parked is applied now."""
    connection.execute(
        delete(parked).where(parked.c.school == school, parked.c.source == source)
    )


def all_parked(connection: Connection, service: str) -> tuple[ParkedEvent, ...]:
    """What waits for an operator, oldest first."""
    waits = (
        (checkpoints.c.school == parked.c.school)
        & (checkpoints.c.source == parked.c.source)
        & (checkpoints.c.state == PARKED)
    )
    rows = connection.execute(
        select(parked).join(checkpoints, waits).order_by(parked.c.parked_at)
    )
    return tuple(
        ParkedEvent(
            service=service,
            source=row.source,
            school_id=row.school,
            position=row.position,
            type=json.loads(row.event)["type"],
            event_id=UUID(json.loads(row.event)["event_id"]),
            error=row.error,
            attempts=row.attempts,
            parked_at=row.parked_at,
        )
        for row in rows
    )


def _set(connection: Connection, source: str, school: UUID, **values: object) -> None:
    connection.execute(_SET, {"of_school": school, "of_source": source, **values})


# Made once: to build a statement takes several times as long as to carry it out.
_OF_SOURCE = checkpoints.c.source == bindparam("of_source")
_OF_ONE = _OF_SOURCE & (checkpoints.c.school == bindparam("of_school"))
_ALL = select(checkpoints).where(_OF_SOURCE)
_ONE = select(checkpoints).where(_OF_ONE)
_ONE_LOCKED = _ONE.with_for_update()
_SET = update(checkpoints).where(_OF_ONE)
