"""How is it kept for reading what is due for tickets by moments of their own?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple, TypeAlias, assert_never
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Table,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from contracts.obligations import (
    MOST_OWED,
    FindObligations,
    ObligationMet,
    ObligationMissed,
    ObligationReopened,
    ObligationSet,
    ObligationsView,
    ObligationWarned,
    Owed,
    OwedOf,
    OwedState,
)
from services.sla.guarded import told_of
from services.sla.tables import duties, obligations
from shared.application import Answer, Asked
from shared.work import Fresh

DUE_AT_ONCE = 500
"""Obligations that one sweep takes; the next sweep takes the next."""

Obliged: TypeAlias = (
    ObligationSet
    | ObligationWarned
    | ObligationMissed
    | ObligationMet
    | ObligationReopened
)
_MET = (OwedState.MET.value, OwedState.MET_LATE.value)
_LATE = (OwedState.MISSED.value, OwedState.MET_LATE.value)
_WAITS = (OwedState.DUE_SOON.value, OwedState.MISSED.value)


class DueObligation(NamedTuple):
    """An obligation with a warning or a miss to give."""

    school: UUID
    ticket_id: UUID
    correlation_id: UUID
    duty: UUID | None


class ObligationCount(NamedTuple):
    """How many obligations of a name stand in some way, and are not met."""

    name: str
    state: str
    number: int


def keep_obligation(connection: Connection, fresh: Fresh, event: Obliged) -> None:
    """Keep how it stands, and when somebody has to look at it next."""
    where = _DUTIES if event.duty else _OF_TICKETS
    which = {"of_school": fresh.school, "of_one": event.duty or event.ticket_id}
    if isinstance(event, ObligationSet):
        connection.execute(where.remove, which)
        row: dict[str, Any] = {
            "school": fresh.school,
            "ticket_id": event.ticket_id,
            "name": event.obligation.name,
            "due_at": event.due_at,
            "state": OwedState.RUNNING.value,
            "met_at": None,
            "next_at": event.warn_at,
            "correlation_id": fresh.correlation_id,
        }
        row |= {"duty": event.duty} if event.duty else {}
        connection.execute(where.add, row)
        return
    late = connection.execute(where.state, which).scalar() in _LATE
    connection.execute(where.keep, which | _changes(event, late=late))


def find_obligations(
    connection: Connection, query: FindObligations, asked: Asked
) -> ObligationsView:
    """What had to be done by when at a school, what was due last first."""
    which = {"of_school": query.school_id}
    counted: list[Sequence[int]] = []
    owed: list[OwedOf] = []
    for one in _BOTH:
        told = told_of(one.table, asked.caller)
        row = connection.execute(one.counts.where(*told), which).one()
        counted.append(tuple(row))
        owed += map(_owed, connection.execute(one.newest.where(*told), which))
    owed.sort(key=lambda one: (-one.owed.due_at.timestamp(), str(one.ticket_id)))
    in_all, met, missed = (sum(each) for each in zip(*counted, strict=True))
    return ObligationsView(
        school_id=query.school_id,
        obligations=tuple(owed[:MOST_OWED]),
        in_all=in_all,
        met=met,
        missed=missed,
    )


def due_obligations(connection: Connection, now: datetime) -> list[DueObligation]:
    """Those with something to give before now; costs what is due, not what is kept."""
    due = [
        DueObligation(
            row.school, row.ticket_id, row.correlation_id, getattr(row, "duty", None)
        )
        for table in (obligations, duties)
        for row in connection.execute(
            select(table)
            .where(table.c.next_at < now)
            .order_by(table.c.next_at)
            .limit(DUE_AT_ONCE)
        )
    ]
    return due[:DUE_AT_ONCE]


def obligation_counts(connection: Connection) -> list[ObligationCount]:
    """How many are due soon, and how many were missed and are owed still."""
    return [
        ObligationCount(row.name, row.state, row.number)
        for table in (obligations, duties)
        for row in connection.execute(
            select(table.c.name, table.c.state, func.count().label("number"))
            .where(table.c.state.in_(_WAITS))
            .group_by(table.c.name, table.c.state)
        )
    ]


def _changes(
    event: ObligationWarned | ObligationMissed | ObligationMet | ObligationReopened,
    *,
    late: bool,
) -> dict[str, Any]:
    match event:
        case ObligationWarned():
            return {"state": OwedState.DUE_SOON.value, "next_at": event.due_at}
        case ObligationMissed():
            return {"state": OwedState.MISSED.value, "next_at": None}
        case ObligationMet():
            state = OwedState.MET if event.in_time else OwedState.MET_LATE
            return {"state": state.value, "met_at": event.at, "next_at": None}
        case ObligationReopened():
            return {"met_at": None} | _again(event, late=late)
        case _:
            assert_never(event)


def _again(event: ObligationReopened, *, late: bool) -> dict[str, Any]:
    if late:
        return {"state": OwedState.MISSED.value, "next_at": None}
    if event.warn_at is None:
        return {"state": OwedState.DUE_SOON.value, "next_at": event.due_at}
    return {"state": OwedState.RUNNING.value, "next_at": event.warn_at}


def _owed(row: Row[Any]) -> OwedOf:
    owed = Owed(
        name=row.name,
        due_at=row.due_at,
        state=OwedState(row.state),
        met_at=row.met_at,
    )
    return OwedOf(ticket_id=row.ticket_id, owed=owed)


ANSWERS: Mapping[type, Answer] = {FindObligations: find_obligations}


# Made once: to build a statement takes several times as long as to carry it out.
class _Statements:
    """What is asked of a table of obligations, and written in it."""

    def __init__(self, table: Table, one: ColumnElement[Any]) -> None:
        self.table = table
        of_school = table.c.school == bindparam("of_school")
        of_one = of_school & (one == bindparam("of_one"))
        self.newest = (
            select(table)
            .where(of_school)
            .order_by(table.c.due_at.desc(), table.c.ticket_id)
            .limit(MOST_OWED)
        )
        self.counts = select(
            func.count(),
            func.count().filter(table.c.state.in_(_MET)),
            func.count().filter(table.c.state.in_(_LATE)),
        ).where(of_school)
        self.state = select(table.c.state).where(of_one)
        self.add = insert(table)
        self.keep = update(table).where(of_one)
        self.remove = delete(table).where(of_one)


_OF_TICKETS = _Statements(obligations, obligations.c.ticket_id)
_DUTIES = _Statements(duties, duties.c.duty)
_BOTH = (_OF_TICKETS, _DUTIES)
