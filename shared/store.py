"""How is a log written and read? One log for each service and school.

Positions run 1..n without a gap, each event carries the hash of the one before it,
and the head is locked last. `docs/log.md` lists the promises and their tests.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, insert, select, text
from sqlalchemy.exc import IntegrityError

from contracts.envelope import Recorded
from contracts.fields import format_moment
from contracts.refusals import Conflict
from shared.chain import GENESIS, link, microseconds
from shared.log_tables import commands, events, heads

PAGE = 1_000
PAGE_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class New:
    """An event that is decided, sealed and digested, but has no place yet."""

    event_id: UUID
    type: str
    version: int
    stream: str
    stream_version: int
    happened_at: datetime
    actor: str
    on_behalf_of: str | None
    correlation_id: UUID
    causation_id: UUID | None
    body: bytes
    digest: bytes


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a school's log."""

    school: UUID
    position: int
    hash: bytes
    epoch: int


@dataclass(frozen=True, slots=True)
class Answered:
    """What was answered to a command the first time."""

    command_id: UUID
    fingerprint: bytes
    position: int
    stream_version: int


class Log:
    """The log of one service, on a connection that is bound to one school."""

    def __init__(self, service: str, school: UUID, connection: Connection) -> None:
        self.service = service
        self.school = school
        self.connection = connection

    def append(self, batch: Sequence[New], now: datetime) -> int:
        """Add events at the end; the position of the last one.

        Conflict where another transaction was first on one of the streams.
        """
        try:
            if self.connection.dialect.name == "sqlite":
                return self._append_here(batch, now)
            return self._append_there(batch, now)
        except IntegrityError as error:
            raise Conflict("somebody else was first; try again") from error

    def stream(self, stream: str, after: int = 0) -> Iterator[Recorded]:
        """The events of one stream in order, after a version."""
        rows = self.connection.execute(
            _STREAM, {"school": self.school, "stream": stream, "after": after}
        )
        return (self._recorded(row) for row in rows)

    def after(self, position: int, limit: int = PAGE) -> list[Recorded]:
        """A page of the log after a position, at most `limit` events and 4 MB.

        One event is a page however large it is, or what follows were never read.
        """
        rows = self.connection.execute(
            _AFTER, {"school": self.school, "after": position, "limit": limit}
        )
        page: list[Recorded] = []
        size = 0
        for row in rows:
            event = self._recorded(row)
            size += len(event.body)
            if page and size > PAGE_BYTES:
                break
            page.append(event)
        return page

    def head(self) -> Head:
        """The end of the log; position 0 while it is empty."""
        row = self.connection.execute(_HEAD, {"school": self.school}).one_or_none()
        if row is None:
            return Head(self.school, 0, GENESIS, 1)
        return Head(self.school, row.position, row.hash, row.epoch)

    def answered(self, command_ids: Sequence[UUID]) -> dict[UUID, Answered]:
        """The first answers to those of the commands that were here before."""
        rows = self.connection.execute(
            _ANSWERED, {"school": self.school, "ids": list(command_ids)}
        )
        return {row.command_id: Answered(*row) for row in rows}

    def remember(self, answers: Sequence[Answered]) -> None:
        """Keep what was answered, so that a retry gets the same."""
        rows = [
            {
                "school": self.school,
                "command_id": answer.command_id,
                "fingerprint": answer.fingerprint,
                "position": answer.position,
                "stream_version": answer.stream_version,
            }
            for answer in answers
        ]
        try:
            self.connection.execute(insert(commands), rows)
        except IntegrityError as error:
            raise Conflict("the same command is being carried out") from error

    def _append_here(self, batch: Sequence[New], now: datetime) -> int:
        """SQLite: the write lock is ours already, so the chain is made here.

        Plain driver calls: this is the hottest path of an embedded platform.
        """
        school, run = self.school.hex, self.connection.exec_driver_sql
        row = run(_HEAD_HERE, (school,)).one_or_none()
        position, previous, epoch, last = row or (0, GENESIS, 1, 0)
        recorded = microseconds(now)
        rows = []
        for new in batch:
            position, last = position + 1, max(recorded, last + 1)
            linked = link(previous, position, last, epoch, new.digest)
            place = (school, position, epoch, last, linked, previous)
            rows.append(place + _content(new))
            previous = linked
        run(_INSERT_HERE, rows)
        run(_MOVE_HEAD_HERE, (school, position, previous, epoch, last))
        return position

    def _append_there(self, batch: Sequence[New], now: datetime) -> int:
        """PostgreSQL: one round trip, the head locked only for its length."""
        items = [
            {
                "event_id": str(new.event_id),
                "type": new.type,
                "version": new.version,
                "stream": new.stream,
                "stream_version": new.stream_version,
                "happened_at": format_moment(new.happened_at),
                "actor": new.actor,
                "on_behalf_of": new.on_behalf_of,
                "correlation_id": str(new.correlation_id),
                "causation_id": str(new.causation_id) if new.causation_id else None,
                "body": new.body.decode(),
                "digest": new.digest.hex(),
            }
            for new in batch
        ]
        position: int = self.connection.execute(
            _APPEND,
            {"school": str(self.school), "now": now, "events": json.dumps(items)},
        ).scalar_one()
        return position

    def _recorded(self, row: Sequence[Any]) -> Recorded:
        # The columns stand in the order of the fields; PostgreSQL hands out
        # memoryviews for bytes.
        *fields, body, hashed, previous = row
        values = (*fields, bytes(body), bytes(hashed), bytes(previous))
        return Recorded(self.service, *values)


