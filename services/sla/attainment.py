"""What was kept in a month, what is at risk, and what did clocks stand still for?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, case, func, select

from contracts.attainment import (
    MONTHS,
    AtRisk,
    AtRiskView,
    Attained,
    AttainmentView,
    GetAtRisk,
    GetAttainment,
    OfMonth,
    StoodStill,
)
from contracts.refusals import Invalid
from contracts.values import HoldReason, Priority, Target, TargetState
from services.sla.figures import LONDON, Pause, month_of, place_of, stood_still
from services.sla.guarded import told_of
from services.sla.tables import clocks, outcomes, pauses, restatements, targets
from shared.application import Answer, Asked

AHEAD = timedelta(days=1)
"""How far ahead what is due is at risk."""


_AGAIN = restatements.c.kept
_BESIDE = (
    (restatements.c.school == outcomes.c.school)
    & (restatements.c.ticket_id == outcomes.c.ticket_id)
    & (restatements.c.target == outcomes.c.target)
)


def get_attainment(
    connection: Connection, query: GetAttainment, asked: Asked
) -> AttainmentView:
    """The figures of a month, of one school or of all; Invalid for what is no month."""
    month = query.month or month_of(asked.now)
    begins, ends = _span(month)
    return AttainmentView(
        month=month,
        attained=tuple(_attained(connection, query.school_id, month)),
        months=tuple(_months(connection, query.school_id, begins)),
        pauses=tuple(_pauses(connection, query.school_id, (begins, ends), asked.now)),
    )


def get_at_risk(connection: Connection, query: GetAtRisk, asked: Asked) -> AtRiskView:
    """The targets that are due within a day, and how many tickets are owed."""
    due = (
        select(targets, clocks.c.priority)
        .join_from(
            targets,
            clocks,
            (targets.c.school == clocks.c.school)
            & (targets.c.ticket_id == clocks.c.ticket_id),
        )
        # What is due soon is looked at soon: the index knows of no other column.
        .where(targets.c.next_at <= asked.now + AHEAD)
        .where(targets.c.due_at <= asked.now + AHEAD)
        .where(targets.c.state == TargetState.RUNNING.value)
        .where(*told_of(targets, asked.caller))
        .order_by(targets.c.due_at, targets.c.ticket_id, targets.c.target)
        .limit(query.limit)
    )
    owed = select(func.count(outcomes.c.ticket_id.distinct())).where(
        outcomes.c.kept == 0,
        outcomes.c.unresolved == 1,
        *told_of(outcomes, asked.caller),
    )
    if query.school_id is not None:
        due = due.where(targets.c.school == query.school_id)
        owed = owed.where(outcomes.c.school == query.school_id)
    return AtRiskView(
        at_risk=tuple(
            AtRisk(
                school_id=row.school,
                ticket_id=row.ticket_id,
                priority=Priority(row.priority),
                target=Target(row.target),
                due_at=row.due_at,
            )
            for row in connection.execute(due)
        ),
        owed=connection.execute(owed).scalar_one(),
    )


ANSWERS: Mapping[type, Answer] = {
    GetAttainment: get_attainment,
    GetAtRisk: get_at_risk,
}


def _span(month: str) -> tuple[datetime, datetime]:
    """The first moment of a month, and of the next one, as London has them."""
    try:
        begins = datetime.strptime(month, "%Y-%m").replace(tzinfo=LONDON)
        ends = (begins + timedelta(days=32)).replace(day=1)
    except (ValueError, OverflowError):
        raise Invalid({"month": ["Not a month such as 2026-11."]}) from None
    if begins.strftime("%Y-%m") != month:
        raise Invalid({"month": ["Not a month such as 2026-11."]})
    return begins, ends


def _attained(
    connection: Connection, school: UUID | None, month: str
) -> Iterator[Attained]:
    kind = (outcomes.c.school, outcomes.c.priority, outcomes.c.target)
    beside = restatements.c.target
    found = (
        select(
            *kind,
            func.sum(outcomes.c.kept).label("kept"),
            func.count().label("number"),
            func.count(beside).label("restated"),
            func.sum(case((beside.is_(None), outcomes.c.kept), else_=_AGAIN)).label(
                "kept_again"
            ),
            func.count(case((beside.is_(None), 1), else_=_AGAIN)).label("again"),
        )
        .join_from(outcomes, restatements, _BESIDE, isouter=True)
        .where(outcomes.c.month == month)
        .group_by(*kind)
    )
    if school is not None:
        found = found.where(outcomes.c.school == school)
    told = [
        Attained(
            school_id=row.school,
            priority=Priority(row.priority),
            target=Target(row.target),
            kept=int(row.kept),
            missed=row.number - int(row.kept),
            **_restated(row),
        )
        for row in connection.execute(found)
    ]
    yield from sorted(
        told, key=lambda one: (one.school_id, *place_of((one.priority, one.target)))
    )


def _restated(row: Row[Any]) -> dict[str, int]:
    """What was kept and missed as restated, where anything of the kind was."""
    if not row.restated:
        return {}
    kept = int(row.kept_again or 0)
    return {"kept_restated": kept, "missed_restated": row.again - kept}


def _months(
    connection: Connection, school: UUID | None, begins: datetime
) -> Iterator[OfMonth]:
    """The last months up to one, the earliest first; those with nothing are there."""
    names = [begins.strftime("%Y-%m")]
    while len(names) < MONTHS:
        begins = (begins - timedelta(days=1)).replace(day=1)
        names.append(begins.strftime("%Y-%m"))
    found = (
        select(outcomes.c.month, func.sum(outcomes.c.kept), func.count())
        .where(outcomes.c.month.in_(names))
        .group_by(outcomes.c.month)
    )
    if school is not None:
        found = found.where(outcomes.c.school == school)
    counts = {month: (int(kept), n) for month, kept, n in connection.execute(found)}
    for month in reversed(names):
        kept, number = counts.get(month, (0, 0))
        yield OfMonth(month=month, kept=kept, missed=number - kept)


def _pauses(
    connection: Connection,
    school: UUID | None,
    span: tuple[datetime, datetime],
    now: datetime,
) -> Iterator[StoodStill]:
    begins, ends = span
    found = (
        select(pauses)
        .where(pauses.c.began_at >= begins, pauses.c.began_at < ends)
        .order_by(pauses.c.school)
    )
    if school is not None:
        found = found.where(pauses.c.school == school)
    rows = connection.execute(found)
    for of_school, those in groupby(rows, key=lambda row: row.school):
        of_one = (
            Pause(row.ticket_id, HoldReason(row.reason), row.began_at, row.ended_at)
            for row in those
        )
        yield from stood_still(of_school, of_one, min(now, ends))
