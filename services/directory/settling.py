"""What may be set of a school's year, and what is then true of it?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias, assert_never

from contracts.calendar import (
    ClosuresSet,
    ExamsSet,
    InspectionsSet,
    NationSet,
    SetCalendar,
    SetClosures,
    SetExams,
    SetInspections,
    SetNation,
    SetTerms,
    TermsSet,
)
from contracts.directory import HoursSet, SetHours
from contracts.refusals import Invalid
from contracts.values import Nation
from services.directory import calendar
from services.directory.opening import in_order, mistakes

Set: TypeAlias = (
    SetHours
    | SetTerms
    | SetClosures
    | SetExams
    | SetInspections
    | SetCalendar
    | SetNation
)
Setting: TypeAlias = (
    HoursSet | TermsSet | ClosuresSet | ExamsSet | InspectionsSet | NationSet
)

IN_ENGLAND = NationSet(nation=Nation.ENGLAND)
"""What holds of a school while nobody has said where it is."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What was last said of each part; what is None is not known."""

    opening: HoursSet | None = None
    terms: TermsSet | None = None
    closures: ClosuresSet | None = None
    exams: ExamsSet | None = None
    inspections: InspectionsSet | None = None
    nation: NationSet = IN_ENGLAND


NOTHING_SAID = Settings()


def decide(known: Settings, command: Set) -> Sequence[Setting]:
    """The events that follow; Invalid names each bad field."""
    match command:
        case SetHours():
            return unless_so(known.opening, _opening(command))
        case SetTerms():
            return unless_so(known.terms, calendar.terms(command))
        case SetClosures():
            return unless_so(known.closures, calendar.closures(command))
        case SetExams():
            return unless_so(known.exams, calendar.exams(command))
        case SetInspections():
            return unless_so(known.inspections, calendar.inspections(command))
        case SetCalendar():
            return [*_each(known, command)]
        case SetNation():
            return unless_so(known.nation, NationSet(nation=command.nation))
        case _:
            assert_never(command)


def evolve(known: Settings, event: Setting) -> Settings:
    """What is true of the school's year after the event."""
    match event:
        case HoursSet():
            return replace(known, opening=event)
        case TermsSet():
            return replace(known, terms=event)
        case ClosuresSet():
            return replace(known, closures=event)
        case ExamsSet():
            return replace(known, exams=event)
        case InspectionsSet():
            return replace(known, inspections=event)
        case NationSet():
            return replace(known, nation=event)
        case _:
            assert_never(event)


def unless_so(known: Setting | None, wanted: Setting) -> Sequence[Setting]:
    """What is wanted; what is so already is silence."""
    return () if wanted == known else (wanted,)


def _each(known: Settings, command: SetCalendar) -> Iterator[Setting]:
    """What changes of each part: all of it, or nothing where any of it is wrong."""
    support = (known.terms or calendar.NO_TERMS).support_in_holidays
    terms = SetTerms(
        school_id=command.school_id,
        terms=command.terms,
        support_in_holidays=support,
    )
    closures = SetClosures(school_id=command.school_id, closures=command.closures)
    exams = SetExams(school_id=command.school_id, exams=command.exams)
    wanted = calendar.all_of(terms, closures, exams)
    yield from unless_so(known.terms or calendar.NO_TERMS, wanted[0])
    yield from unless_so(known.closures or ClosuresSet(closures=()), wanted[1])
    yield from unless_so(known.exams or ExamsSet(exams=()), wanted[2])


def _opening(command: SetHours) -> HoursSet:
    wrong = mistakes(command.hours)
    if wrong:
        raise Invalid(wrong)
    return HoursSet(hours=in_order(command.hours))
