"""How would a clock count what is given, under an agreement that nobody signed?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import cast
from uuid import UUID

from contracts.refusals import Invalid
from contracts.sla import (
    CheckClock,
    ContinueClock,
    CountReply,
    PauseClock,
    ResumeClock,
    RetargetClock,
    StartClock,
    StopClock,
)
from contracts.sla_explanation import (
    FactType,
    Simulate,
    SimulatedFact,
    SimulationView,
)
from contracts.sla_promises import WhyClosed
from contracts.values import PROVIDER, Priority, WorkingHours
from services.sla.agreement import Agreement, compose
from services.sla.clock import Clock, Event, Idle, Started, evolve
from services.sla.domain import Command, decide
from services.sla.explaining import explain
from services.sla.kinds import ANY
from services.sla.nonsense import Fault, faults
from services.sla.working_time import EVERY_HOUR, Hours
from shared.application import Application, Procedure
from shared.work import Cause

LONGEST_WEEKS = 52
"""Weeks of working time that a simulated promise may take."""

LONGEST = timedelta(days=1_100)
"""How much time a simulation may span; what it costs grows with that."""

EARLIEST, LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)

_NO_TICKET = UUID(int=0)

_PLAIN: Mapping[FactType, Callable[..., Command]] = {
    FactType.HOLD: PauseClock,
    FactType.RESUME: ResumeClock,
    FactType.HUMAN_REPLY: CountReply,
    FactType.RESOLVED: StopClock,
    FactType.REOPENED: ContinueClock,
}
_GIVES_PRIORITY: Mapping[FactType, Callable[..., Command]] = {
    FactType.OPENED: StartClock,
    FactType.PRIORITY: RetargetClock,
}


def simulate(query: Simulate) -> SimulationView:
    """What the clock of a ticket would come to; Invalid names whatever is wrong."""
    agreement = _agreement(query)
    _refuse(_faults_of_facts(query, agreement.of(ANY).promises))
    clocks = lived(map(_command, query.facts), agreement, query.now)
    return SimulationView(clocks=tuple(explain(clocks, agreement, query.now)))


def lived(
    commands: Iterator[Command], agreement: Agreement, now: datetime
) -> Sequence[Started]:
    """The states that a clock goes through; what is due by `now` was told."""
    clock: Clock = Idle()
    clocks: list[Started] = []
    for command in (*commands, _check(now)):
        for dated in decide(clock, command, now, agreement):
            clock = evolve(clock, cast(Event, dated.event))
            assert isinstance(clock, Started)
            clocks.append(clock)
    return clocks


def _simulated(_: Application, query: Simulate, __: Cause) -> SimulationView:
    return simulate(query)


PROCEDURES: Mapping[type, Procedure] = {Simulate: _simulated}


def _agreement(query: Simulate) -> Agreement:
    _refuse(_faults_of_hours(query))
    closed = dict.fromkeys(query.closed, WhyClosed.CLOSURE)
    agreement = compose(1, query.hours, closed, query.promised)
    _refuse(faults(query.promised, agreement.hours_of, LONGEST_WEEKS))
    return agreement


def _faults_of_hours(query: Simulate) -> Iterator[Fault]:
    """No hours are needed where every priority is counted round the clock."""
    zone = query.hours.timezone
    try:
        Hours(WorkingHours(timezone=zone, days=EVERY_HOUR))
    except ValueError as error:
        yield Fault("timezone", str(error))
        return
    worked = any(day.intervals for day in query.hours.days)
    needed = not all(one.round_the_clock for one in query.promised.promises)
    if worked or needed:
        try:
            Hours(query.hours)
        except ValueError as error:
            yield Fault("hours", str(error))


def _faults_of_facts(
    query: Simulate, promised: Mapping[Priority, object]
) -> Iterator[Fault]:
    if not query.facts or query.facts[0].type is not FactType.OPENED:
        yield Fault("facts", "The first fact must be that the ticket was opened.")
    for number, fact in enumerate(query.facts):
        yield from _faults_of_fact(f"facts.{number}", fact, promised)
        if number and fact.type is FactType.OPENED:
            yield Fault(f"facts.{number}.type", "A ticket is opened once.")
    for number, (earlier, later) in enumerate(pairwise(query.facts), start=1):
        if later.at < earlier.at:
            words = "Must not be before the fact that comes before it."
            yield Fault(f"facts.{number}.at", words)
    yield from _faults_of_now(query)


def _faults_of_fact(
    part: str, fact: SimulatedFact, promised: Mapping[Priority, object]
) -> Iterator[Fault]:
    gives = fact.type in _GIVES_PRIORITY
    if gives and fact.priority is None:
        yield Fault(
            f"{part}.priority", f"Give the priority of what is {fact.type.value}."
        )
    if not gives and fact.priority is not None:
        yield Fault(f"{part}.priority", f"{fact.type.value} gives no priority.")
    if gives and fact.priority is not None and fact.priority not in promised:
        words = f"Nothing is promised for {fact.priority.value}."
        yield Fault(f"{part}.priority", words)
    if not EARLIEST <= fact.at <= LATEST:
        yield Fault(f"{part}.at", "Must be from 2000 to 2099.")


def _faults_of_now(query: Simulate) -> Iterator[Fault]:
    if not EARLIEST <= query.now <= LATEST:
        yield Fault("now", "Must be from 2000 to 2099.")
    if query.facts and query.now < query.facts[-1].at:
        yield Fault("now", "Must not be before the last fact.")
    if query.facts and query.now - query.facts[0].at > LONGEST:
        yield Fault("now", f"Must be within {LONGEST.days} days of the opening.")


def _refuse(found: Iterator[Fault]) -> None:
    errors: dict[str, list[str]] = {}
    for fault in found:
        errors.setdefault(fault.part, []).append(fault.words)
    if errors:
        raise Invalid(errors)


def _command(fact: SimulatedFact) -> Command:
    told = {"school_id": PROVIDER, "ticket_id": _NO_TICKET, "at": fact.at}
    if fact.type in _GIVES_PRIORITY:
        return _GIVES_PRIORITY[fact.type](**told, priority=fact.priority)
    return _PLAIN[fact.type](**told)


def _check(now: datetime) -> CheckClock:
    return CheckClock(school_id=PROVIDER, ticket_id=_NO_TICKET, at=now)
