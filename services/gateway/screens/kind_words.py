"""What is promised of some tickets otherwise than of most, in words?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from contracts.sla_promises import Promise, Promised, ServicePromised
from contracts.values import HoldReason, Target
from services.gateway.screens.step_lines import steps_told
from services.gateway.screens.words import length, named


def otherwise(promised: Promised) -> Iterator[str]:
    """A line for each thing that does not count for every ticket alike."""
    for own in promised.of_services:
        yield from _of_service(own)
    for service in promised.uncovered:
        yield f"{service}: not covered, nothing is promised"
    for promise in promised.inspection:
        yield f"In an inspection, {_of_promise(promise)}"
    if promised.safeguarding_always:
        yield "Safeguarding: counted round the clock, whatever the hours"
    counted = [one for one in HoldReason if one not in promised.pausing]
    if counted:
        yield f"On hold, time counts while this is waited for: {_listed(counted)}"


def otherwise_between(old: Promised, new: Promised) -> Iterator[str]:
    """What of it is promised now and was not, and what was and is no longer."""
    before, after = [*otherwise(old)], [*otherwise(new)]
    yield from (line for line in after if line not in before)
    yield from (f"No longer: {line}" for line in before if line not in after)


def time_of(promise: Promise, target: Target) -> str:
    """How long a target may take: 4 h, or not promised."""
    time: timedelta | None = getattr(promise, target.value)
    return "not promised" if time is None else length(time)


def counted(promise: Promise) -> str:
    """In which hours the time of a priority counts."""
    if promise.round_the_clock:
        return "round the clock"
    return "the school's hours" if promise.hours is None else "hours of its own"


def _of_service(own: ServicePromised) -> Iterator[str]:
    for promise in own.promises:
        yield f"{own.service}, {_of_promise(promise)}"
    if own.warn_at_percents:
        percents = ", ".join(str(one) for one in own.warn_at_percents)
        yield f"{own.service}: warnings at {percents} %"
    if own.pausing is not None:
        stopping = _listed(own.pausing) or "nothing"
        yield f"{own.service}: a hold stops the clock for {stopping}"
    for step in steps_told(own.escalation):
        yield f"{own.service}: told is {step}"


def _of_promise(promise: Promise) -> str:
    times = ", ".join(
        f"{named(target).lower()} {time_of(promise, target)}" for target in Target
    )
    return f"{named(promise.priority)}: {times}, {counted(promise)}"


def _listed(reasons: Iterable[HoldReason]) -> str:
    return ", ".join(named(one).lower() for one in reasons)
