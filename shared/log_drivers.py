"""How do SQLite and PostgreSQL keep a log? The same, each in its driver's own words.

Plain driver calls, for this is the hottest path of the platform: a statement through
SQLAlchemy takes several times as long. `shared/database_errors.py` knows their errors.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

from sqlalchemy import Connection

from contracts.envelope import Recorded
from contracts.fields import format_moment
from shared.chain import GENESIS, link, microseconds, moment_of

if TYPE_CHECKING:
    from shared.store import Answered, New

Row = Sequence[Any]

EVENT = (
    "position, epoch, event_id, type, version, stream, stream_version, happened_at,"
    " recorded_at, actor, on_behalf_of, correlation_id, causation_id, body, hash,"
    " previous_hash"
)
"""The columns of an event in the order in which an envelope has them."""


class Driver(Protocol):
    """Reads and writes the log of one school over one connection."""

    def rows(self, query: str, *values: object) -> Generator[Row, None, None]:
        """What a query finds; its values stand where it has question marks."""

    def recorded(self, service: str, school: UUID, row: Row) -> Recorded:
        """The event in a row of the columns EVENT."""

    def begin(self, school: UUID, command_id: UUID, stream: str) -> Iterable[Row]:
        """The answer to a command beside each event of a stream: seven columns.

        A row in any case, with nulls where there is no answer or no event.
        """

    def append(
        self,
        school: UUID,
        batch: Sequence[New],
        answers: Sequence[Answered],
        now: datetime,
    ) -> int:
        """Add events, the head locked last, and what is answered with them.

        The position of the last event.
        """

    def remember(self, school: UUID, answers: Sequence[Answered]) -> None:
        """Keep what was answered, with the position it says."""


def driver(connection: Connection) -> Driver:
    """The one that a connection needs."""
    raw = connection.connection.driver_connection
    return OnSqlite(raw) if connection.dialect.name == "sqlite" else OnPostgresql(raw)


class OnSqlite:
    """The write lock is ours before we begin, so the chain is made here."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def rows(self, query: str, *values: object) -> Generator[Row, None, None]:
        plain = [v.hex if isinstance(v, UUID) else v for v in values]
        with closing(self._connection.execute(query, plain)) as found:
            yield from found

    def recorded(self, service: str, school: UUID, row: Row) -> Recorded:
        position, epoch, event_id, kind, version, stream, stream_version = row[:7]
        happened, recorded, actor, on_behalf_of, correlation, causation = row[7:13]
        return Recorded(
            service,
            school,
            position,
            epoch,
            UUID(event_id),
            kind,
            version,
            stream,
            stream_version,
            moment_of(happened),
            moment_of(recorded),
            actor,
            on_behalf_of,
            UUID(correlation),
            UUID(causation) if causation else None,
            row[13],
            row[14],
            row[15],
        )

    def begin(self, school: UUID, command_id: UUID, stream: str) -> Iterable[Row]:
        return self.rows(_BEGIN, school, command_id, school, stream)

    def append(
        self,
        school: UUID,
        batch: Sequence[New],
        answers: Sequence[Answered],
        now: datetime,
    ) -> int:
        head = next(self.rows(_HEAD, school), (0, GENESIS, 1, 0))
        position, previous, epoch, last = head
        recorded = microseconds(now)
        rows = []
        for new in batch:
            position, last = position + 1, max(recorded, last + 1)
            linked = link(previous, position, last, epoch, new.digest)
            place = (school.hex, position, epoch, last, linked, previous)
            rows.append(place + _values(new))
            previous = linked
        moved = (school.hex, position, previous, epoch, last)
        self._connection.executemany(_INSERT, rows)
        self._connection.execute(_MOVE_HEAD, moved)
        self.remember(school, [replace(one, position=position) for one in answers])
        return position

    def remember(self, school: UUID, answers: Sequence[Answered]) -> None:
        rows = [
            (
                school.hex,
                one.command_id.hex,
                one.fingerprint,
                one.position,
                one.stream_version,
            )
            for one in answers
        ]
        self._connection.executemany(_REMEMBER, rows)


class OnPostgresql:
    """One round trip to `append_events`, the head locked only for its length."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def rows(self, query: str, *values: object) -> Generator[Row, None, None]:
        with self._connection.cursor() as cursor:
            cursor.execute(_as_format(query), values)
            yield from cursor

    def recorded(self, service: str, school: UUID, row: Row) -> Recorded:
        # The driver hands out memoryviews for bytes.
        values = (*row[:13], bytes(row[13]), bytes(row[14]), bytes(row[15]))
        return Recorded(service, school, *values)

    def begin(self, school: UUID, command_id: UUID, stream: str) -> Iterable[Row]:
        return self.rows(_BEGIN_THERE, school, command_id, stream)

    def append(
        self,
        school: UUID,
        batch: Sequence[New],
        answers: Sequence[Answered],
        now: datetime,
    ) -> int:
        events = json.dumps([_as_json(new) for new in batch])
        answered = json.dumps([_answer_as_json(one) for one in answers])
        counted = microseconds(now)
        ((position,),) = self.rows(_APPEND, school, now, counted, events, answered)
        end: int = position
        return end

    def remember(self, school: UUID, answers: Sequence[Answered]) -> None:
        for one in answers:
            values = (one.command_id, one.fingerprint, one.position, one.stream_version)
            with self._connection.cursor() as cursor:
                cursor.execute(_as_format(_REMEMBER), (school, *values))


@cache
def _as_format(query: str) -> str:
    """The query with the marks that psycopg2 has."""
    return query.replace("?", "%s")


def _values(new: New) -> tuple[object, ...]:
    """The values of an event in the order of `_INSERT`, as SQLite keeps them."""
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


def _as_json(new: New) -> dict[str, object]:
    """An event as `append_events` takes it."""
    return {
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


def _answer_as_json(answer: Answered) -> dict[str, object]:
    return {
        "command_id": str(answer.command_id),
        "fingerprint": answer.fingerprint.hex(),
        "stream_version": answer.stream_version,
    }


_HEAD = "select position, hash, epoch, recorded_at from heads where school = ?"
_INSERT = (
    "insert into events (school, position, epoch, recorded_at, hash, previous_hash,"
    " event_id, type, version, stream, stream_version, happened_at, actor,"
    " on_behalf_of, correlation_id, causation_id, body)"
    " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_MOVE_HEAD = (
    "insert into heads (school, position, hash, epoch, recorded_at)"
    " values (?, ?, ?, ?, ?) on conflict (school) do update set"
    " position = excluded.position, hash = excluded.hash,"
    " recorded_at = excluded.recorded_at"
)
_REMEMBER = (
    "insert into commands (school, command_id, fingerprint, position, stream_version)"
    " values (?, ?, ?, ?, ?)"
)
_BEGIN = (
    "select fingerprint, commands.position, commands.stream_version,"
    " events.stream_version, type, version, body from (select 1) as one"
    " left join commands on commands.school = ? and command_id = ?"
    " left join events on events.school = ? and stream = ?"
    " order by events.stream_version"
)
_BEGIN_THERE = "select * from begin_command(?, ?, ?)"
_APPEND = "select append_events(?, ?, ?, cast(? as json), cast(? as json))"
