"""Does a sweep of the clocks cost what is due, however many clocks are open?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, Uuid, func, insert, literal, select

from contracts.sla import SignAgreement, StartClock
from contracts.values import Priority, Target, TargetState
from infra.bench import meter
from infra.bench.places import Place
from infra.bench.results import Compared
from infra.bench.rounds import Plan, Rates, Side, fed, repeated
from services.sla.rooms import ROOMS as SLA
from services.sla.standard import HOURS, PROMISED
from services.sla.sweep import check_due_clocks, give_due_alarms
from services.sla.tables import clocks, escalations, targets
from shared.application import Application
from shared.columns import Moment
from shared.work import Cause

OPEN = (10_000, 100_000, 1_000_000)
DUE = 100
AT_ONCE = 10_000
"""Breaches of one second, each to be told once."""
_TARGET = 0.8
"""What noise leaves of the same cost."""

# A Monday: what is promised in nine hours is warned of after six and three quarters.
_OPENED = datetime(2026, 11, 23, 9, tzinfo=UTC)
_SWEPT = _OPENED + timedelta(hours=7)
_BREACHED = _OPENED + timedelta(hours=30)
_LATER = _OPENED + timedelta(days=365)


def sweep(place: Place, plan: Plan) -> Iterator[Compared]:
    """Sweep with nothing due, with 100, and with many breaches of one second."""
    few, *more = [count // plan.size for count in OPEN]
    at_once = max(1, DUE // plan.size)
    for count in more if plan.size == 1 else more[:1]:
        with ExitStack() as stack:
            small, large = (
                stack.enter_context(meter.opened(place, SLA)).application
                for _ in range(2)
            )
            plan.told(f"open {count:,} clocks")
            _open(small, few)
            _open(large, count)
            beside = f"{count:,} open clocks beside {few:,}"
            idle = plan.compare(beside, repeated(_idle(small)), repeated(_idle(large)))
            yield _compared(place, f"sweep, nothing due, {beside}", "sweeps/s", idle)
            seldom = replace(plan, rounds=min(plan.rounds, 3))
            due = seldom.compare(beside, _due(small, at_once), _due(large, at_once))
            yield _compared(place, f"sweep, {at_once} due, {beside}", "clocks/s", due)
    yield from _told_once(place, plan)


def _told_once(place: Place, plan: Plan) -> Iterator[Compared]:
    """Many clocks breach in one second, beside few: each is escalated exactly once."""
    few, many = (max(1, count // plan.size) for count in (DUE, AT_ONCE))
    with meter.opened(place, SLA) as hosted:
        sla = hosted.application
        _open(sla, 0)
        once = replace(plan, rounds=1)
        beside = f"{many:,} breaches of one second beside {few:,}"
        rates = once.compare(beside, _breaches(sla, few), _breaches(sla, many))
        yield _compared(place, f"told once, {beside}", "breaches/s", rates)


def _breaches(sla: Application, count: int) -> Side:
    def swept(_: None) -> int:
        before = _escalated(sla)
        while check_due_clocks(sla, _BREACHED) + give_due_alarms(sla, _BREACHED):
            pass
        told, tickets = (
            now - then for now, then in zip(_escalated(sla), before, strict=True)
        )
        if (told, tickets) != (count, count):
            said = f"{count} breaches were told {told} times, of {tickets} tickets"
            raise RuntimeError(said)
        return count

    return fed(lambda: _start(sla, count), swept)


def _escalated(sla: Application) -> tuple[int, int]:
    """How many first steps were ever told, and of how many tickets."""

    def count(connection: Connection) -> tuple[int, int]:
        of_each = func.count(escalations.c.ticket_id.distinct())
        found = select(func.count(), of_each).where(escalations.c.step == 1)
        told, tickets = connection.execute(found).one()
        return told, tickets

    known: tuple[int, int] = sla.read(count)
    return known


def _idle(sla: Application) -> Callable[[], int]:
    def swept() -> int:
        check_due_clocks(sla, _SWEPT)
        return 1

    return swept


def _due(sla: Application, count: int) -> Side:
    def swept(_: None) -> int:
        check_due_clocks(sla, _SWEPT)
        return count

    return fed(lambda: _start(sla, count), swept)


def _start(sla: Application, count: int) -> None:
    """Start clocks that have one warning to give by the time of the sweep."""
    for _ in range(count):
        start = StartClock(
            school_id=meter.SCHOOL,
            ticket_id=uuid4(),
            priority=Priority.P4,
            at=_OPENED,
        )
        sla.execute(start, Cause(caller=meter.BENCH))


def _open(sla: Application, count: int) -> None:
    """Promise something, and have clocks that nothing is due of for a year."""
    promised = SignAgreement(
        school_id=meter.SCHOOL,
        effective_from=_OPENED - timedelta(days=1),
        hours=HOURS,
        closed=(),
        inset=(),
        promised=PROMISED,
    )
    sla.execute(promised, Cause(caller=meter.BENCH))
    if count:
        with sla.database.school(meter.SCHOOL) as connection:
            _fill(connection, count)


def _fill(connection: Connection, count: int) -> None:
    """Have the database make the rows itself: a million clocks in a minute or so."""
    first = select(literal(1).label("number")).cte("numbers", recursive=True)
    next_one = select(first.c.number + 1).where(first.c.number < count)
    numbers = first.union_all(next_one)
    new_id = _new_id(connection)
    clock = {
        "school": literal(meter.SCHOOL, Uuid()),
        "ticket_id": new_id,
        "priority": literal(Priority.P4.value),
        "agreement_version": literal(1),
        "correlation_id": new_id,
    }
    made = select(*clock.values()).select_from(numbers)
    connection.execute(insert(clocks).from_select([*clock], made))
    for target in Target:
        row = {
            "school": clocks.c.school,
            "ticket_id": clocks.c.ticket_id,
            "target": literal(target.value),
            "state": literal(TargetState.RUNNING.value),
            "left_seconds": literal(3_600),
            "due_at": literal(_LATER, Moment()),
            "next_at": literal(_LATER, Moment()),
        }
        connection.execute(insert(targets).from_select([*row], select(*row.values())))


def _new_id(connection: Connection) -> ColumnElement[Any]:
    """Another id for each row, as each kind of database makes one."""
    if connection.dialect.name == "sqlite":
        return func.lower(func.hex(func.randomblob(16)))
    return func.gen_random_uuid()


def _compared(place: Place, work: str, unit: str, rates: Rates) -> Compared:
    return Compared(
        benchmark="clocks",
        database=place.kind,
        work=work,
        unit=unit,
        bare=rates.bare,
        ours=rates.ours,
        target=_TARGET,
    )
