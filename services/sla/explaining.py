"""Which stretches of time counted for a target, by which rule, and what remains?

Everything is read off the states that a clock went through, so that what explains a
verdict is what made it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from heapq import merge
from itertools import pairwise

from contracts.sla import Standing
from contracts.sla_explanation import Because, ExplainedTarget, Stretch
from contracts.sla_promises import WhyClosed
from contracts.values import Target, TargetState
from services.sla.agreement import Agreement
from services.sla.clock import Paused, Running, Started, Stopped, Withdrawn
from services.sla.working_time import ALWAYS, Hours

_COUNTED = (Because.WORKING_TIME, Because.ROUND_THE_CLOCK, Because.ON_HOLD_COUNTED)
_CLOSED = {
    WhyClosed.BANK_HOLIDAY: Because.BANK_HOLIDAY,
    WhyClosed.CLOSURE: Because.CLOSURE,
    WhyClosed.SCHOOL_HOLIDAY: Because.SCHOOL_HOLIDAY,
}


def explain(
    clocks: Sequence[Started], agreement: Agreement, until: datetime
) -> Iterator[ExplainedTarget]:
    """Every target that was promised; `clocks` are the states in order, at least one.

    The last of them holds until the moment that is asked for.
    """
    until = until.astimezone(UTC)
    for standing in clocks[-1].standings:
        allowed = _allowed(clocks, agreement, standing)
        if allowed is not None:
            yield _explained(clocks, agreement, standing, allowed, until)


def _explained(
    clocks: Sequence[Started],
    agreement: Agreement,
    standing: Standing,
    allowed: timedelta,
    until: datetime,
) -> ExplainedTarget:
    last, target = clocks[-1], standing.target
    used = standing.used
    if last.counts(standing):
        used += _hours(agreement, last).between(last.counted_at, until)
    return ExplainedTarget(
        target=target,
        state=standing.state,
        due_at=_due_at(clocks, agreement, target) if last.counts(standing) else None,
        breached_at=standing.breached_at,
        used=used,
        allowed=allowed,
        intervals=tuple(_joined(_stretches(clocks, agreement, target, until))),
    )


def _allowed(
    clocks: Sequence[Started], agreement: Agreement, standing: Standing
) -> timedelta | None:
    """What was allowed by the last terms that applied before the target was stopped.

    Where those promise nothing, a breach of what was promised before stands.
    """
    applied = clocks[0]
    for clock in clocks:
        if not _is_stopped(clock, standing.target):
            applied = clock
    terms = agreement.of(applied.kind)
    allowed = terms.allowed(applied.priority, standing.target)
    breached = standing.state is TargetState.BREACHED
    return standing.allowed if allowed is None and breached else allowed


def _due_at(
    clocks: Sequence[Started], agreement: Agreement, target: Target
) -> datetime | None:
    """When the time of the current cycle is, or was, used up, breached or not.

    Time that was used up stays so through a hold, until more is allowed or a cycle
    begins anew; what a priority allows that comes and goes while it is stopped is
    nothing to it.
    """
    due_at = used_up_at = None
    for clock, following in pairwise((*clocks, None)):
        assert clock is not None
        if _is_stopped(clock, target):
            due_at = None
            continue
        allowed, used = (
            agreement.of(clock.kind).allowed(clock.priority, target),
            clock.standing(target).used,
        )
        if allowed is None or used < allowed:
            used_up_at = None
        if allowed is None:
            due_at = None
        elif isinstance(clock, Paused | Withdrawn):
            due_at, used_up_at = None, _exceeded(used_up_at, used, allowed, clock)
        else:
            left, hours = allowed - used, _hours(agreement, clock)
            due_at = used_up_at or hours.add(clock.counted_at, left)
            if following is not None and due_at < following.counted_at:
                used_up_at = due_at
    return due_at


def _exceeded(
    used_up_at: datetime | None, used: timedelta, allowed: timedelta, clock: Started
) -> datetime | None:
    """A priority that allows less than is used uses it up there and then."""
    return clock.counted_at if used_up_at is None and used > allowed else used_up_at


def _stretches(
    clocks: Sequence[Started], agreement: Agreement, target: Target, until: datetime
) -> Iterator[Stretch]:
    ends = (*(clock.counted_at for clock in clocks[1:]), until)
    for clock, end in zip(clocks, ends, strict=True):
        begins = clock.counted_at
        if isinstance(clock, Stopped):
            yield _stretch(begins, end, Because.RESOLVED)
        elif _is_stopped(clock, target):
            yield _stretch(begins, end, Because.ANSWERED)
        elif isinstance(clock, Withdrawn):
            yield _stretch(begins, end, Because.MERGED)
        elif isinstance(clock, Paused):
            yield _stretch(begins, end, Because.ON_HOLD)
        else:
            yield from _by_hours(clock, end, agreement)


def _by_hours(clock: Started, end: datetime, agreement: Agreement) -> Iterator[Stretch]:
    """What counts and what a closed day keeps from it, and the time between."""
    begins, hours = clock.counted_at, _hours(agreement, clock)
    counts = _counted_as(clock, hours)
    opened = ((*one, counts) for one in hours.opened(begins, end))
    shut = (
        (*one, _CLOSED[agreement.closed[day]]) for one, day in hours.shut(begins, end)
    )
    for from_at, until_at, because in merge(opened, shut, key=lambda one: one[0]):
        yield _stretch(begins, from_at, Because.OUTSIDE_HOURS)
        yield _stretch(from_at, until_at, because)
        begins = until_at
    yield _stretch(begins, end, Because.OUTSIDE_HOURS)


def _counted_as(clock: Started, hours: Hours) -> Because:
    """Why time counts that does."""
    if isinstance(clock, Running) and clock.counted_for is not None:
        return Because.ON_HOLD_COUNTED
    return Because.ROUND_THE_CLOCK if hours is ALWAYS else Because.WORKING_TIME


def _stretch(from_at: datetime, until_at: datetime, because: Because) -> Stretch:
    counted = because in _COUNTED
    return Stretch(from_at=from_at, until_at=until_at, counted=counted, because=because)


def _joined(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Without empty ones, and those of one reason that touch as one."""
    held: Stretch | None = None
    for one in stretches:
        if one.from_at >= one.until_at:
            continue
        if held is not None and held.because is one.because:
            held = replace(held, until_at=one.until_at)
            continue
        if held is not None:
            yield held
        held = one
    if held is not None:
        yield held


def _is_stopped(clock: Started, target: Target) -> bool:
    answered = target is Target.RESPONSE and clock.answered
    return answered or isinstance(clock, Stopped)


def _hours(agreement: Agreement, clock: Started) -> Hours:
    """The working time that a clock counts in."""
    return agreement.of(clock.kind).hours[clock.priority]
