"""What would a file make of a school's calendar, and what of it is left out?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, NamedTuple, Protocol, TypeVar
from zoneinfo import ZoneInfo

from contracts.directory import SchoolView
from contracts.values import Closure, ClosureKind, ExamPeriod, Term
from services.gateway import calendar_csv, calendar_ics
from services.gateway.calendar_entries import Entry, Left, What
from services.gateway.calendar_terms import terms_of

LARGEST = 256 * 1024
"""Characters of a file: a day for every day of three years takes half of it."""

MOST = 1_000
"""Entries of a file that are read."""

_EARLIEST, _LATEST = date(2000, 1, 1), date(2099, 12, 31)
_KINDS = {
    What.INSET: ClosureKind.INSET,
    What.PLANNED: ClosureKind.PLANNED,
    What.EMERGENCY: ClosureKind.EMERGENCY,
}
_SPOKEN = {
    ClosureKind.INSET: "INSET",
    ClosureKind.PLANNED: "Closed",
    ClosureKind.EMERGENCY: "Closed at short notice",
}
_SAID_BEFORE = re.compile(r"(?:closed|inset|exams)\s*:\s*(?=\S)", re.IGNORECASE)


class _Stretch(Protocol):
    @property
    def from_on(self) -> date: ...
    @property
    def until_on(self) -> date: ...


S = TypeVar("S", bound=_Stretch)


class Change(NamedTuple):
    """What would be there, and what of now it takes the place of."""

    says: str
    was: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The whole calendar as it would be, and what is different in it."""

    terms: tuple[Term, ...]
    closures: tuple[Closure, ...]
    exams: tuple[ExamPeriod, ...]
    changes: tuple[Change, ...]
    unchanged: int
    left: tuple[Left, ...]

    @property
    def wrong(self) -> list[Left]:
        """What somebody has to look at."""
        return [one for one in self.left if one.wrong]


def planned(school: SchoolView, text: str) -> Plan:
    """What a file says takes the place of what is known of its days; the rest stays."""
    entries, left = _read(school, text)
    terms, no_terms = terms_of(entries, school.terms)
    closures, no_closures = _closures(entries)
    exams, no_exams = _exams(entries)
    parts = (
        _merged(school.terms, terms, _overlap, term_in_words),
        _merged(school.closures, closures, _overlap, closure_in_words),
        _merged(school.exams, exams, _same_exams, exams_in_words),
    )
    every = (*left, *no_terms, *no_closures, *no_exams)
    return Plan(
        terms=tuple(parts[0].whole),
        closures=tuple(parts[1].whole),
        exams=tuple(parts[2].whole),
        changes=tuple(change for part in parts for change in part.changes),
        unchanged=sum(part.unchanged for part in parts),
        left=tuple(sorted(every, key=lambda one: one.line)),
    )


def term_in_words(term: Term) -> str:
    """A term, its days and its half term."""
    half = ""
    if term.half_term_from and term.half_term_until:
        half = f", half term {days(term.half_term_from, term.half_term_until)}"
    return f"{term.name}, {days(term.from_on, term.until_on)}{half}"


def closure_in_words(closure: Closure) -> str:
    """A closure or an INSET day, and why."""
    when = days(closure.from_on, closure.until_on)
    return f"{_SPOKEN[closure.kind]}: {closure.reason}, {when}"


def exams_in_words(period: ExamPeriod) -> str:
    """Exams and their days."""
    return f"Exams: {period.name}, {days(period.from_on, period.until_on)}"


def days(first: date, last: date) -> str:
    """01/09/2026, or from then to another day."""
    one = f"{first:%d/%m/%Y}"
    return one if first == last else f"{one} to {last:%d/%m/%Y}"


def _read(school: SchoolView, text: str) -> tuple[list[Entry], list[Left]]:
    zone = ZoneInfo(school.hours.timezone if school.hours else "Europe/London")
    is_ics = calendar_ics.is_ics(text)
    found = calendar_ics.read(text, zone) if is_ics else calendar_csv.read(text)
    entries: list[Entry] = []
    left: list[Left] = []
    for one in islice(found, MOST):
        if isinstance(one, Left):
            left.append(one)
        elif one.what is What.BANK_HOLIDAY:
            why = "bank holidays follow from the school's nation"
            left.append(Left(one.line, one.words, why, wrong=False))
        elif one.first < _EARLIEST or one.last > _LATEST:
            left.append(Left(one.line, one.words, "it is not from 2000 to 2099"))
        else:
            entries.append(one)
    rest = next(found, None)
    if rest is not None:
        left.append(Left(rest.line, rest.words, f"no more than {MOST} are read"))
    return _without_prefix(entries), left


def _without_prefix(entries: list[Entry]) -> list[Entry]:
    """The words without the name of the school, where every entry begins with it."""
    before = {one.words.partition(": ")[0] for one in entries if ": " in one.words}
    alike = len(before) == 1 and all(": " in one.words for one in entries)
    if not alike or len(entries) < 2:
        return entries
    return [one._replace(words=one.words.partition(": ")[2]) for one in entries]


def _closures(entries: Iterable[Entry]) -> tuple[list[Closure], list[Left]]:
    found: list[Closure] = []
    left: list[Left] = []
    before: Entry | None = None
    for one in sorted(entries, key=lambda one: one.first):
        if one.what not in _KINDS:
            continue
        if before is not None and one.first <= before.last:
            same = (one.first, one.last, one.what) == before[1:4]
            why = f"line {before.line} has its days already"
            left.append(Left(one.line, one.words, why, wrong=not same))
            continue
        before, kind = one, _KINDS[one.what]
        reason = _SAID_BEFORE.sub("", one.words, count=1)[:200] or _SPOKEN[kind]
        found.append(
            Closure(from_on=one.first, until_on=one.last, kind=kind, reason=reason)
        )
    return found, left


def _exams(entries: Iterable[Entry]) -> tuple[list[ExamPeriod], list[Left]]:
    found: dict[tuple[str, date], ExamPeriod] = {}
    left: list[Left] = []
    for one in entries:
        if one.what is not What.EXAMS:
            continue
        name = _SAID_BEFORE.sub("", one.words, count=1)[:80] or "Exams"
        period = ExamPeriod(name=name, from_on=one.first, until_on=one.last)
        known = found.setdefault((name.casefold(), one.first), period)
        if known is not period:
            same = known.until_on == one.last
            left.append(
                Left(one.line, one.words, "it is named already", wrong=not same)
            )
    return [*found.values()], left


@dataclass(frozen=True)
class _Part:
    whole: Sequence[Any]
    changes: Sequence[Change]
    unchanged: int


def _merged(
    known: Sequence[S],
    new: Sequence[S],
    clash: Callable[[S, S], bool],
    in_words: Callable[[S], str],
) -> _Part:
    changes, unchanged = [], 0
    for one in new:
        was = [before for before in known if clash(before, one)]
        if was == [one]:
            unchanged += 1
        else:
            changes.append(Change(in_words(one), tuple(map(in_words, was))))
    kept = [one for one in known if not any(clash(one, other) for other in new)]
    whole = sorted([*kept, *new], key=lambda one: one.from_on)
    return _Part(whole, changes, unchanged)


def _overlap(one: _Stretch, other: _Stretch) -> bool:
    return one.from_on <= other.until_on and other.from_on <= one.until_on


def _same_exams(one: ExamPeriod, other: ExamPeriod) -> bool:
    return one.name.casefold() == other.name.casefold() and _overlap(one, other)
