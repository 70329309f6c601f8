"""What is promised, and what differs between two promises, in words?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from contracts.sla_promises import Promise, Promised
from contracts.sla_signing import AgreementsView, AgreementVersion
from contracts.sla_what_if import Judged, Verdict
from contracts.values import Target
from services.gateway.screens.kind_words import counted, otherwise_between, time_of
from services.gateway.screens.step_lines import steps_told
from services.gateway.screens.trial_forms import REOPENINGS
from services.gateway.screens.words import day, length, named

STANDARD_LADDER = (
    "of a first reply or a resolution, the first on call as soon as it is missed and"
    " the duty lead an hour later"
)
"""What sla does where an agreement says nothing of it."""

_MINUTE = timedelta(minutes=1)
_HOW_FAR = {
    Verdict.KEPT: "kept, {} to spare",
    Verdict.MISSED: "missed by {}",
    Verdict.OPEN: "open still, {} left",
}

_NAMED = 5
"""Days that are named; of more it is said how many there are."""


class Told(NamedTuple):
    """A version as it is listed: what differs from the one before it."""

    version: AgreementVersion
    in_force: bool
    differs: tuple[str, ...]


def versions(view: AgreementsView) -> Iterator[Told]:
    """Every version that is known, the newest first; of the oldest nothing differs."""
    in_force = view.in_force
    for newer, older in pairwise((*view.versions, None)):
        assert newer is not None
        differs = () if older is None else tuple(_between(older, newer))
        yield Told(newer, newer.agreement_version == in_force, differs)


def differences(old: Promised, new: Promised) -> Iterator[str]:
    """What is promised otherwise, a line for each part of it."""
    yield from _of_priorities(old, new)
    if new.warn_at_percents != old.warn_at_percents:
        yield f"Warnings at {_percents(new)} instead of {_percents(old)}"
    if new.reopening is not old.reopening:
        yield f"A ticket that is opened again: {REOPENINGS[new.reopening].lower()}"
    if new.escalation != old.escalation:
        yield f"Who is told of a target: {ladder(new)}"
    for words in sorted({*new.exclusions} - {*old.exclusions}):
        yield f"No longer covered: {words}"
    for words in sorted({*old.exclusions} - {*new.exclusions}):
        yield f"Covered again: {words}"
    yield from otherwise_between(old, new)


def ladder(promised: Promised) -> str:
    """Who is told of a target, and when; where nothing is said, by the standard."""
    return "; ".join(steps_told(promised.escalation)) or STANDARD_LADDER


def how_far(judged: Judged) -> str:
    """What came of a target, and by how much: missed by 30 min."""
    if judged.over_minutes is None:
        return "not promised"
    return _HOW_FAR[judged.verdict].format(length(_MINUTE * abs(judged.over_minutes)))


def _of_priorities(old: Promised, new: Promised) -> Iterator[str]:
    """Of a priority that was not named, nothing was promised; or is not any more."""
    known = {one.priority: one for one in old.promises}
    for promise in new.promises:
        before = known.pop(promise.priority, None)
        yield from _of_priority(before or Promise(priority=promise.priority), promise)
    for priority in known:
        yield f"{named(priority)}: nothing is promised any more"


def _of_priority(old: Promise, new: Promise) -> Iterator[str]:
    name = named(new.priority)
    for target in Target:
        before, after = time_of(old, target), time_of(new, target)
        if before != after:
            yield f"{name}, {named(target).lower()}: {after} instead of {before}"
    if (new.round_the_clock, new.hours) != (old.round_the_clock, old.hours):
        yield f"{name}: {counted(new)} instead of {counted(old)}"


def _between(old: AgreementVersion, new: AgreementVersion) -> Iterator[str]:
    yield from differences(old.promised, new.promised)
    if new.hours != old.hours:
        yield "Other hours of the school"
    if new.closed:
        yield f"Closed: {_days(new.closed)}"
    if new.opened:
        yield f"Not closed any more: {_days(new.opened)}"


def _percents(promised: Promised) -> str:
    return _listed([f"{one} %" for one in promised.warn_at_percents])


def _days(days: Iterable[date]) -> str:
    words = [day(one) for one in days]
    more = len(words) - _NAMED
    return _listed([*words[:_NAMED], f"{more} more"] if more > 1 else words)


def _listed(words: Sequence[str]) -> str:
    """One, two and three."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
