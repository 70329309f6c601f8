"""What do two schools say of their year that are alike in every day of it?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from contracts import calendar, directory
from contracts.values import (
    Closure,
    ClosureKind,
    ExamPeriod,
    Inspection,
    Nation,
    Term,
)
from services.sla.standard import HOURS


def year_of(school: UUID, word: str) -> Iterator[Any]:
    """One of each command about a school's year."""
    mine: dict[str, Any] = {"school_id": school}
    term = Term(name=word, from_on=date(2026, 9, 1), until_on=date(2026, 12, 18))
    closed = Closure(
        from_on=date(2026, 10, 1),
        until_on=date(2026, 10, 1),
        kind=ClosureKind.INSET,
        reason=f"{word} trains",
    )
    exams = ExamPeriod(name=word, from_on=closed.from_on, until_on=closed.until_on)
    yield directory.SetHours(**mine, hours=HOURS)
    yield calendar.SetTerms(**mine, terms=(term,))
    yield calendar.SetClosures(**mine, closures=(closed,))
    yield calendar.SetExams(**mine, exams=(exams,))
    inspected = Inspection(
        from_on=date(2026, 10, 2), until_on=date(2026, 10, 2), name=f"{word} visit"
    )
    yield calendar.SetInspections(**mine, inspections=(inspected,))
    yield calendar.SetCalendar(**mine, terms=(term,), closures=(closed,), exams=())
    yield calendar.SetNation(**mine, nation=Nation.WALES)
