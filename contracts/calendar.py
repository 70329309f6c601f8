"""The language of directory about a school's calendar: what its year is like."""

from __future__ import annotations

from contracts.access import Right
from contracts.declare import command, event, several, whole
from contracts.values import (
    Closure,
    ExamPeriod,
    HolidaySupport,
    Inspection,
    Nation,
    SchoolId,
    Term,
)

MOST_TERMS = 24
MOST_CLOSURES = 100
MOST_EXAMS = 100
MOST_INSPECTIONS = 40


@command("directory.set_terms", needs=Right.MANAGE_SCHOOLS)
class SetTerms:
    """Say which terms a school has, all of them, and whether holidays are worked.

    With `version`, only if nothing of the school has changed since it was that.
    """

    school_id: SchoolId
    terms: tuple[Term, ...] = several(most=MOST_TERMS)
    support_in_holidays: HolidaySupport = HolidaySupport.SAME_HOURS
    version: int | None = whole(least=1, most=2**31, default=None)


@event("directory.terms_set")
class TermsSet:
    """A school's terms are these from now on, and so is its support in the holidays."""

    terms: tuple[Term, ...]
    support_in_holidays: HolidaySupport


@command("directory.set_closures", needs=Right.MANAGE_SCHOOLS)
class SetClosures:
    """Say on which days a school is closed or has INSET, all of them.

    With `version`, only if nothing of the school has changed since it was that.
    """

    school_id: SchoolId
    closures: tuple[Closure, ...] = several(most=MOST_CLOSURES)
    version: int | None = whole(least=1, most=2**31, default=None)


@event("directory.closures_set")
class ClosuresSet:
    """A school's closures and INSET days are these from now on."""

    closures: tuple[Closure, ...]


@command("directory.set_exams", needs=Right.MANAGE_SCHOOLS)
class SetExams:
    """Say when a school has exams, all of them.

    With `version`, only if nothing of the school has changed since it was that.
    """

    school_id: SchoolId
    exams: tuple[ExamPeriod, ...] = several(most=MOST_EXAMS)
    version: int | None = whole(least=1, most=2**31, default=None)


@event("directory.exams_set")
class ExamsSet:
    """A school's exams are these from now on; they close nothing."""

    exams: tuple[ExamPeriod, ...]


@command("directory.set_inspections", needs=Right.MANAGE_SCHOOLS)
class SetInspections:
    """Say on which days a school is inspected, all of them: today is one as well.

    With `version`, only if nothing of the school has changed since it was that.
    """

    school_id: SchoolId
    inspections: tuple[Inspection, ...] = several(most=MOST_INSPECTIONS)
    version: int | None = whole(least=1, most=2**31, default=None)


@event("directory.inspections_set")
class InspectionsSet:
    """A school's inspection periods are these from now on."""

    inspections: tuple[Inspection, ...]


@command("directory.set_calendar", needs=Right.MANAGE_SCHOOLS)
class SetCalendar:
    """Say all terms, closures and exams of a school at once, as a file has them.

    What holds between terms stays. With `version`, only if nothing of the school has
    changed since it was that.
    """

    school_id: SchoolId
    terms: tuple[Term, ...] = several(most=MOST_TERMS)
    closures: tuple[Closure, ...] = several(most=MOST_CLOSURES)
    exams: tuple[ExamPeriod, ...] = several(most=MOST_EXAMS)
    version: int | None = whole(least=1, most=2**31, default=None)


@command("directory.set_nation", needs=Right.MANAGE_SCHOOLS)
class SetNation:
    """Say which nation a school is in, whose bank holidays it has."""

    school_id: SchoolId
    nation: Nation


@event("directory.nation_set")
class NationSet:
    """A school is in this nation, and has its bank holidays from now on."""

    nation: Nation
