"""On which days is nothing changed at a school, and is a change allowed on them?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from contracts.changes import Freeze, FreezeKind
from contracts.values import Term

BUSY = timedelta(days=27)
"""How long the first weeks of a school year are the busiest: four weeks in all."""

_KINDS = {
    FreezeKind.EXAMS: "exams",
    FreezeKind.INSPECTION: "inspection",
    FreezeKind.SEPTEMBER: "busy weeks",
}
_BEGINS_IN = (8, 9)
_DAY = timedelta(days=1)


class Span(NamedTuple):
    """Days from one to another, both included."""

    first: date
    last: date


def septembers_of(terms: Iterable[Term]) -> Iterator[Freeze]:
    """The busy weeks with which the school years of these terms begin."""
    for term in terms:
        if term.from_on.month in _BEGINS_IN:
            yield _september(term.from_on, term.from_on + BUSY)


def with_septembers(known: Sequence[Freeze], days: Span) -> list[Freeze]:
    """What is known, and September where nobody has said when a year begins."""
    told = {one.from_on.year for one in known if one.kind is FreezeKind.SEPTEMBER}
    years = range(days.first.year, days.last.year + 1)
    usual = (
        _september(date(year, 9, 1), date(year, 9, 30))
        for year in years
        if year not in told
    )
    return sorted(
        (one for one in (*known, *usual) if _both(one, days)),
        key=lambda one: (one.from_on, one.until_on, one.kind.value, one.name),
    )


def not_allowed(
    freezes: Iterable[Freeze], days: Span, allowed: Sequence[Span]
) -> tuple[Freeze, ...]:
    """Those that lie in the days, and that nobody has allowed a change in."""
    return tuple(
        one
        for one in freezes
        if (both := _both(one, days)) and not _is_covered(both, allowed)
    )


def told_of(freezes: Iterable[Freeze]) -> str:
    """GCSE (exams, 11/05/2026 to 19/06/2026), and so on."""
    return "; ".join(
        f"{one.name} ({_KINDS[one.kind]}, {one.from_on:%d/%m/%Y} to"
        f" {one.until_on:%d/%m/%Y})"
        for one in freezes
    )


def _september(first: date, last: date) -> Freeze:
    return Freeze(
        kind=FreezeKind.SEPTEMBER,
        name="Start of the school year",
        from_on=first,
        until_on=last,
    )


def _both(freeze: Freeze, days: Span) -> Span | None:
    """The days that are in both; None where there is none."""
    first = max(freeze.from_on, days.first)
    last = min(freeze.until_on, days.last)
    return Span(first, last) if first <= last else None


def _is_covered(days: Span, allowed: Sequence[Span]) -> bool:
    """Whether each day of these is allowed; a change takes few."""
    on = days.first
    while on <= days.last:
        if not any(one.first <= on <= one.last for one in allowed):
            return False
        on += _DAY
    return True
