"""Which days of a school are not worked, and why?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from contracts.calendar import TermsSet
from contracts.sla import AgreementSigned, ClosedDay, WhyClosed
from contracts.values import Closure, ClosureKind, HolidaySupport

_DAY = timedelta(days=1)
_FIRST = {reason: place for place, reason in enumerate(WhyClosed)}


def school_holidays(calendar: TermsSet) -> Iterator[ClosedDay]:
    """The days of half terms and between terms, where holidays are not worked.

    Before the first term and after the last one nothing is known, and nothing assumed.
    """
    if calendar.support_in_holidays is HolidaySupport.SAME_HOURS:
        return
    terms = sorted(calendar.terms, key=lambda term: term.from_on)
    stretches = [(a.until_on + _DAY, b.from_on - _DAY) for a, b in pairwise(terms)]
    stretches += [
        (term.half_term_from, term.half_term_until)
        for term in terms
        if term.half_term_from and term.half_term_until
    ]
    for first, last in stretches:
        yield from closed(_days(first, last), WhyClosed.SCHOOL_HOLIDAY)


def closures(given: Iterable[Closure]) -> Iterator[ClosedDay]:
    """The days on which nobody is in: an INSET day is not one."""
    for closure in given:
        if closure.kind is not ClosureKind.INSET:
            days = _days(closure.from_on, closure.until_on)
            yield from closed(days, WhyClosed.CLOSURE)


def inset_days(given: Iterable[Closure]) -> Iterator[date]:
    """The days on which staff are in, and pupils are not."""
    for closure in given:
        if closure.kind is ClosureKind.INSET:
            yield from _days(closure.from_on, closure.until_on)


def closed(days: Iterable[date], because: WhyClosed) -> Iterator[ClosedDay]:
    """These days, all for one reason."""
    return (ClosedDay(on=day, because=because) for day in days)


def in_order(days: Iterable[ClosedDay]) -> tuple[ClosedDay, ...]:
    """By day, then by reason; each reason of a day once."""
    return tuple(sorted(set(days), key=lambda day: (day.on, _FIRST[day.because])))


def each_once(signed: AgreementSigned) -> Sequence[ClosedDay]:
    """The days on which no time counts, each with the first of its reasons."""
    staffed = set(signed.inset)
    found: dict[date, ClosedDay] = {}
    for day in in_order(signed.closed):
        if day.because is WhyClosed.SCHOOL_HOLIDAY and day.on in staffed:
            continue
        found.setdefault(day.on, day)
    return tuple(found.values())


def _days(first: date, last: date) -> Iterator[date]:
    return (first + number * _DAY for number in range((last - first).days + 1))
