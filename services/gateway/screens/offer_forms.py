"""Which promises did somebody of the desk type, to offer them to a school?"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any, TypeAlias

from contracts.refusals import Invalid
from contracts.sla_promises import (
    MOST_EXCLUSIONS,
    EscalationStep,
    Promise,
    Promised,
    Reopening,
    ServicePromised,
)
from contracts.values import HoldReason, Priority, Target
from services.gateway.screens.promise_lines import (
    lines_of,
    promises_typed,
    promises_written,
    services_typed,
    services_written,
)
from services.gateway.screens.step_lines import steps_typed, steps_written
from services.gateway.screens.trial_forms import (
    LABELS,
    Typed,
    field_of,
    filled,
    priorities_of,
)
from services.gateway.screens.words import LONDON

LABELS_OF_AN_OFFER = LABELS | {
    "effective_on": "From",
    "warn_at_percents": "Warnings",
    "escalation": "Who is told of a target",
    "exclusions": "What is not covered",
    "of_services": "Services with promises of their own",
    "uncovered": "Services that are not covered",
    "inspection": "In an inspection",
}

ADD, REMOVE = "add", "remove"
"""What the buttons do that change how many priorities are promised."""

MORE = "promise-more"
"""What the button is called that promises one priority more."""

Priorities: TypeAlias = tuple[Priority, ...]

_NO_LINE = "A line of it is not such as: p2 0.5 1 2."
_NO_SERVICE = "A line of it names no service of the school."
_NO_SERVICE_LINE = "A line of it is not such as: wireless p2 1 2 4, or no service's."
_NO_STEP = "A line of it is not such as: resolution 75% lead."
_PERCENTS = re.compile(r"\d{1,3}(?:\s*,\s*\d{1,3})*")


def first_filled(promised: Promised) -> dict[str, str]:
    """The form as it is shown first: what stands, or what is offered already."""
    return filled(promised) | {
        "priorities": str(len(promised.promises)),
        "warn_at_percents": ", ".join(map(str, promised.warn_at_percents)),
        "escalation": "\n".join(steps_written(promised.escalation)),
        "exclusions": "\n".join(promised.exclusions),
        "of_services": services_written(promised),
        "uncovered": "\n".join(promised.uncovered),
        "inspection": promises_written(promised.inspection),
        **{f"pausing.{reason.value}": "yes" for reason in promised.pausing},
    }


def priorities_typed(values: Mapping[str, str], stand: Promised) -> Priorities:
    """Of which the form has a line: as many as it says, or as stand."""
    said = values.get("priorities", "")
    numbers = {str(number): number for number in range(1, len(Priority) + 1)}
    number = numbers.get(said)
    return tuple(Priority)[:number] if number else priorities_of(stand)


def changed(
    values: Mapping[str, str], stand: Promised, act: str
) -> tuple[dict[str, str], str]:
    """The form as a button has it, and the field or button that is next.

    One priority more, or the last one left out.
    """
    number = len(priorities_typed(values, stand)) + (1 if act == ADD else -1)
    number = min(max(number, 1), len(Priority))
    last = field_of(tuple(Priority)[number - 1], Target.RESPONSE)
    return {**values, "priorities": str(number)}, last if act == ADD else MORE


def offered(
    values: Mapping[str, str], stand: Promised, services: Collection[str]
) -> tuple[datetime, Promised]:
    """From when, and what is promised; hours of their own stay.

    Invalid names every field that cannot be read, or names no service of these.
    """
    form = Typed(values)
    promises = form.promises(priorities_typed(values, stand), stand)
    reopening = form.read("reopening", Reopening, "Choose one of these.")
    on = form.read("effective_on", date.fromisoformat, "Say from which day.")
    percents = form.read("warn_at_percents", _percents, "Not percents such as 50, 75.")
    exclusions = form.read("exclusions", _lines, f"At most {MOST_EXCLUSIONS} lines.")
    kinds = _kinds(form, stand, {*services, *stand.uncovered})
    if form.errors:
        raise Invalid(form.errors)
    assert on is not None
    promised = replace(
        stand,
        promises=promises,
        reopening=reopening or stand.reopening,
        warn_at_percents=percents or (),
        exclusions=exclusions or (),
        **kinds,
    )
    return datetime.combine(on, time(), LONDON), promised


def _kinds(form: Typed, stand: Promised, services: Collection[str]) -> dict[str, Any]:
    """Who is told, and what is promised of some tickets otherwise than of most."""

    def own(words: str) -> tuple[ServicePromised, ...]:
        return services_typed(words, stand, services)

    def inspected(words: str) -> tuple[Promise, ...]:
        return promises_typed(words, stand.inspection)

    def told(words: str) -> tuple[EscalationStep, ...]:
        return steps_typed(lines_of(words), stand.escalation)

    def named(words: str) -> tuple[str, ...]:
        lines = tuple(dict.fromkeys(lines_of(words)))
        if not {*services} >= {*lines}:
            raise ValueError(words)
        return lines

    return {
        "of_services": form.read("of_services", own, _NO_SERVICE_LINE) or (),
        "uncovered": form.read("uncovered", named, _NO_SERVICE) or (),
        "inspection": form.read("inspection", inspected, _NO_LINE) or (),
        "escalation": form.read("escalation", told, _NO_STEP) or (),
        "pausing": tuple(
            reason
            for reason in HoldReason
            if form.values.get(f"pausing.{reason.value}")
        ),
    }


def _percents(words: str) -> tuple[int, ...]:
    if not _PERCENTS.fullmatch(words):
        raise ValueError(words)
    return tuple(int(one) for one in words.split(","))


def _lines(words: str) -> tuple[str, ...]:
    lines = tuple(lines_of(words))
    if len(lines) > MOST_EXCLUSIONS:
        raise ValueError(words)
    return lines
