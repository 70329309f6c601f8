"""When are the schools of the demo open? Terms as an English council sets them.

They have the form of what councils publish for 2026/27: three terms of about 190 days
with INSET, and Good Friday on 26 March 2027.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from contracts.calendar import SetClosures, SetExams, SetTerms
from contracts.values import (
    Closure,
    ClosureKind,
    ExamPeriod,
    HolidaySupport,
    Term,
)
from infra.demo_people import ASHGROVE

TERMS = (
    Term(
        name="Autumn term 2026",
        from_on=date(2026, 9, 1),
        until_on=date(2026, 12, 18),
        half_term_from=date(2026, 10, 26),
        half_term_until=date(2026, 10, 30),
    ),
    Term(
        name="Spring term 2027",
        from_on=date(2027, 1, 4),
        until_on=date(2027, 3, 25),
        half_term_from=date(2027, 2, 15),
        half_term_until=date(2027, 2, 19),
    ),
    Term(
        name="Summer term 2027",
        from_on=date(2027, 4, 12),
        until_on=date(2027, 7, 21),
        half_term_from=date(2027, 5, 31),
        half_term_until=date(2027, 6, 4),
    ),
)


def _inset(on: date, reason: str) -> Closure:
    return Closure(from_on=on, until_on=on, kind=ClosureKind.INSET, reason=reason)


CLOSURES = (
    _inset(date(2026, 9, 1), "Keeping children safe"),
    _inset(date(2027, 1, 4), "The new reading scheme"),
    Closure(
        from_on=date(2027, 5, 6),
        until_on=date(2027, 5, 6),
        kind=ClosureKind.PLANNED,
        reason="Polling day: the hall is a polling station",
    ),
)


EXAMS = (
    ExamPeriod(
        name="Key stage 2 tests",
        from_on=date(2027, 5, 10),
        until_on=date(2027, 5, 13),
    ),
)


def commands() -> Iterator[SetTerms | SetClosures | SetExams]:
    """What gives Ashgrove its year; Beckfield has said nothing of its own yet."""
    yield SetTerms(
        school_id=ASHGROVE, terms=TERMS, support_in_holidays=HolidaySupport.NONE
    )
    yield SetClosures(school_id=ASHGROVE, closures=CLOSURES)
    yield SetExams(school_id=ASHGROVE, exams=EXAMS)
