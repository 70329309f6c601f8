"""How is a log written without a service around it? Events that are ready to append."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4, uuid5

import pytest

from contracts.envelope import Recorded
from shared.chain import digest
from shared.database import Database
from shared.store import Log, New
from tests.support.cast import ASHGROVE
from tests.support.databases import Databases, create
from tests.support.scenario import at

NOW = at("mon 09:00")


def new(
    version: int,
    *,
    stream: str = "bed-1",
    school: UUID = ASHGROVE,
    event_id: UUID | None = None,
    body: bytes = b'{"litres":1}',
) -> New:
    """An event of the garden that has no place yet."""
    event = New(
        event_id=event_id or uuid4(),
        type="garden.bed_watered",
        version=1,
        stream=stream,
        stream_version=version,
        happened_at=NOW,
        actor="operator:1",
        on_behalf_of=None,
        correlation_id=uuid5(school, "correlation"),
        causation_id=None,
        body=body,
        digest=b"",
    )
    return replace(event, digest=digest("garden", school, event))


@pytest.fixture
def database(databases: Databases) -> Iterator[Database]:
    """An empty database of the garden, of the one kind and of the other."""
    database = Database(databases("garden"))
    create(database)
    yield database
    database.close()


def append(
    database: Database, *events: New, now: datetime = NOW, school: UUID = ASHGROVE
) -> int:
    """Append events in a transaction of their own; the position of the last."""
    with database.school(school) as connection:
        return Log("garden", school, connection).append(events, now)


def read(database: Database, school: UUID = ASHGROVE) -> list[Recorded]:
    """A school's whole log."""
    with database.reading(school) as connection:
        return Log("garden", school, connection).after(0)
