"""How are promises written on lines, such as `wireless p2 1 2 4 always`, and read?

What else a service has of its own is on lines that begin otherwise: `wireless warns 50
75`, `wireless stops requester part`, `wireless tells resolution 75% lead`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from contracts.sla_promises import Promise, Promised, ServicePromised
from contracts.values import HoldReason, Priority, Target
from services.gateway.screens.step_lines import steps_typed, steps_written
from services.gateway.screens.trial_forms import hours_said, hours_typed

_NONE, _ALWAYS = "-", "always"
_WARNS, _STOPS, _TELLS = "warns", "stops", "tells"


def services_written(promised: Promised) -> str:
    """A line for each thing that is a service's own; its name alone for nothing."""
    lines = [
        f"{own.service} {line}".strip()
        for own in promised.of_services
        for line in [*_parts_of(own)] or [""]
    ]
    return "\n".join(lines)


def promises_written(promises: Sequence[Promise]) -> str:
    """A line for each promise."""
    return "\n".join(map(_written, promises))


def services_typed(
    words: str, stand: Promised, named: Collection[str]
) -> tuple[ServicePromised, ...]:
    """What is promised of each service otherwise; hours of its own stay.

    ValueError for what is no such line, or no service of these names.
    """
    known = {own.service: own for own in stand.of_services}
    typed: dict[str, list[str]] = {}
    for line in lines_of(words):
        service, _, rest = line.partition(" ")
        if service not in {*named, *known}:
            raise ValueError(service)
        typed.setdefault(service, []).extend([rest] if rest else [])
    return tuple(
        _own(lines, known.get(service, ServicePromised(service=service)))
        for service, lines in typed.items()
    )


def promises_typed(words: str, stand: Sequence[Promise]) -> tuple[Promise, ...]:
    """The promise of each line; ValueError for what is none."""
    return _typed(lines_of(words), stand)


def lines_of(words: str) -> list[str]:
    """The lines on which something is said."""
    return [line.strip() for line in words.splitlines() if line.strip()]


def _parts_of(own: ServicePromised) -> Iterator[str]:
    yield from map(_written, own.promises)
    if own.warn_at_percents:
        yield " ".join([_WARNS, *map(str, own.warn_at_percents)])
    if own.pausing is not None:
        yield " ".join([_STOPS, *(reason.value for reason in own.pausing)])
    yield from (f"{_TELLS} {line}" for line in steps_written(own.escalation))


def _own(lines: Sequence[str], stand: ServicePromised) -> ServicePromised:
    said: dict[str, list[str]] = {"": [], _WARNS: [], _STOPS: [], _TELLS: []}
    for line in lines:
        word, _, rest = line.partition(" ")
        if word in said:
            said[word].append(rest)
        else:
            said[""].append(line)
    stops = " ".join(said[_STOPS]).split()
    return ServicePromised(
        service=stand.service,
        promises=_typed(said[""], stand.promises),
        warn_at_percents=tuple(map(int, " ".join(said[_WARNS]).split())),
        pausing=tuple(map(HoldReason, stops)) if said[_STOPS] else None,
        escalation=steps_typed(said[_TELLS], stand.escalation),
    )


def _written(promise: Promise) -> str:
    times = (getattr(promise, target.value) for target in Target)
    said = [hours_said(time) or _NONE for time in times]
    always = [_ALWAYS] if promise.round_the_clock else []
    return " ".join([promise.priority.value, *said, *always])


def _typed(lines: Sequence[str], stand: Sequence[Promise]) -> tuple[Promise, ...]:
    """What is read off lines; hours of its own stay, where a priority had some."""
    own = {one.priority: one.hours for one in stand}
    read = [_read(line) for line in lines]
    return tuple(
        one if one.round_the_clock else replace(one, hours=own.get(one.priority))
        for one in read
    )


def _read(line: str) -> Promise:
    priority, *times = line.lower().split()
    always = times[3:] == [_ALWAYS]
    if len(times) - always != len(Target):
        raise ValueError(line)
    response, next_update, resolution = (
        hours_typed("" if time == _NONE else time) for time in times[:3]
    )
    return Promise(
        priority=Priority(priority),
        response=response,
        next_update=next_update,
        resolution=resolution,
        round_the_clock=always,
    )
