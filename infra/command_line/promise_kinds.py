"""How is a promise written on a line, and one of a service or of an inspection?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from infra.command_line.client import Json
from infra.command_line.options import Unclear
from infra.command_line.output import spoken

TARGETS = ("response", "next_update", "resolution")
PROMISE = "P1 0.5 1 4"
"""How a promise is written: hours to first reply, next update and resolution."""

SERVICE = "wireless P2 1 2 4"

_NONE, _ALWAYS = "-", "always"


def promise_of(line: str) -> Json:
    """A promise as it is written on a line; Unclear for anything else."""
    priority, *times = line.lower().split()
    always = times[3:] == [_ALWAYS]
    if len(times) - always != len(TARGETS):
        raise Unclear(f"{line!r} is not a promise such as {PROMISE!r}")
    lengths = {
        target: _length(one, line) for target, one in zip(TARGETS, times, strict=False)
    }
    return {"priority": priority, "round_the_clock": always, **lengths}


def in_general(
    known: Iterable[Json], lines: Iterable[str], without: Iterable[str]
) -> list[Json]:
    """What is promised of each priority, p1 first, where the lines say something else.

    Unclear where something is left out that is not promised.
    """
    told = [*known, *map(promise_of, lines)]
    offered = {one["priority"]: one for one in told}
    for priority in map(str.lower, without):
        if offered.pop(priority, None) is None:
            raise Unclear(f"nothing is promised of {priority!r}")
    return [one for _, one in sorted(offered.items())]


def services_of(known: Sequence[Json], lines: Iterable[str]) -> list[Json]:
    """What is promised of services, where the lines say something else of some."""
    found = {one["service"]: one for one in known}
    for line in lines:
        service, _, rest = line.strip().partition(" ")
        own = found.get(service, {"service": service, "promises": []})
        if not rest:
            found.pop(service, None)
            continue
        promises = beside(own["promises"], [promise_of(rest)])
        found[service] = own | {"promises": promises}
    return [*found.values()]


def beside(known: Iterable[Json], given: Iterable[Json]) -> list[Json]:
    """The promises that are known, each replaced by the one given of its priority."""
    found = {one["priority"]: one for one in known}
    return [*(found | {one["priority"]: one for one in given}).values()]


def otherwise(promised: Json) -> Iterator[str]:
    """A line for each thing that does not count for every ticket alike."""
    for own in promised["of_services"]:
        for one in own["promises"]:
            yield f"service {own['service']} {written(one)}"
    for service in promised["uncovered"]:
        yield f"not covered: {service}"
    for one in promised["inspection"]:
        yield f"in an inspection {written(one)}"
    yield f"a hold stops the clock for: {', '.join(promised['pausing']) or 'nothing'}"
    if promised["safeguarding_always"]:
        yield "safeguarding is counted round the clock"


def written(promise: Json) -> str:
    """A promise in words: P2: 1 h, not promised, 4 h."""
    from contracts.fields import parse_duration

    times = (
        spoken(parse_duration(promise[target])) if promise[target] else "not promised"
        for target in TARGETS
    )
    always = ", round the clock" if promise["round_the_clock"] else ""
    return f"{promise['priority'].upper()}: {', '.join(times)}{always}"


def _length(hours: str, line: str) -> str | None:
    """Hours as ISO 8601 has them."""
    if hours == _NONE:
        return None
    try:
        return f"PT{round(float(hours) * 3600)}S"
    except (ValueError, OverflowError):
        raise Unclear(f"{line!r} is not a promise such as {PROMISE!r}") from None
