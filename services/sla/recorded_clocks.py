"""Which clocks does a school have, some at a time, and what did they record?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import cast
from uuid import UUID

from sqlalchemy import Connection, bindparam, select

from contracts.sla import ClockOf, ClockStarted
from contracts.sla_what_if import AT_ONCE
from services.sla.clock import Event
from services.sla.domain import CLOCK
from services.sla.figures import LONDON
from services.sla.tables import clocks
from shared.reading import read_body
from shared.store import Log

_DAY = timedelta(days=1)
_FIRST = (
    select(clocks.c.ticket_id)
    .where(clocks.c.school == bindparam("of_school"))
    .order_by(clocks.c.ticket_id)
    .limit(AT_ONCE)
)
_NEXT = _FIRST.where(clocks.c.ticket_id > bindparam("of_last"))


def clocks_after(
    connection: Connection, school: UUID, after: UUID | None
) -> Sequence[UUID]:
    """The tickets that are next by their ids: in whatever order, but in the same."""
    which = {"of_school": school, "of_last": after}
    asked = _FIRST if after is None else _NEXT
    return connection.execute(asked, which).scalars().all()


def last_of(tickets: Sequence[UUID]) -> UUID | None:
    """Where to go on after these; None where there are no more."""
    return tickets[-1] if len(tickets) == AT_ONCE else None


def opened(
    log: Log, tickets: Sequence[UUID], from_on: date, until_on: date
) -> Iterator[list[Event]]:
    """What the clocks of those tickets recorded that were opened in these days."""
    begins, ends = _midnight(from_on), _midnight(until_on + _DAY)
    for ticket_id in tickets:
        recorded = [*log.stream(_stream(log, ticket_id))]
        if begins <= recorded[0].happened_at < ends:
            yield [
                cast(Event, read_body(one.type, one.version, one.body))
                for one in recorded
            ]


def events_of(log: Log, ticket_id: UUID) -> list[Event]:
    """What the clock of a ticket recorded; nothing where none was started."""
    return [
        cast(Event, read_body(one.type, one.version, one.body))
        for one in log.stream(_stream(log, ticket_id))
    ]


def version_of(events: Sequence[Event]) -> int:
    """The version of the agreement that a clock keeps."""
    started = events[0]
    assert isinstance(started, ClockStarted), "the first event of a clock starts it"
    return started.agreement_version


def _stream(log: Log, ticket_id: UUID) -> str:
    return CLOCK.stream(ClockOf(school_id=log.school, ticket_id=ticket_id))


def _midnight(on: date) -> datetime:
    return datetime.combine(on, time(), LONDON)
