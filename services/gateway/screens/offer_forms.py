"""Which promises did somebody of the desk type, to offer them to a school?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time
from typing import TypeAlias

from contracts.refusals import Invalid
from contracts.sla_promises import MOST_EXCLUSIONS, Promised, Reopening
from contracts.values import Priority, Target
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
    "exclusions": "What is not covered",
}

ADD, REMOVE = "add", "remove"
"""What the buttons do that change how many priorities are promised."""

MORE = "promise-more"
"""What the button is called that promises one priority more."""

Priorities: TypeAlias = tuple[Priority, ...]

_PERCENTS = re.compile(r"\d{1,3}(?:\s*,\s*\d{1,3})*")


def first_filled(promised: Promised) -> dict[str, str]:
    """The form as it is shown first: what stands, or what is offered already."""
    return filled(promised) | {
        "priorities": str(len(promised.promises)),
        "warn_at_percents": ", ".join(map(str, promised.warn_at_percents)),
        "exclusions": "\n".join(promised.exclusions),
    }


def priorities_typed(values: Mapping[str, str], stand: Promised) -> Priorities:
    """Of which the form has a line: as many as it says, or as stand."""
    said = values.get("priorities", "")
    known = said.isascii() and said.isdecimal() and 1 <= int(said) <= len(Priority)
    return tuple(Priority)[: int(said)] if known else priorities_of(stand)


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


def offered(values: Mapping[str, str], stand: Promised) -> tuple[datetime, Promised]:
    """From when, and what is promised; the ladder of what stands stays.

    Invalid names every field that cannot be read.
    """
    form = Typed(values)
    promises = form.promises(priorities_typed(values, stand), stand)
    reopening = form.read("reopening", Reopening, "Choose one of these.")
    on = form.read("effective_on", date.fromisoformat, "Say from which day.")
    percents = form.read("warn_at_percents", _percents, "Not percents such as 50, 75.")
    exclusions = form.read("exclusions", _lines, f"At most {MOST_EXCLUSIONS} lines.")
    if form.errors:
        raise Invalid(form.errors)
    assert on is not None
    promised = replace(
        stand,
        promises=promises,
        reopening=reopening or stand.reopening,
        warn_at_percents=percents or (),
        exclusions=exclusions or (),
    )
    return datetime.combine(on, time(), LONDON), promised


def _percents(words: str) -> tuple[int, ...]:
    if not _PERCENTS.fullmatch(words):
        raise ValueError(words)
    return tuple(int(one) for one in words.split(","))


def _lines(words: str) -> tuple[str, ...]:
    lines = tuple(line.strip() for line in words.splitlines() if line.strip())
    if len(lines) > MOST_EXCLUSIONS:
        raise ValueError(words)
    return lines
