"""How is a promise written on a line, and one of a service or of an inspection?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from infra.command_line.client import Json
from infra.command_line.options import Unclear

TARGETS = ("response", "next_update", "resolution")
PROMISE = "P1 0.5 1 4"
"""How a promise is written: hours to first reply, next update and resolution."""

SERVICE = "wireless P2 1 2 4"
STEP = "resolution 75% lead"
"""A target, when, and who is called: of its time, or +1 for an hour after a breach."""

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
    """What is promised of services, where the lines say something else of some.

    What they do not say of a service stays; its name alone ends it.
    """
    from contracts import codec
    from contracts.sla_promises import Promised, ServicePromised
    from services.gateway.screens import promise_lines

    own = tuple(codec.load(ServicePromised, one) for one in known)
    stand = Promised(promises=(), warn_at_percents=(), of_services=own)
    said = promise_lines.services_written(stand).splitlines()
    given = [line.strip() for line in lines]
    said = [one for one in said if not any(_is_said_by(line, one) for line in given)]
    said += [line for line in given if " " in line]
    named = {line.partition(" ")[0] for line in said}
    try:
        typed = promise_lines.services_typed("\n".join(said), stand, named)
    except ValueError as error:
        raise Unclear(f"{error} is no part of {SERVICE!r}, or the like") from None
    return [codec.dump(one) for one in typed]


def _is_said_by(line: str, known: str) -> bool:
    """Whether a line says what a known one does: of its service, or part of that."""
    service, _, rest = line.lower().partition(" ")
    known_service, _, part = known.partition(" ")
    return service == known_service and rest.split()[:1] in ([], part.split()[:1])


def steps_of(known: Sequence[Json], lines: Sequence[str]) -> list[Json]:
    """Who is told of a target, each on a line; what is known where there is none."""
    from contracts import codec
    from contracts.sla_promises import EscalationStep
    from services.gateway.screens.step_lines import steps_typed

    if not lines:
        return [*known]
    stand = [codec.load(EscalationStep, one) for one in known]
    try:
        steps = steps_typed(lines, stand)
    except ValueError as error:
        raise Unclear(f"{error} is not a step such as {STEP!r}") from None
    return [codec.dump(one) for one in steps]


def named(
    known: Iterable[str], more: Iterable[str], without: Iterable[str]
) -> list[str]:
    """The services that are not covered, with more, and without those covered again.

    Unclear where one is covered already.
    """
    left = dict.fromkeys([*known, *more])
    for service in without:
        if service not in left:
            raise Unclear(f"{service!r} is covered already")
        del left[service]
    return [*left]


def beside(known: Iterable[Json], given: Iterable[Json]) -> list[Json]:
    """The promises that are known, each replaced by the one given of its priority."""
    found = {one["priority"]: one for one in known}
    return [*(found | {one["priority"]: one for one in given}).values()]


def otherwise(promised: Json) -> Iterator[str]:
    """Who is told, and a line for each thing that does not count for every ticket."""
    from contracts import codec
    from contracts.sla_promises import Promised
    from services.gateway.screens import kind_words, promise_words

    known = codec.load(Promised, promised)
    yield f"Who is told of a target: {promise_words.ladder(known)}"
    yield from kind_words.otherwise(known)


def _length(hours: str, line: str) -> str | None:
    """Hours as ISO 8601 has them."""
    if hours == _NONE:
        return None
    try:
        return f"PT{round(float(hours) * 3600)}S"
    except (ValueError, OverflowError):
        raise Unclear(f"{line!r} is not a promise such as {PROMISE!r}") from None
