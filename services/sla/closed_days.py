"""Which days of a school are not worked, and why, and on which is it inspected?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from contracts.calendar import TermsSet
from contracts.sla import AgreementSigned, ClosedDay
from contracts.sla_promises import ClosedDays, WhyClosed
from contracts.values import Closure, ClosureKind, HolidaySupport, Inspection

_DAY = timedelta(days=1)


def school_holidays(calendar: TermsSet) -> Iterator[date]:
    """The days of half terms and between terms, where holidays are not worked.

    Before the first term and after the last one nothing is known, and nothing assumed.
    """
    if calendar.support_in_holidays is HolidaySupport.SAME_HOURS:
        return
    terms = sorted(calendar.terms, key=lambda term: term.from_on)
    for before, after in pairwise(terms):
        yield from _days(before.until_on + _DAY, after.from_on - _DAY)
    for term in terms:
        if term.half_term_from and term.half_term_until:
            yield from _days(term.half_term_from, term.half_term_until)


def closures(given: Iterable[Closure]) -> Iterator[date]:
    """The days on which nobody is in: an INSET day is not one."""
    for closure in given:
        if closure.kind is not ClosureKind.INSET:
            yield from _days(closure.from_on, closure.until_on)


def inset_days(given: Iterable[Closure]) -> Iterator[date]:
    """The days on which staff are in, and pupils are not."""
    for closure in given:
        if closure.kind is ClosureKind.INSET:
            yield from _days(closure.from_on, closure.until_on)


def inspected_days(given: Iterable[Inspection]) -> Iterator[date]:
    """The days on which what is promised in an inspection counts, worked or not."""
    for inspection in given:
        yield from _days(inspection.from_on, inspection.until_on)


def closed(because: WhyClosed, days: Iterable[date]) -> ClosedDays:
    """These days for one reason, each once and in order."""
    return ClosedDays(because=because, days=tuple(sorted(set(days))))


def by_reason(given: Iterable[ClosedDays]) -> tuple[ClosedDays, ...]:
    """Each reason that closes a day, once and in their order."""
    days: dict[WhyClosed, set[date]] = {reason: set() for reason in WhyClosed}
    for one in given:
        days[one.because].update(one.days)
    return tuple(closed(reason, days[reason]) for reason in WhyClosed if days[reason])


def each_once(signed: AgreementSigned) -> Sequence[ClosedDay]:
    """The days on which no time counts, in order, each with its first reason."""
    found: dict[date, WhyClosed] = {}
    for one in signed.closed:
        staffed = signed.inset if one.because is WhyClosed.SCHOOL_HOLIDAY else ()
        for day in set(one.days).difference(staffed):
            found.setdefault(day, one.because)
    return tuple(ClosedDay(on=day, because=found[day]) for day in sorted(found))


def _days(first: date, last: date) -> Iterator[date]:
    return (first + number * _DAY for number in range((last - first).days + 1))
