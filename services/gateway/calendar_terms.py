"""Which terms follow from the entries of a calendar, however it tells of them?

Some have each term, some its first and its last day, and some only the holidays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain, count, pairwise
from typing import NamedTuple

from contracts.values import Term
from services.gateway.calendar_entries import Entry, Left, What

LONGEST_BETWEEN = 160
"""Days between two holidays; with more of them, one is missing."""

_DAY = timedelta(days=1)
_SATURDAY = 5
_SEASON = re.compile(
    r"autumn|winter|spring|summer|michaelmas|hilary|lent|trinity|term \d", re.IGNORECASE
)
_FOLLOWS = "what lies between terms follows from them"


class _Found(NamedTuple):
    """Days of a term, and its name; one that was made up has the day added."""

    first: date
    last: date
    name: str
    made_up: bool


def terms_of(
    entries: Sequence[Entry], known: Sequence[Term]
) -> tuple[list[Term], list[Left]]:
    """The terms that the entries tell of, with their half terms, and what is left."""
    found: list[_Found] = []
    left: list[Left] = []
    for one in _stretches(entries):
        if isinstance(one, Left):
            left.append(one)
        else:
            found.append(one)
    apart = [term for term in known if not any(_overlap(term, one) for one in found)]
    terms = _named(found, apart, known)
    for entry in entries:
        if entry.what is What.HALF_TERM:
            left += _put(entry, terms, apart)
    whole = (_with_half_term(term, known) for term in terms)
    return sorted(whole, key=lambda term: term.from_on), left


def _stretches(entries: Sequence[Entry]) -> Iterator[_Found | Left]:
    told = [one for one in entries if one.what is What.TERM]
    ends = [one for one in entries if one.what in (What.BEGINS, What.ENDS)]
    holidays = [one for one in entries if one.what is What.HOLIDAY]
    yield from (_Found(one.first, one.last, one.words, made_up=False) for one in told)
    if not told:
        yield from _paired(sorted(ends, key=lambda one: one.first))
    if told or ends or len(holidays) < 2:
        superfluous = (*holidays, *(ends if told else ()))
        yield from (
            Left(one.line, one.words, _FOLLOWS, wrong=False) for one in superfluous
        )
    else:
        halves = [one for one in entries if one.what is What.HALF_TERM]
        yield from _between(_joined(holidays), halves)


def _paired(ends: Iterable[Entry]) -> Iterator[_Found | Left]:
    """A term from each first day to the last day that comes next."""
    begun: Entry | None = None
    for one in ends:
        if one.what is What.BEGINS:
            if begun is not None:
                yield Left(begun.line, begun.words, "no last day of a term follows it")
            begun = one
        elif begun is None:
            yield Left(one.line, one.words, "no first day of a term comes before it")
        else:
            season = _SEASON.search(begun.words) or _SEASON.search(one.words)
            name = "Term" if season is None else f"{season[0].capitalize()} term"
            yield _Found(begun.first, one.last, name, made_up=True)
            begun = None
    if begun is not None:
        yield Left(begun.line, begun.words, "no last day of a term follows it")


def _between(
    holidays: Sequence[Entry], halves: Sequence[Entry]
) -> Iterator[_Found | Left]:
    """A term between each two holidays; several half terms in it part it, too."""
    for before, after in pairwise(holidays):
        first, last = before.last + _DAY, after.first - _DAY
        inside = [one for one in halves if first <= one.first <= one.last <= last]
        if len(inside) > 1:
            yield from _between(_joined([before, *inside, after]), ())
        elif (last - first).days > LONGEST_BETWEEN:
            why = f"the holiday before is over {LONGEST_BETWEEN} days earlier"
            yield Left(after.line, after.words, f"{why}: is one missing?")
        else:
            yield _Found(first, last, "Term", made_up=True)


def _joined(holidays: Iterable[Entry]) -> list[Entry]:
    """In order; those that meet, or have a weekend between them, are one."""
    found: list[Entry] = []
    for one in sorted(holidays, key=lambda one: one.first):
        if found and not _is_taught(found[-1].last + _DAY, one.first):
            last = max(found[-1].last, one.last)
            found[-1] = found[-1]._replace(last=last)
        else:
            found.append(one)
    return found


def _is_taught(first: date, until: date) -> bool:
    days = ((first + number * _DAY) for number in range((until - first).days))
    return any(day.weekday() < _SATURDAY for day in days)


def _named(
    found: Sequence[_Found], apart: Sequence[Term], known: Sequence[Term]
) -> list[Term]:
    """Each under a name that no other term has; one that had a name keeps it."""
    names = {(term.from_on, term.until_on): term.name for term in known}
    had = [names.get((one.first, one.last)) if one.made_up else None for one in found]
    taken = {name.casefold() for name in (*had, *(term.name for term in apart)) if name}
    terms = []
    for one, name in zip(found, had, strict=True):
        called = name or _free(one, taken)
        taken.add(called.casefold())
        terms.append(Term(name=called, from_on=one.first, until_on=one.last))
    return terms


def _free(one: _Found, taken: set[str]) -> str:
    """Its own name, or else one with its first day, and with a number after that."""
    name = one.name[:60]
    if not one.made_up and name.casefold() not in taken:
        return name
    dated = f"{name} from {one.first:%d/%m/%Y}"
    numbered = (f"{dated} ({number})" for number in count(2))
    return next(
        each for each in chain([dated], numbered) if each.casefold() not in taken
    )


def _put(half: Entry, terms: list[Term], apart: Sequence[Term]) -> list[Left]:
    """The half term into its term: one of the file, or one that is known already."""
    for known in (terms, apart):
        for term in known:
            if not term.from_on <= half.first <= half.last <= term.until_on:
                continue
            days = (term.half_term_from, term.half_term_until)
            if known is terms and days not in ((None, None), (half.first, half.last)):
                return [Left(half.line, half.words, f"{term.name} has one already")]
            if known is terms:
                terms.remove(term)
            terms.append(
                replace(term, half_term_from=half.first, half_term_until=half.last)
            )
            return []
    return [Left(half.line, half.words, "it lies in no term", wrong=False)]


def _with_half_term(term: Term, known: Sequence[Term]) -> Term:
    """With the half term that is known of its days, where the file has none."""
    for before in known:
        first, last = before.half_term_from, before.half_term_until
        if term.half_term_from or first is None or last is None:
            continue
        if term.from_on <= first <= last <= term.until_on:
            return replace(term, half_term_from=first, half_term_until=last)
    return term


def _overlap(term: Term, found: _Found) -> bool:
    return term.from_on <= found.last and found.first <= term.until_on
