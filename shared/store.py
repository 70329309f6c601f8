"""How is a log written and read? One log for each service and school.

Positions run 1..n without a gap, each event carries the hash of the one before it,
and the head is locked last. `docs/log.md` lists the promises and their tests.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, bindparam, select

from contracts.envelope import Recorded
from shared.chain import GENESIS
from shared.changes import Change
from shared.log_drivers import EVENT, driver
from shared.log_tables import heads

PAGE = 1_000
PAGE_BYTES = 4 * 1024 * 1024


@dataclass(slots=True)
class New:
    """An event that is decided and sealed, but has no place yet.

    Not frozen: its digest is set when all that it covers is known.
    """

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
    digest: bytes = b""


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


class Past(NamedTuple):
    """What a decision needs of an event on its stream."""

    stream_version: int
    type: str
    version: int
    body: bytes


class Log:
    """The log of one service, on a connection that is bound to one school."""

    def __init__(self, service: str, school: UUID, connection: Connection) -> None:
        self.service = service
        self.school = school
        self.connection = connection
        self._driver = driver(connection)
        self._recorded = partial(self._driver.recorded, service, school)

    def append(
        self, batch: Sequence[New], now: datetime, answers: Sequence[Answered] = ()
    ) -> int:
        """Add events at the end, the head locked last; the position of the last one.

        What is answered with them is kept with that position. The transaction ends in
        Conflict where another one was first on a stream or with a command.
        """
        return self._driver.append(self.school, batch, answers, now)

    def finish(
        self,
        changes: Sequence[Change],
        batch: Sequence[New],
        now: datetime,
        answers: Sequence[Answered],
    ) -> int:
        """Change rows and append, and end the transaction if that saves a round trip.

        Nothing may be done in it afterwards. Otherwise as `append`.
        """
        return self._driver.finish(self.school, changes, batch, answers, now)

    def remember(self, answers: Sequence[Answered]) -> None:
        """Keep what was answered where no event followed, for a retry to get."""
        self._driver.remember(self.school, answers)

    def begin(
        self, command_id: UUID, stream: str
    ) -> tuple[Answered | None, list[Past]]:
        """What was answered to a command before, and the events of its stream."""
        rows = [*self._driver.begin(self.school, command_id, stream)]
        fingerprint, *answer = rows[0][:3]
        answered = None
        if fingerprint is not None:
            answered = Answered(command_id, bytes(fingerprint), *answer)
        past = [row[3:] for row in rows if row[3] is not None]
        return answered, [Past(n, kind, v, bytes(body)) for n, kind, v, body in past]

    def stream(self, stream: str, after: int = 0) -> Iterator[Recorded]:
        """The events of one stream in order, after a version."""
        rows = self._driver.rows(_STREAM, self.school, stream, after)
        return map(self._recorded, rows)

    def after(self, position: int, limit: int = PAGE) -> list[Recorded]:
        """A page of the log after a position, at most `limit` events and 4 MB.

        One event is a page however large it is, or what follows were never read.
        """
        page: list[Recorded] = []
        size = 0
        found = self._driver.rows(_AFTER, self.school, position, limit)
        with closing(found) as rows:
            for event in map(self._recorded, rows):
                size += len(event.body)
                if page and size > PAGE_BYTES:
                    break
                page.append(event)
        return page

    def head(self) -> Head:
        """The end of the log; position 0 while it is empty."""
        for position, hashed, epoch in self._driver.rows(_HEAD, self.school):
            return Head(self.school, position, bytes(hashed), epoch)
        return Head(self.school, 0, GENESIS, 1)

    def answered(self, command_ids: Sequence[UUID]) -> dict[UUID, Answered]:
        """The first answers to those of the commands that were here before."""
        return {
            one: Answered(one, bytes(fingerprint), position, stream_version)
            for one in command_ids
            for fingerprint, position, stream_version in self._driver.rows(
                _ANSWERED, self.school, one
            )
        }


def changed_heads(connection: Connection, since: datetime | None) -> list[Head]:
    """The heads of all schools, or of those that moved since a moment."""
    moved = _HEADS if since is None else _MOVED_HEADS
    rows = connection.execute(moved, {} if since is None else {"since": since})
    return [Head(row.school, row.position, bytes(row.hash), row.epoch) for row in rows]


_HEADS = select(heads.c.school, heads.c.position, heads.c.hash, heads.c.epoch)
_MOVED_HEADS = _HEADS.where(heads.c.recorded_at >= bindparam("since"))
# No part of these texts comes from anywhere but here and the drivers' own columns.
_STREAM = (
    f"select {EVENT} from events where school = ? and stream = ?"  # noqa: S608
    " and stream_version > ? order by stream_version"
)
_AFTER = (
    f"select {EVENT} from events where school = ? and position > ?"  # noqa: S608
    " order by position limit ?"
)
_HEAD = "select position, hash, epoch from heads where school = ?"
_ANSWERED = (
    "select fingerprint, position, stream_version from commands"
    " where school = ? and command_id = ?"
)
