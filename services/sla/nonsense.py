"""What is a promise that nobody can keep?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from contracts.sla_promises import EscalationStep, Promise, Promised
from contracts.values import Priority, Target
from services.sla.working_time import ZERO, Hours

LONGEST_WEEKS = 520
"""Weeks of working time that a promise may take: ten years."""

TIMES: Mapping[Target, Callable[[Promise], timedelta | None]] = {
    target: attrgetter(target.value) for target in Target
}
"""Where a promise says the time of each target."""


class Fault(NamedTuple):
    """What is wrong, in which part, in a sentence a person can act on."""

    part: str
    words: str


def faults(
    promised: Promised, hours: Mapping[Priority, Hours], longest_weeks: int
) -> Iterator[Fault]:
    """Everything in these terms that cannot be kept; `hours` are of each priority."""
    for promise in promised.promises:
        yield from _of_promise(promise, hours[promise.priority], longest_weeks)
    yield from _of_warnings(promised.warn_at_percents)
    for number, step in enumerate(promised.escalation):
        yield from _of_step(f"escalation.{number}", step)


def _of_promise(promise: Promise, hours: Hours, longest_weeks: int) -> Iterator[Fault]:
    name = promise.priority.value
    if promise.round_the_clock and promise.hours is not None:
        words = f"The promise for {name} is round the clock and has hours of its own."
        yield Fault(f"{name}.round_the_clock", words)
    for target, time_of in TIMES.items():
        time = time_of(promise)
        what = f"The promise for {name} {target.value}"
        if time is not None and time <= ZERO:
            yield Fault(f"{name}.{target.value}", f"{what} must allow some time.")
        if time is not None and time > hours.in_a_week * longest_weeks:
            long = f"{what} would take more than {longest_weeks} weeks."
            yield Fault(f"{name}.{target.value}", long)


def _of_warnings(percents: tuple[int, ...]) -> Iterator[Fault]:
    part = "warn_at_percents"
    if not percents or not all(1 <= percent <= 100 for percent in percents):
        yield Fault(part, "A warning is due at 1 to 100 percent of the time.")
    if any(later <= earlier for earlier, later in pairwise(percents)):
        yield Fault(part, "The warnings must be in order, each at another percentage.")


def _of_step(part: str, step: EscalationStep) -> Iterator[Fault]:
    if (step.at_percent is None) is (step.after_breach is None):
        words = (
            "A step is due at a percentage or at a time after the breach, one of them."
        )
        yield Fault(part, words)
