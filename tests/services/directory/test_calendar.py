"""Are terms and closures that no school can have found, each by its field?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.calendar import SetClosures, SetExams, SetInspections, SetTerms
from contracts.refusals import Invalid
from contracts.values import (
    Closure,
    ClosureKind,
    ExamPeriod,
    HolidaySupport,
    Inspection,
    Term,
)
from services.directory.calendar import closures, exams, inspections, terms
from tests.support.cast import ASHGROVE

DAY = timedelta(days=1)


def term(days: str, half_term: str = "", name: str = "Term") -> Term:
    """`term("2026-09-01 2026-12-18")`; a day of the half term may be `-`."""
    from_on, until_on = (date.fromisoformat(day) for day in days.split())
    begins, ends = (
        None if day == "-" else date.fromisoformat(day)
        for day in (half_term or "- -").split()
    )
    return Term(
        name=name,
        from_on=from_on,
        until_on=until_on,
        half_term_from=begins,
        half_term_until=ends,
    )


def closure(days: str, reason: str = "Snow") -> Closure:
    from_on, until_on = (date.fromisoformat(day) for day in days.split())
    kind = ClosureKind.EMERGENCY
    return Closure(from_on=from_on, until_on=until_on, kind=kind, reason=reason)


AUTUMN = term("2026-09-01 2026-12-18", "2026-10-26 2026-10-30", "Autumn term")
SPRING = term("2027-01-04 2027-03-25", "2027-02-15 2027-02-19", "Spring term")


def wrong_terms(*told: Term) -> dict[str, list[str]]:
    with pytest.raises(Invalid) as refusal:
        terms(SetTerms(school_id=ASHGROVE, terms=told))
    return refusal.value.errors


def wrong_closures(*told: Closure) -> dict[str, list[str]]:
    with pytest.raises(Invalid) as refusal:
        closures(SetClosures(school_id=ASHGROVE, closures=told))
    return refusal.value.errors


def period(days: str, name: str = "GCSE") -> ExamPeriod:
    from_on, until_on = (date.fromisoformat(day) for day in days.split())
    return ExamPeriod(name=name, from_on=from_on, until_on=until_on)


def test_exams_are_kept_in_order_and_may_overlap() -> None:
    gcse = period("2027-05-10 2027-06-25", " GCSE ")
    maths = period("2027-05-10 2027-05-10", "GCSE maths")
    mocks = period("2027-01-11 2027-01-22", "Mocks")
    kept = exams(SetExams(school_id=ASHGROVE, exams=(gcse, maths, mocks)))
    assert [one.name for one in kept.exams] == ["Mocks", "GCSE", "GCSE maths"]


@pytest.mark.parametrize(
    ("told", "field", "said"),
    [
        (period("2027-05-10 2027-05-09"), "until_on", "end before it begins"),
        (period("2027-05-10 2028-06-25"), "until_on", "longer than a year"),
        (period("2027-05-10 2027-06-25", " "), "name", "blank"),
        (period("2027-05-01 2027-05-30", "gcse "), "name", "named already"),
    ],
)
def test_exams_that_cannot_be_are_named_by_their_field(
    told: ExamPeriod, field: str, said: str
) -> None:
    before = period("2027-05-01 2027-05-02")
    with pytest.raises(Invalid) as refusal:
        exams(SetExams(school_id=ASHGROVE, exams=(before, told)))
    [(name, [message])] = refusal.value.errors.items()
    assert name == f"exams.1.{field}"
    assert said in message


def test_terms_are_kept_in_order_and_named_without_stray_blanks() -> None:
    padded = term("2027-01-04 2027-03-25", "2027-02-15 2027-02-19", " Spring term ")
    kept = terms(SetTerms(school_id=ASHGROVE, terms=(padded, AUTUMN)))
    assert kept.terms == (AUTUMN, SPRING)
    assert kept.support_in_holidays is HolidaySupport.SAME_HOURS


def test_a_school_may_have_no_terms_and_no_closures() -> None:
    nothing = SetTerms(
        school_id=ASHGROVE, terms=(), support_in_holidays=HolidaySupport.NONE
    )
    assert terms(nothing).support_in_holidays is HolidaySupport.NONE
    assert closures(SetClosures(school_id=ASHGROVE, closures=())).closures == ()


@pytest.mark.parametrize(
    ("told", "field", "said"),
    [
        (term("2026-12-18 2026-09-01"), "until_on", "end before it begins"),
        (term("2026-09-01 2027-09-02"), "until_on", "longer than a year"),
        (term("2026-09-01 2026-12-18", name="  "), "name", "blank"),
        (
            term("2026-09-01 2026-12-18", "2026-10-26 -"),
            "half_term_until",
            "when half term ends",
        ),
        (
            term("2026-09-01 2026-12-18", "- 2026-10-30"),
            "half_term_from",
            "when half term begins",
        ),
        (
            term("2026-09-01 2026-12-18", "2026-10-30 2026-10-26"),
            "half_term_until",
            "end before it begins",
        ),
        (
            term("2026-09-01 2026-12-18", "2026-10-01 2026-11-01"),
            "half_term_until",
            "no longer than a month",
        ),
        (
            term("2026-09-01 2026-12-18", "2026-12-16 2026-12-19"),
            "half_term_from",
            "within its term",
        ),
        (
            term("2026-09-01 2026-12-18", "2026-08-31 2026-09-04"),
            "half_term_from",
            "within its term",
        ),
    ],
)
def test_a_term_that_cannot_be_is_named_by_its_field(
    told: Term, field: str, said: str
) -> None:
    errors = wrong_terms(told)
    assert set(errors) == {f"terms.0.{field}"}
    assert said in errors[f"terms.0.{field}"][0]


def test_terms_that_overlap_are_named_wherever_they_stand() -> None:
    early = term("2026-12-18 2027-01-03", name="Winter term")
    assert wrong_terms(early, AUTUMN) == {
        "terms.0.from_on": ["It must begin after the term before ends."]
    }
    within = term("2026-10-01 2026-10-02", name="Within")
    assert set(wrong_terms(AUTUMN, within, SPRING)) == {"terms.1.from_on"}


def test_a_term_that_ends_a_long_time_before_the_next_has_one_missing() -> None:
    summer = term("2027-07-05 2027-07-20", name="Summer term")
    assert wrong_terms(AUTUMN, summer) == {
        "terms.1.from_on": [
            "The term before ends more than 100 days earlier: is one missing?"
        ]
    }


def test_no_two_terms_have_one_name() -> None:
    again = term("2027-01-04 2027-03-25", name="autumn TERM ")
    assert wrong_terms(AUTUMN, again) == {
        "terms.1.name": ["Another term has this name."]
    }


def test_closures_are_kept_in_order() -> None:
    snow, strike = (
        closure("2027-01-12 2027-01-13", " Snow "),
        closure("2026-11-02 2026-11-02", "Strike"),
    )
    kept = closures(SetClosures(school_id=ASHGROVE, closures=(snow, strike)))
    assert [one.reason for one in kept.closures] == ["Strike", "Snow"]


@pytest.mark.parametrize(
    ("told", "field", "said"),
    [
        (closure("2027-01-13 2027-01-12"), "until_on", "end before it begins"),
        (closure("2027-01-01 2028-01-02"), "until_on", "longer than a year"),
        (closure("2027-01-12 2027-01-12", " "), "reason", "blank"),
    ],
)
def test_a_closure_that_cannot_be_is_named_by_its_field(
    told: Closure, field: str, said: str
) -> None:
    errors = wrong_closures(closure("2026-11-02 2026-11-02"), told)
    assert set(errors) == {f"closures.1.{field}"}
    assert said in errors[f"closures.1.{field}"][0]


def test_a_closure_of_one_year_is_the_longest() -> None:
    a_year = closure("2027-01-01 2028-01-01")
    assert closures(SetClosures(school_id=ASHGROVE, closures=(a_year,))).closures


def test_no_day_is_closed_twice() -> None:
    snow = closure("2027-01-12 2027-01-13")
    assert wrong_closures(snow, snow) == {
        "closures.1.from_on": ["Another closure has this day already."]
    }
    assert set(wrong_closures(closure("2027-01-13 2027-01-14"), snow)) == {
        "closures.0.from_on"
    }


def test_every_mistake_is_named_at_once() -> None:
    backwards = term("2026-12-18 2026-09-01", "2026-10-26 -", " ")
    assert set(wrong_terms(backwards, AUTUMN, SPRING, SPRING)) == {
        "terms.0.name",
        "terms.0.until_on",
        "terms.0.half_term_until",
        "terms.3.name",
        "terms.3.from_on",
    }


SOON = st.integers(0, 60).map(lambda days: date(2026, 9, 1) + days * DAY)
STRETCHES = st.lists(st.tuples(SOON, SOON), max_size=5)


@given(STRETCHES)
def test_what_is_kept_has_every_day_at_most_once(
    stretches: list[tuple[date, date]],
) -> None:
    """Told day by day: kept exactly where no stretch is backwards and none meet."""
    days = [
        {first + n * DAY for n in range((last - first).days + 1)}
        for first, last in stretches
    ]
    fits = all(days) and len(set().union(*days)) == sum(map(len, days))
    told = tuple(
        Closure(from_on=a, until_on=b, kind=ClosureKind.PLANNED, reason="Shut")
        for a, b in stretches
    )
    assert _kept(lambda: closures(SetClosures(school_id=ASHGROVE, closures=told))) is (
        fits
    )
    named = tuple(
        Term(name=f"Term {n}", from_on=a, until_on=b)
        for n, (a, b) in enumerate(stretches)
    )
    assert _kept(lambda: terms(SetTerms(school_id=ASHGROVE, terms=named))) is fits


def _kept(tell: Callable[[], object]) -> bool:
    try:
        tell()
    except Invalid:
        return False
    return True


def inspection(days: str, name: str = "Ofsted") -> Inspection:
    from_on, until_on = (date.fromisoformat(day) for day in days.split())
    return Inspection(from_on=from_on, until_on=until_on, name=name)


def inspected(*told: Inspection) -> tuple[Inspection, ...]:
    kept = inspections(SetInspections(school_id=ASHGROVE, inspections=told))
    return kept.inspections


def test_inspections_are_kept_in_order() -> None:
    later = inspection("2026-12-01 2026-12-01", " Return visit ")
    first = inspection("2026-11-24 2026-11-25")
    assert [one.name for one in inspected(later, first)] == ["Ofsted", "Return visit"]


@pytest.mark.parametrize(
    ("told", "field", "said"),
    [
        (inspection("2026-11-26 2026-11-25"), "until_on", "end before it begins"),
        (inspection("2027-01-01 2028-01-02"), "until_on", "longer than a year"),
        (inspection("2026-11-26 2026-11-26", " "), "name", "blank"),
        (inspection("2026-11-25 2026-11-26"), "from_on", "has this day already"),
    ],
)
def test_an_inspection_that_cannot_be_is_named_by_its_field(
    told: Inspection, field: str, said: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        inspected(inspection("2026-11-24 2026-11-25"), told)
    errors = refusal.value.errors
    assert set(errors) == {f"inspections.1.{field}"}
    assert said in errors[f"inspections.1.{field}"][0]
