"""Can a school's year be like this: its terms, closures, exams and inspections?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain
from typing import Protocol

from contracts.calendar import (
    ClosuresSet,
    ExamsSet,
    InspectionsSet,
    SetClosures,
    SetExams,
    SetInspections,
    SetTerms,
    TermsSet,
)
from contracts.refusals import Invalid
from contracts.values import Closure, ExamPeriod, HolidaySupport, Inspection, Term

NO_TERMS = TermsSet(terms=(), support_in_holidays=HolidaySupport.SAME_HOURS)
"""What holds of a school while nobody has said anything of its terms."""

LONGEST = timedelta(days=366)
LONGEST_HALF_TERM = timedelta(days=31)
LONGEST_HOLIDAY = timedelta(days=100)
"""Longer than any summer: more than this between two terms, and one is missing."""

Mistake = tuple[str, str]


class _Stretch(Protocol):
    """Days from one to another, both included."""

    @property
    def from_on(self) -> date: ...
    @property
    def until_on(self) -> date: ...


def terms(command: SetTerms) -> TermsSet:
    """The terms in order; Invalid names every field that is wrong."""
    _refuse(_mistakes_of_terms(command.terms))
    tidy = (replace(term, name=term.name.strip()) for term in command.terms)
    return TermsSet(
        terms=tuple(sorted(tidy, key=_begins)),
        support_in_holidays=command.support_in_holidays,
    )


def closures(command: SetClosures) -> ClosuresSet:
    """The closures in order; Invalid names every field that is wrong."""
    _refuse(_mistakes_of_closures(command.closures))
    tidy = (replace(one, reason=one.reason.strip()) for one in command.closures)
    return ClosuresSet(closures=tuple(sorted(tidy, key=_begins)))


def exams(command: SetExams) -> ExamsSet:
    """The exams in order; Invalid names every field that is wrong."""
    _refuse(_mistakes_of_exams(command.exams))
    tidy = (replace(one, name=one.name.strip()) for one in command.exams)
    return ExamsSet(exams=tuple(sorted(tidy, key=_begins)))


def all_of(
    given_terms: SetTerms, given_closures: SetClosures, given_exams: SetExams
) -> tuple[TermsSet, ClosuresSet, ExamsSet]:
    """All three; Invalid names every field that is wrong in any of them."""
    _refuse(
        chain(
            _mistakes_of_terms(given_terms.terms),
            _mistakes_of_closures(given_closures.closures),
            _mistakes_of_exams(given_exams.exams),
        )
    )
    return terms(given_terms), closures(given_closures), exams(given_exams)


def inspections(command: SetInspections) -> InspectionsSet:
    """The inspection periods in order; Invalid names every field that is wrong."""
    _refuse(_mistakes_of_inspections(command.inspections))
    tidy = (replace(one, name=one.name.strip()) for one in command.inspections)
    return InspectionsSet(inspections=tuple(sorted(tidy, key=_begins)))


def _refuse(mistakes: Iterator[Mistake]) -> None:
    wrong: dict[str, list[str]] = {}
    for field, mistake in mistakes:
        wrong.setdefault(field, []).append(mistake)
    if wrong:
        raise Invalid(wrong)


def _mistakes_of_terms(given: Sequence[Term]) -> Iterator[Mistake]:
    names: set[str] = set()
    for index, term in enumerate(given):
        field, name = f"terms.{index}", term.name.strip().casefold()
        if not name:
            yield f"{field}.name", "Must not be blank."
        elif name in names:
            yield f"{field}.name", "Another term has this name."
        names.add(name)
        yield from _mistakes_of_a_stretch(field, term)
        yield from _mistakes_of_a_half_term(field, term)
    for index, holiday in _after_the_one_before(given):
        if holiday <= timedelta(0):
            yield f"terms.{index}.from_on", "It must begin after the term before ends."
        elif holiday > LONGEST_HOLIDAY:
            most = LONGEST_HOLIDAY.days
            yield (
                f"terms.{index}.from_on",
                f"The term before ends more than {most} days earlier: is one missing?",
            )


def _mistakes_of_a_half_term(field: str, term: Term) -> Iterator[Mistake]:
    match term.half_term_from, term.half_term_until:
        case None, None:
            return
        case _, None:
            yield f"{field}.half_term_until", "Say when half term ends, too."
        case None, _:
            yield f"{field}.half_term_from", "Say when half term begins, too."
        case date() as begins, date() as ends:
            if ends < begins:
                yield f"{field}.half_term_until", "It must not end before it begins."
            elif ends - begins >= LONGEST_HALF_TERM:
                yield f"{field}.half_term_until", "It is no longer than a month."
            elif not term.from_on <= begins <= ends <= term.until_on:
                yield f"{field}.half_term_from", "Half term must lie within its term."


def _mistakes_of_closures(given: Sequence[Closure]) -> Iterator[Mistake]:
    for index, closure in enumerate(given):
        field = f"closures.{index}"
        if not closure.reason.strip():
            yield f"{field}.reason", "Must not be blank."
        yield from _mistakes_of_a_stretch(field, closure)
    for index, distance in _after_the_one_before(given):
        if distance <= timedelta(0):
            yield f"closures.{index}.from_on", "Another closure has this day already."


def _mistakes_of_exams(given: Sequence[ExamPeriod]) -> Iterator[Mistake]:
    """Exams may overlap each other, a closure and a holiday; the same twice is one."""
    known: set[tuple[str, date]] = set()
    for index, period in enumerate(given):
        field, name = f"exams.{index}", period.name.strip().casefold()
        if not name:
            yield f"{field}.name", "Must not be blank."
        elif (name, period.from_on) in known:
            yield f"{field}.name", "These exams are named already."
        known.add((name, period.from_on))
        yield from _mistakes_of_a_stretch(field, period)


def _mistakes_of_inspections(given: Sequence[Inspection]) -> Iterator[Mistake]:
    for index, inspection in enumerate(given):
        field = f"inspections.{index}"
        if not inspection.name.strip():
            yield f"{field}.name", "Must not be blank."
        yield from _mistakes_of_a_stretch(field, inspection)
    for index, distance in _after_the_one_before(given):
        if distance <= timedelta(0):
            words = "Another inspection has this day already."
            yield f"inspections.{index}.from_on", words


def _mistakes_of_a_stretch(field: str, stretch: _Stretch) -> Iterator[Mistake]:
    if stretch.until_on < stretch.from_on:
        yield f"{field}.until_on", "It must not end before it begins."
    elif stretch.until_on - stretch.from_on >= LONGEST:
        yield f"{field}.until_on", "It must not be longer than a year."


def _after_the_one_before(
    given: Sequence[_Stretch],
) -> Iterator[tuple[int, timedelta]]:
    """How long after the end of all before it each stretch begins, but the first."""
    whole = [
        (stretch.from_on, index, stretch.until_on)
        for index, stretch in enumerate(given)
        if stretch.from_on <= stretch.until_on
    ]
    last: date | None = None
    for begins, index, ends in sorted(whole):
        if last is not None:
            yield index, begins - last
        last = max(last or ends, ends)


def _begins(stretch: _Stretch) -> date:
    return stretch.from_on
