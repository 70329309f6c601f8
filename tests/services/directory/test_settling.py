"""Is a whole calendar set at once, or nothing of it?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from contracts.calendar import (
    ClosuresSet,
    ExamsSet,
    SetCalendar,
    SetClosures,
    TermsSet,
)
from contracts.refusals import Invalid
from contracts.values import Closure, ClosureKind, ExamPeriod, HolidaySupport, Term
from services.directory.settling import NOTHING_SAID, Settings, decide, evolve
from tests.support.cast import ASHGROVE

AUTUMN = Term(name="Autumn", from_on=date(2026, 9, 1), until_on=date(2026, 12, 18))
SNOW = Closure(
    from_on=date(2027, 1, 12),
    until_on=date(2027, 1, 12),
    kind=ClosureKind.EMERGENCY,
    reason="Snow",
)
MOCKS = ExamPeriod(name="Mocks", from_on=AUTUMN.from_on, until_on=AUTUMN.from_on)
CALENDAR = SetCalendar(
    school_id=ASHGROVE, terms=(AUTUMN,), closures=(SNOW,), exams=(MOCKS,)
)
SAME_HOURS = HolidaySupport.SAME_HOURS


def after(known: Settings, command: SetCalendar | SetClosures) -> Settings:
    for event in decide(known, command):
        known = evolve(known, event)
    return known


def test_all_parts_of_a_calendar_are_set_at_once() -> None:
    assert [*decide(NOTHING_SAID, CALENDAR)] == [
        TermsSet(terms=(AUTUMN,), support_in_holidays=SAME_HOURS),
        ClosuresSet(closures=(SNOW,)),
        ExamsSet(exams=(MOCKS,)),
    ]


def test_only_the_parts_that_change_are_set() -> None:
    known = after(NOTHING_SAID, CALENDAR)
    assert not decide(known, CALENDAR)
    assert [*decide(known, replace(CALENDAR, exams=()))] == [ExamsSet(exams=())]
    nothing = replace(CALENDAR, terms=(), closures=(), exams=())
    assert not decide(NOTHING_SAID, nothing)


def test_what_holds_between_terms_stays() -> None:
    without = TermsSet(terms=(), support_in_holidays=HolidaySupport.NONE)
    [terms, *_] = decide(evolve(NOTHING_SAID, without), CALENDAR)
    assert terms == TermsSet(terms=(AUTUMN,), support_in_holidays=HolidaySupport.NONE)


def test_nothing_is_set_where_any_part_is_wrong_and_all_of_it_is_named() -> None:
    backwards = replace(MOCKS, until_on=date(2026, 8, 1))
    nameless = replace(AUTUMN, name=" ")
    wrong = replace(CALENDAR, terms=(nameless,), exams=(backwards,))
    with pytest.raises(Invalid) as refusal:
        decide(NOTHING_SAID, wrong)
    assert set(refusal.value.errors) == {"terms.0.name", "exams.0.until_on"}
