"""How is it kept, as directory says it, when nothing is changed at a school?"""

from __future__ import annotations

from datetime import date

import pytest

from contracts.calendar import SetExams, SetInspections, SetTerms
from contracts.change_calendar import FindChanges
from contracts.changes import FreezeKind
from contracts.refusals import Refused
from contracts.values import ExamPeriod, Inspection, Term
from services.intake.changes.tables import freezes
from tests.services.intake.changes.plans import plan
from tests.support.cast import ASHGROVE, PRIYA
from tests.support.rebuilding import spoil, switched
from tests.support.town import Town

TUESDAY = date(2026, 6, 9)
YEAR = FindChanges(from_on=date(2026, 6, 1), until_on=date(2026, 12, 31))


def told(town: Town) -> list[tuple[FreezeKind, date, date]]:
    found = town.ask(YEAR, PRIYA.caller).freezes
    return [(o.freeze.kind, o.freeze.from_on, o.freeze.until_on) for o in found]


def calendar(town: Town) -> None:
    """Ashgrove has terms, exams and an inspection, and says so twice."""
    begins = date(2026, 9, 7)
    term = Term(name="Autumn", from_on=begins, until_on=date(2026, 12, 18))
    mocks = ExamPeriod(name="Mocks", from_on=TUESDAY, until_on=TUESDAY)
    visit = Inspection(
        name="Ofsted", from_on=date(2026, 6, 17), until_on=date(2026, 6, 18)
    )
    first = ExamPeriod(name="Trials", from_on=TUESDAY, until_on=TUESDAY)
    for exams in ((first, mocks), (mocks,)):
        town.execute(SetExams(school_id=ASHGROVE, exams=exams))
    town.execute(SetTerms(school_id=ASHGROVE, terms=(term,)))
    town.execute(SetInspections(school_id=ASHGROVE, inspections=(visit,)))
    town.settle()


def test_exams_inspections_and_the_start_of_the_year_are_freezes(desk: Town) -> None:
    assert told(desk) == [(FreezeKind.SEPTEMBER, date(2026, 9, 1), date(2026, 9, 30))]
    calendar(desk)
    assert told(desk) == [
        (FreezeKind.EXAMS, TUESDAY, TUESDAY),
        (FreezeKind.INSPECTION, date(2026, 6, 17), date(2026, 6, 18)),
        (FreezeKind.SEPTEMBER, date(2026, 9, 7), date(2026, 10, 4)),
    ]
    with pytest.raises(Refused, match="Mocks"):
        desk.execute(plan)
    desk.execute(SetExams(school_id=ASHGROVE, exams=()))
    desk.settle()
    desk.execute(plan)


def test_freezes_follow_from_what_was_heard(desk: Town) -> None:
    calendar(desk)
    before = told(desk)
    spoil(desk, "intake", freezes, name="Nothing")
    assert switched(desk, "intake", ASHGROVE).changed == {"freezes": 3}
    assert told(desk) == before
