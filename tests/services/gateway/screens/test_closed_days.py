"""Is it said in words on which of the coming days no promise counts?"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from contracts.directory import SchoolView
from contracts.sla import ClosedDay
from contracts.sla_promises import WhyClosed
from contracts.values import Closure, ClosureKind, Term
from services.gateway.screens.closed_days import spoken, stretches, today_of, told
from tests.support.cast import ASHGROVE, ASHGROVE_NAME
from tests.support.scenario import at

BANK_HOLIDAY, CLOSURE, SCHOOL_HOLIDAY = WhyClosed
CHRISTMAS = date(2026, 12, 25)


def closed(day: int, why: WhyClosed) -> ClosedDay:
    return ClosedDay(on=date(2026, 12, day), because=why)


def test_closed_days_in_a_row_are_said_together_with_each_reason_once() -> None:
    days = [
        closed(24, SCHOOL_HOLIDAY),
        closed(25, BANK_HOLIDAY),
        closed(26, SCHOOL_HOLIDAY),
        closed(30, BANK_HOLIDAY),
    ]
    first, second = stretches(reversed(days), (), date(2026, 12, 1))
    assert first.days == "Thursday 24/12/2026 to Saturday 26/12/2026"
    assert first.why == ("school holiday", "bank holiday")
    assert (second.days, second.why) == ("Wednesday 30/12/2026", ("bank holiday",))


def test_a_closure_is_said_in_the_words_of_the_school() -> None:
    snow = Closure(
        from_on=date(2026, 12, 10),
        until_on=date(2026, 12, 11),
        kind=ClosureKind.EMERGENCY,
        reason="Snow",
    )
    [one] = stretches([closed(11, CLOSURE)], (snow,), date(2026, 12, 1))
    assert one.why == ("Snow",)
    [unknown] = stretches([closed(11, CLOSURE)], (), date(2026, 12, 1))
    assert unknown.why == ("closure",)


def test_what_is_over_is_not_said_and_today_is() -> None:
    days = [closed(24, SCHOOL_HOLIDAY), closed(25, BANK_HOLIDAY)]
    [today] = stretches(days, (), CHRISTMAS)
    assert (today.first, today.last) == (CHRISTMAS, CHRISTMAS)


def school(*closures: Closure) -> SchoolView:
    """Ashgrove, between an autumn and a spring term."""
    terms = tuple(
        Term(name=name, from_on=from_on, until_on=until_on)
        for name, from_on, until_on in (
            ("Autumn term", date(2026, 9, 1), date(2026, 12, 18)),
            ("Spring term", date(2027, 1, 4), date(2027, 3, 25)),
        )
    )
    return SchoolView(
        school_id=ASHGROVE,
        name=ASHGROVE_NAME,
        urn=None,
        added_at=at("mon 09:00"),
        version=1,
        hours=None,
        terms=terms,
        closures=closures,
    )


def test_a_school_is_told_what_is_next_in_plain_words() -> None:
    closed_days = [closed(24, SCHOOL_HOLIDAY), closed(25, BANK_HOLIDAY)]
    today = date(2026, 12, 1)
    assert [*told(stretches(closed_days, (), today), school(), today)] == [
        "The help desk is closed from Thursday 24/12/2026 to Friday 25/12/2026"
        " (school holiday).",
        "Autumn term ends on Friday 18/12/2026.",
    ]
    today = date(2026, 12, 24)
    assert [*told(stretches(closed_days, (), today), school(), today)] == [
        "The help desk is closed up to and including Friday 25/12/2026"
        " (school holiday, bank holiday).",
        "Spring term begins on Monday 04/01/2027.",
    ]
    today = CHRISTMAS
    assert next(told(stretches(closed_days, (), today), school(), today)) == (
        "The help desk is closed today (bank holiday)."
    )


def test_a_school_is_told_of_inset_and_of_nothing_that_is_far_away() -> None:
    inset = Closure(
        from_on=date(2027, 1, 4),
        until_on=date(2027, 1, 4),
        kind=ClosureKind.INSET,
        reason="Reading",
    )
    polling_day = replace(inset, kind=ClosureKind.PLANNED)
    today = date(2026, 12, 1)
    far = stretches([closed(25, BANK_HOLIDAY)], (), date(2026, 10, 1))
    october = date(2026, 10, 1)
    assert [*told(far, school(inset), october)] == [
        "Autumn term ends on Friday 18/12/2026."
    ]
    assert "INSET: Monday 04/01/2027. The help desk is open for staff." in [
        *told([], school(polling_day, inset), today)
    ]
    assert [*told([], replace(school(), terms=()), today)] == []
    holiday = stretches([ClosedDay(on=inset.from_on, because=BANK_HOLIDAY)], (), today)
    assert "INSET: Monday 04/01/2027." in [*told(holiday, school(inset), today)]


def test_today_is_the_day_in_london() -> None:
    assert today_of(datetime(2026, 6, 8, 23, 30, tzinfo=UTC)) == date(2026, 6, 9)


def test_a_day_is_said_with_its_weekday() -> None:
    assert spoken(CHRISTMAS, CHRISTMAS) == "Friday 25/12/2026"
