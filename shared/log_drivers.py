"""How do SQLite and PostgreSQL keep a log? The same, each in its driver's own words.

Plain driver calls, for this is the hottest path of the platform: a statement through
SQLAlchemy takes several times as long. `shared/database_errors.py` knows their errors.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

from sqlalchemy import Connection

from contracts.envelope import Recorded
from shared.chain import GENESIS, link, microseconds, moment_of
from shared.ids import id_of_digits
from shared.log_on_postgresql import REMEMBER, OnPostgresql, Row
from shared.postgresql import COMMAND

if TYPE_CHECKING:
    from shared.changes import Change
    from shared.store import Answered, New

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

    def finish(
        self,
        school: UUID,
        changes: Sequence[Change],
        batch: Sequence[New],
        answers: Sequence[Answered],
        now: datetime,
    ) -> int:
        """Change rows, append, and commit too where that is a round trip of its own."""

    def remember(self, school: UUID, answers: Sequence[Answered]) -> None:
        """Keep what was answered, with the position it says."""


def driver(connection: Connection) -> Driver:
    """The one that a connection needs."""
    raw = connection.connection.driver_connection
    if connection.dialect.name == "sqlite":
        return OnSqlite(raw)
    return OnPostgresql(raw, connection.info.pop(COMMAND, None))


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
            id_of_digits(event_id),
            kind,
            version,
            stream,
            stream_version,
            _happened_at(happened),
            moment_of(recorded),
            actor,
            on_behalf_of,
            _id(correlation),
            _id(causation) if causation else None,
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

    def finish(
        self,
        school: UUID,
        changes: Sequence[Change],
        batch: Sequence[New],
        answers: Sequence[Answered],
        now: datetime,
    ) -> int:
        for change in changes:
            self._connection.execute(*change)
        return self.append(school, batch, answers, now)

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
        self._connection.executemany(REMEMBER, rows)


# Events of one story follow each other, and those of one command happened at once.
_happened_at = lru_cache(maxsize=256)(moment_of)
_id = lru_cache(maxsize=4_096)(id_of_digits)


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
_BEGIN = (
    "select fingerprint, commands.position, commands.stream_version,"
    " events.stream_version, type, version, body from (select 1) as one"
    " left join commands on commands.school = ? and command_id = ?"
    " left join events on events.school = ? and stream = ?"
    " order by events.stream_version"
)