def changed_heads(connection: Connection, since: datetime | None) -> list[Head]:
    """The heads of all schools, or of those that moved since a moment."""
    query = select(heads.c.school, heads.c.position, heads.c.hash, heads.c.epoch)
    if since is not None:
        query = query.where(heads.c.recorded_at >= since)
    return [
        Head(row.school, row.position, bytes(row.hash), row.epoch)
        for row in connection.execute(query)
    ]


def _content(new: New) -> tuple[object, ...]:
    """The values of an event in the order of `_INSERT_HERE`, as SQLite keeps them."""
    return (
        new.event_id.hex,
        new.type,
        new.version,
        new.stream,
        new.stream_version,
        microseconds(new.happened_at),
        new.actor,
        new.on_behalf_of,
        new.correlation_id.hex,
        new.causation_id.hex if new.causation_id else None,
        new.body,
    )


_HEAD_HERE = "select position, hash, epoch, recorded_at from heads where school = ?"
_INSERT_HERE = (
    "insert into events (school, position, epoch, recorded_at, hash, previous_hash,"
    " event_id, type, version, stream, stream_version, happened_at, actor,"
    " on_behalf_of, correlation_id, causation_id, body)"
    " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_MOVE_HEAD_HERE = (
    "insert into heads (school, position, hash, epoch, recorded_at)"
    " values (?, ?, ?, ?, ?) on conflict (school) do update set"
    " position = excluded.position, hash = excluded.hash,"
    " recorded_at = excluded.recorded_at"
)
_STREAM = (
    select(events)
    .where(
        events.c.school == bindparam("school"),
        events.c.stream == bindparam("stream"),
        events.c.stream_version > bindparam("after"),
    )
    .order_by(events.c.stream_version)
)
_AFTER = (
    select(events)
    .where(
        events.c.school == bindparam("school"), events.c.position > bindparam("after")
    )
    .order_by(events.c.position)
    .limit(bindparam("limit"))
)
_HEAD = select(heads).where(heads.c.school == bindparam("school"))
_ANSWERED = select(
    commands.c.command_id,
    commands.c.fingerprint,
    commands.c.position,
    commands.c.stream_version,
).where(
    commands.c.school == bindparam("school"),
    commands.c.command_id.in_(bindparam("ids", expanding=True)),
)
_APPEND = text(
    "select append_events(cast(:school as uuid), :now, cast(:events as json))"
)
