"""How do the targets of tickets stand now?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, select

from contracts.sla import (
    ClocksView,
    ClockView,
    FindClocks,
    GetClock,
    TargetView,
)
from contracts.values import Priority, Target, TargetState
from services.sla.agreement import AT_HAND, Agreement, agreement_from
from services.sla.kinds import Kind
from services.sla.queries import read
from services.sla.tables import agreements, clocks, targets
from services.sla.working_time import Hours
from shared.application import Answer, Asked
from shared.by_keys import ByKeys


def get_clock(connection: Connection, query: GetClock, asked: Asked) -> ClockView:
    """How the ticket's targets stand; none where no clock has started for them."""
    found = _clocks(connection, [(query.school_id, query.ticket_id)], asked)
    none = ClockView(ticket_id=query.ticket_id, agreement_version=None, targets=())
    return next(found, none)


def find_clocks(connection: Connection, query: FindClocks, asked: Asked) -> ClocksView:
    """How the targets of several tickets stand; those of one school for its caller."""
    wanted = {
        (one.school_id, one.ticket_id): None
        for one in query.tickets
        if query.school_id in (None, one.school_id)
    }
    return ClocksView(clocks=tuple(_clocks(connection, [*wanted], asked)))


def kind_of(row: Row[Any]) -> Kind:
    """Of which kind a ticket is, as the row of its clock has it."""
    return Kind(row.service, bool(row.safeguarding), bool(row.inspection))


ANSWERS: Mapping[type, Answer] = {
    GetClock: get_clock,
    FindClocks: find_clocks,
}


def _clocks(
    connection: Connection, wanted: Sequence[tuple[UUID, UUID]], asked: Asked
) -> Iterator[ClockView]:
    """The clocks of some tickets, those that have started and are for whoever asks."""
    reads_all = asked.caller.reads_safeguarding()
    of_each: dict[tuple[UUID, UUID], list[Row[Any]]] = {}
    for row in _TARGETS.rows(connection, wanted):
        if row.safeguarding and not reads_all:
            continue
        of_each.setdefault((row.school, row.ticket_id), []).append(row)
    agreed = _agreements(connection, of_each)
    for (school, ticket_id), rows in of_each.items():
        version, priority = rows[0].agreement_version, Priority(rows[0].priority)
        agreement = agreed.get((school, version))
        hours = agreement.of(kind_of(rows[0])).hours[priority] if agreement else None
        rows.sort(key=lambda row: _ORDER[row.target])
        yield ClockView(
            ticket_id=ticket_id,
            agreement_version=version,
            targets=tuple(_target(row, hours, asked.now) for row in rows),
        )


def _agreements(
    connection: Connection, of_each: Mapping[tuple[UUID, UUID], Sequence[Row[Any]]]
) -> dict[tuple[UUID, int], Agreement]:
    """The agreements that clocks count by, each read once."""
    pinned = {
        (school, rows[0].agreement_version) for (school, _), rows in of_each.items()
    }
    return {
        (row.school, row.agreement_version): _terms(row.content, row.content_version)
        for row in _AGREEMENTS.rows(connection, [*pinned])
    }


@lru_cache(maxsize=AT_HAND)
def _terms(content: str, version: int) -> Agreement:
    """What was written down is worked out once: to compare words is next to nothing."""
    return agreement_from(read(content, version))


def _target(row: Row[Any], hours: Hours | None, now: datetime) -> TargetView:
    """A target at this moment; what is due but not swept yet is breached already."""
    state, due_at = TargetState(row.state), row.due_at
    remaining = None
    if state is TargetState.RUNNING and hours is not None:
        remaining = hours.between(now, due_at)
        if due_at < now:
            state, due_at = TargetState.BREACHED, None
    elif state is TargetState.PAUSED:
        remaining = timedelta(seconds=row.left_seconds)
    return TargetView(
        target=Target(row.target), due_at=due_at, state=state, remaining=remaining
    )


_ORDER = {target.value: place for place, target in enumerate(Target)}
_SHOWN = ("school", "ticket_id", "target", "state", "left_seconds", "due_at")
# Made once: to build a statement takes several times as long as to carry it out.
_TARGETS = ByKeys(
    select(
        *(targets.c[name] for name in _SHOWN),
        clocks.c.agreement_version,
        clocks.c.priority,
        clocks.c.service,
        clocks.c.safeguarding,
        clocks.c.inspection,
    ).join_from(
        targets,
        clocks,
        (targets.c.school == clocks.c.school)
        & (targets.c.ticket_id == clocks.c.ticket_id),
    ),
    targets.c.school,
    targets.c.ticket_id,
)
_AGREEMENTS = ByKeys(
    select(agreements), agreements.c.school, agreements.c.agreement_version
)
