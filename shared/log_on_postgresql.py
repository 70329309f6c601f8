"""How does PostgreSQL keep a log? By functions of ours, in one round trip each."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias
from uuid import UUID

from contracts.envelope import Recorded
from contracts.fields import format_moment, text_of_id
from shared.chain import microseconds
from shared.postgresql import BEGIN_COMMAND

if TYPE_CHECKING:
    from shared.changes import Change
    from shared.store import Answered, New

Row = Sequence[Any]

Begun: TypeAlias = tuple[tuple[UUID, str], list[Row]]
"""A command and its stream, and what they begin with: read as the transaction began."""


class OnPostgresql:
    """One round trip to `append_events`, the head locked only for its length."""

    def __init__(self, connection: Any, begun: Begun | None = None) -> None:
        self._connection = connection
        self._begun = begun

    def rows(self, query: str, *values: object) -> Generator[Row, None, None]:
        with self._connection.cursor() as cursor:
            cursor.execute(_as_format(query), values)
            yield from cursor

    def recorded(self, service: str, school: UUID, row: Row) -> Recorded:
        # The driver hands out memoryviews for bytes.
        values = (*row[:13], bytes(row[13]), bytes(row[14]), bytes(row[15]))
        return Recorded(service, school, *values)

    def begin(self, school: UUID, command_id: UUID, stream: str) -> Iterable[Row]:
        if self._begun is not None and self._begun[0] == (command_id, stream):
            _, rows = self._begun
            self._begun = None
            return rows
        return self.rows(BEGIN_COMMAND, school, command_id, stream)

    def append(
        self,
        school: UUID,
        batch: Sequence[New],
        answers: Sequence[Answered],
        now: datetime,
    ) -> int:
        ((position,),) = self.rows(_APPEND, *_appended(school, batch, answers, now))
        end: int = position
        return end

    def finish(
        self,
        school: UUID,
        changes: Sequence[Change],
        batch: Sequence[New],
        answers: Sequence[Answered],
        now: datetime,
    ) -> int:
        with self._connection.cursor() as cursor:
            told = [cursor.mogrify(*change) for change in changes]
            values = _appended(school, batch, answers, now)
            told.append(cursor.mogrify(_as_format(_FINISH), values))
            cursor.execute(b";".join(told))
            ((position,),) = cursor.fetchall()
        return int(position)

    def remember(self, school: UUID, answers: Sequence[Answered]) -> None:
        for one in answers:
            values = (one.command_id, one.fingerprint, one.position, one.stream_version)
            with self._connection.cursor() as cursor:
                cursor.execute(_as_format(REMEMBER), (school, *values))


@cache
def _as_format(query: str) -> str:
    """The query with the marks that psycopg2 has."""
    return query.replace("?", "%s")


def _appended(
    school: UUID, batch: Sequence[New], answers: Sequence[Answered], now: datetime
) -> tuple[object, ...]:
    """The values of `append_events`."""
    events = json.dumps([_as_json(new) for new in batch])
    answered = json.dumps([_answer_as_json(one) for one in answers])
    return school, now, microseconds(now), events, answered


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
        "correlation_id": text_of_id(new.correlation_id),
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


_CALL = "append_events(?, ?, ?, cast(? as json), cast(? as json))"
_APPEND = f"select {_CALL}"
# The driver hands out what the last of several statements finds. What the append found
# outlives the transaction in a setting of the connection, and is read in one breath.
_FINISH = (
    f"select set_config('caretaker.appended', {_CALL}::text, false); commit;"
    " select current_setting('caretaker.appended')"
)
REMEMBER = (
    "insert into commands (school, command_id, fingerprint, position, stream_version)"
    " values (?, ?, ?, ?, ?)"
)
