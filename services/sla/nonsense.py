"""What is a promise that nobody can keep?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import timedelta
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple, TypeVar

from contracts.sla_promises import EscalationStep, Promise, Promised
from contracts.values import Target
from services.sla.kinds import every_promise
from services.sla.working_time import ZERO, Hours

T = TypeVar("T")

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
    promised: Promised, hours_of: Callable[[Promise], Hours], longest_weeks: int
) -> Iterator[Fault]:
    """Everything in these terms that cannot be kept; `hours_of` are of each promise."""
    for where, promises in every_promise(promised):
        for promise in promises:
            for fault in _of_promise(promise, hours_of(promise), longest_weeks):
                yield Fault(where + fault.part, fault.words)
        if where:
            yield from _of_several(where, promises)
    yield from _of_warnings("", promised.warn_at_percents)
    yield from _of_steps("", promised.escalation)
    for number, own in enumerate(promised.of_services):
        where = f"of_services.{number}."
        if own.warn_at_percents:
            yield from _of_warnings(where, own.warn_at_percents)
        yield from _of_steps(where, own.escalation)
    yield from _of_names(promised)


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


def _of_several(where: str, promises: Iterable[Promise]) -> Iterator[Fault]:
    for priority in _repeated(one.priority for one in promises):
        name = priority.value
        yield Fault(where + name, f"There is more than one promise for {name}.")


def _of_warnings(where: str, percents: tuple[int, ...]) -> Iterator[Fault]:
    part = f"{where}warn_at_percents"
    if not percents or not all(1 <= percent <= 100 for percent in percents):
        yield Fault(part, "A warning is due at 1 to 100 percent of the time.")
    if any(later <= earlier for earlier, later in pairwise(percents)):
        yield Fault(part, "The warnings must be in order, each at another percentage.")


def _of_steps(where: str, steps: Iterable[EscalationStep]) -> Iterator[Fault]:
    for number, step in enumerate(steps):
        if (step.at_percent is None) is (step.after_breach is None):
            words = (
                "A step is due at a percentage or at a time after the breach, one of"
                " them."
            )
            yield Fault(f"{where}escalation.{number}", words)


def _of_names(promised: Promised) -> Iterator[Fault]:
    """A service is covered or not, and promised otherwise once."""
    own = [one.service for one in promised.of_services]
    for service in _repeated(own):
        words = f"What is promised of {service} is said more than once."
        yield Fault("of_services", words)
    for service in promised.uncovered:
        if not service.strip():
            yield Fault("uncovered", "Name each service that is not covered.")
        elif service in own:
            words = f"{service} is not covered, and something is promised of it."
            yield Fault("uncovered", words)


def _repeated(given: Iterable[T]) -> Iterator[T]:
    """What is there more than once, each once."""
    return (one for one, number in Counter(given).items() if number > 1)
