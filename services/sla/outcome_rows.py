"""Which targets were kept and which were not, as far as that is decided?"""

from __future__ import annotations

from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from contracts.sla import (
    ClockStarted,
    ClockStopped,
    ClockWithdrawn,
    TargetBreached,
)
from contracts.sla_late import LateReplyCounted
from services.sla.clock import Counted
from services.sla.figures import decided, moment_of, month_of
from services.sla.tables import clocks, outcomes


class OwedCount(NamedTuple):
    """How many tickets of a school wait still after a target of theirs was missed."""

    school: UUID
    priority: str
    number: int


class OutcomeCount(NamedTuple):
    """How many targets of a kind were kept, or not, in a month."""

    target: str
    priority: str
    kept: int
    number: int


def keep_breach(connection: Connection, school: UUID, event: TargetBreached) -> None:
    """Keep that a target was missed, while its ticket waits."""
    which = {"of_school": school, "of_ticket": event.ticket_id}
    _decide(
        connection,
        which | {"of_target": event.target.value},
        priority=event.priority.value,
        kept=0,
        decided_at=event.breached_at,
        unresolved=1,
    )


def keep_outcomes(connection: Connection, school: UUID, event: Counted) -> None:
    """Keep what a fact decided of each target, or opened again."""
    if isinstance(event, ClockStarted):
        return
    which = {"of_school": school, "of_ticket": event.ticket_id}
    unresolved = int(not _is_over(event))
    found = connection.execute(_OF_TICKET, which).all()
    known = {row.target: row for row in found}
    priority = connection.execute(_PRIORITY, which).scalar()
    if priority is None:
        return
    for standing in event.standings:
        told = which | {"of_target": standing.target.value}
        outcome = decided(standing, moment_of(event, standing.target))
        before = known.get(standing.target.value)
        if outcome is None:
            connection.execute(_REMOVE, told)
        elif before is None or before.kept != outcome[0]:
            kept, at = outcome
            _decide(
                connection,
                told,
                priority=priority,
                kept=int(kept),
                decided_at=at,
                unresolved=unresolved,
            )
    if found:
        connection.execute(_CHANGE, which | {"unresolved": unresolved})


def owed_counts(connection: Connection) -> list[OwedCount]:
    """The tickets that wait still after a miss, by school and priority."""
    return [OwedCount(*row) for row in connection.execute(_OWED)]


def outcome_counts(connection: Connection, month: str) -> list[OutcomeCount]:
    """What was kept and missed in a month, over all schools."""
    rows = connection.execute(_OF_MONTH, {"of_month": month})
    return [OutcomeCount(*row) for row in rows]


def _is_over(event: Counted) -> bool:
    """Whether nobody waits for the ticket any more."""
    return isinstance(event, ClockStopped | ClockWithdrawn) or (
        isinstance(event, LateReplyCounted) and event.over
    )


def _decide(connection: Connection, which: dict[str, Any], **outcome: Any) -> None:
    row = {
        "school": which["of_school"],
        "ticket_id": which["of_ticket"],
        "target": which["of_target"],
        "month": month_of(outcome["decided_at"]),
        **outcome,
    }
    connection.execute(_REMOVE, which)
    connection.execute(_ADD, row)


# Made once: to build a statement takes several times as long as to carry it out.
_TICKET = (outcomes.c.school == bindparam("of_school")) & (
    outcomes.c.ticket_id == bindparam("of_ticket")
)
_OF_TICKET = select(outcomes.c.target, outcomes.c.kept).where(_TICKET)
_PRIORITY = select(clocks.c.priority).where(
    clocks.c.school == bindparam("of_school"),
    clocks.c.ticket_id == bindparam("of_ticket"),
)
_ADD = insert(outcomes)
_CHANGE = update(outcomes).where(_TICKET)
_REMOVE = delete(outcomes).where(_TICKET, outcomes.c.target == bindparam("of_target"))
_OWED = (
    select(
        outcomes.c.school,
        outcomes.c.priority,
        func.count(outcomes.c.ticket_id.distinct()),
    )
    .where(outcomes.c.kept == 0, outcomes.c.unresolved == 1)
    .group_by(outcomes.c.school, outcomes.c.priority)
)
_OF_MONTH = (
    select(outcomes.c.target, outcomes.c.priority, outcomes.c.kept, func.count())
    .where(outcomes.c.month == bindparam("of_month"))
    .group_by(outcomes.c.target, outcomes.c.priority, outcomes.c.kept)
)
