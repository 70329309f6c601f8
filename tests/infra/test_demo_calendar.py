"""Is the calendar of the demo one that a school can have?"""

from __future__ import annotations

from datetime import date, timedelta

from contracts.directory import SchoolAdded
from contracts.values import ClosureKind
from infra import demo_calendar
from services.directory.domain import SCHOOL
from services.sla.bank_holidays import bank_holidays
from services.sla.closed_days import school_holidays
from tests.support.scenario import Scenario

DAY = timedelta(days=1)


def test_a_school_can_have_it_and_has_it_in_order() -> None:
    past = Scenario(SCHOOL).given(SchoolAdded(name="Ashgrove Primary", urn=None))
    for command in demo_calendar.commands():
        past = past.when(command).and_then()
    assert past.state.settings.terms.terms == demo_calendar.TERMS
    assert past.state.settings.closures.closures == demo_calendar.CLOSURES
    assert past.state.settings.exams.exams == demo_calendar.EXAMS


def test_its_year_has_the_195_days_that_schools_of_england_have_about() -> None:
    past = Scenario(SCHOOL).given(SchoolAdded(name="Ashgrove Primary", urn=None))
    for command in demo_calendar.commands():
        past = past.when(command).and_then()
    first, last = demo_calendar.TERMS[0].from_on, demo_calendar.TERMS[-1].until_on
    away = {*school_holidays(past.state.settings.terms)}
    away |= {*bank_holidays(2026, 2027)}
    days = (first + number * DAY for number in range((last - first).days + 1))
    worked = [day for day in days if day.weekday() < 5 and day not in away]
    assert len(worked) in range(188, 197)


def test_inset_days_are_days_of_term_and_not_of_the_weekend() -> None:
    insets: list[date] = [
        one.from_on for one in demo_calendar.CLOSURES if one.kind is ClosureKind.INSET
    ]
    assert len(insets) > 1
    for day in insets:
        assert day.weekday() < 5
        assert any(t.from_on <= day <= t.until_on for t in demo_calendar.TERMS)
