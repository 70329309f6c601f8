"""How is a log itself put right? Nothing in it is changed: events are added."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID, uuid4, uuid5

from sqlalchemy import Connection, insert, select, update

from contracts.access import platform
from contracts.codec import dump
from contracts.envelope import Recorded
from contracts.log import LogRecovered
from infra.installation import Installation
from infra.recovery.copies import Copies
from infra.recovery.forks import Diagnosis
from shared import postgresql
from shared.application import Application
from shared.canonical import canonical
from shared.chain import GENESIS, digest, first_break, moment_of
from shared.clock import now
from shared.log_tables import events, heads
from shared.refolding import fold_again
from shared.store import PAGE, Answered, Log, New

_COLUMNS = [column.name for column in events.columns]
_ANSWERS = 16
"""So many commands a policy is taken to answer one event with, at most."""


class Moved(Exception):
    """The log has changed since it was looked at; nothing was done."""


def put_right(
    opened: Installation, found: Diagnosis, by: str, reason: str, *, put_back: bool
) -> LogRecovered:
    """Put back what copies tell, if asked to, and record what was decided, and why.

    The event that records it has a new epoch, from the clock: an older copy would have
    forgotten any number that was counted. Moved where the log went on meanwhile.
    """
    application = opened.applications[found.source]
    kept = found.copies if put_back else found.agreed
    gone = max(found.copies, found.heard) - kept
    last = found.last_heard if found.heard > found.copies else found.last_copy
    decided = LogRecovered(
        follows=found.agreed,
        put_back=kept - found.agreed,
        given_up=gone,
        given_up_hash=last.hex() if gone else None,
        reason=reason,
    )
    with application.database.school(found.school) as connection:
        _hold(connection, found)
        if put_back:
            for page in _pages(Copies(opened, found.source, found.school), found):
                _add(application, connection, page)
        _record(connection, found, decided, by)
    return decided


def _hold(connection: Connection, found: Diagnosis) -> None:
    """Lock the head, which nobody may have moved, for as long as copies are read."""
    postgresql.take_time(connection)
    mine = heads.c.school == found.school
    row = connection.execute(select(heads).where(mine).with_for_update()).one_or_none()
    if row is None:
        first = {"position": 0, "hash": GENESIS, "epoch": 1}
        begun = insert(heads).values(school=found.school, **first)
        connection.execute(begun.values(recorded_at=moment_of(0)))
    there = (row.position, bytes(row.hash)) if row else (0, GENESIS)
    if there != (found.end.position, found.end.hash):
        raise Moved(f"{found.source} went on while it was looked at")


def _pages(copies: Copies, found: Diagnosis) -> Iterator[list[Recorded]]:
    """The copies after the end of the log, each page checked against what precedes."""
    position, previous = found.end.position, found.end.hash
    while page := copies.after(position, PAGE):
        if broken := first_break(page, previous, position):
            raise Moved(f"the copies do not hold: {broken}")
        yield page
        position, previous = page[-1].position, page[-1].hash


def _add(
    application: Application, connection: Connection, page: list[Recorded]
) -> None:
    """Append exactly what was recorded, with the rows that follow from it."""
    rows = [{name: getattr(one, name) for name in _COLUMNS} for one in page]
    connection.execute(insert(events), rows)
    fold_again(application, connection, page)
    last, log = page[-1], Log(application.name, page[-1].school, connection)
    answers = {
        command_id: Answered(command_id, b"", last.position, one.stream_version)
        for one in page
        if (command_id := _answered(application.name, one)) is not None
    }
    known = log.answered([*answers])
    log.remember([one for one in answers.values() if one.command_id not in known])
    values = {name: getattr(last, name) for name in ("position", "hash", "epoch")}
    _move(connection, last.school, recorded_at=last.recorded_at, **values)


def _answered(service: str, event: Recorded) -> UUID | None:
    """The command of the platform's own that an event followed, if one can be told.

    What is heard anew must not be answered anew. A command that came from outside has
    an id that its events do not give away.
    """
    if event.causation_id is None or event.actor != platform(service).actor:
        return None
    for index in range(_ANSWERS):
        command_id = uuid5(event.causation_id, f"{service}/{index}")
        if any(uuid5(command_id, str(n)) == event.event_id for n in range(_ANSWERS)):
            return command_id
    return None


def _move(connection: Connection, school: UUID, **values: object) -> None:
    connection.execute(update(heads).where(heads.c.school == school).values(**values))


def _record(
    connection: Connection, found: Diagnosis, decided: LogRecovered, by: str
) -> None:
    moment = now()
    log = Log(found.source, found.school, connection)
    head = log.head()
    epoch = max(int(moment.timestamp()), head.epoch + 1)
    _move(connection, found.school, epoch=epoch)
    stream = f"log-{found.school}"
    new = New(
        event_id=uuid4(),
        type="log.recovered",
        version=1,
        stream=stream,
        stream_version=1 + sum(1 for _ in log.stream(stream)),
        happened_at=moment,
        actor=f"operator:{by}",
        on_behalf_of=None,
        correlation_id=uuid4(),
        causation_id=None,
        body=canonical(dump(decided)),
    )
    new.digest = digest(found.source, found.school, new)
    log.append([new], moment)
