"""Does the calendar of a school close the days that somebody would who reads it?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.calendar import ClosuresSet, TermsSet
from contracts.directory import HoursSet
from contracts.sla import AgreementSigned, ClosedDay, SignAgreement
from contracts.sla_promises import WhyClosed
from contracts.values import (
    Closure,
    ClosureKind,
    HolidaySupport,
    Priority,
    Term,
    WorkingHours,
)
from services.sla.agreement import agreement_from
from services.sla.bank_holidays import bank_holidays
from services.sla.closed_days import by_reason, closed, each_once, school_holidays
from services.sla.kinds import ANY
from services.sla.policies import react
from services.sla.signing import AGREEMENT, Agreed
from services.sla.standard import HOURS
from tests.services.sla.calendars import (
    DAY,
    ROUND_THE_CLOCK,
    Oracle,
    utc_midnight,
    working_hours,
)
from tests.services.sla.stories import SIGNED
from tests.support.scenario import at, heard

BANK_HOLIDAY, CLOSURE, SCHOOL_HOLIDAY = WhyClosed
FIRST = date(2026, 12, 14)
TRIED_DAYS = 40
"""From a week before Christmas to a while after the holidays."""

AUTUMN = Term(
    name="Autumn term",
    from_on=date(2026, 9, 1),
    until_on=date(2026, 12, 18),
    half_term_from=date(2026, 10, 26),
    half_term_until=date(2026, 10, 30),
)
SPRING = Term(name="Spring term", from_on=date(2027, 1, 4), until_on=date(2027, 3, 25))
TERMS = TermsSet(terms=(SPRING, AUTUMN), support_in_holidays=HolidaySupport.NONE)


def test_half_terms_and_the_days_between_terms_are_holidays() -> None:
    days = [*school_holidays(TERMS)]
    assert len(days) == 5 + 16
    assert {date(2026, 10, 26), date(2026, 10, 30)} <= set(days)
    assert {date(2026, 12, 19), date(2027, 1, 3)} <= set(days)


def test_nothing_is_assumed_before_the_first_term_or_after_the_last() -> None:
    days = {*school_holidays(TERMS)}
    assert not days & {AUTUMN.from_on - DAY, SPRING.until_on + DAY}


def test_holidays_that_are_worked_are_no_closed_days() -> None:
    worked = replace(TERMS, support_in_holidays=HolidaySupport.SAME_HOURS)
    assert not [*school_holidays(worked)]


def test_a_day_with_several_reasons_is_one_closed_day_with_the_first() -> None:
    christmas = date(2026, 12, 25)
    reasons = [closed(why, [christmas]) for why in reversed(WhyClosed)]
    signed = replace(SIGNED, closed=by_reason(reasons))
    assert [one.because for one in signed.closed] == [*WhyClosed]
    assert [*each_once(signed)] == [ClosedDay(on=christmas, because=BANK_HOLIDAY)]


def test_a_reason_that_closes_no_day_is_not_kept() -> None:
    assert by_reason([closed(WhyClosed.CLOSURE, [])]) == ()


@dataclass(frozen=True)
class Tried:
    """What a school says of its calendar, in some order."""

    said: list[HoursSet | TermsSet | ClosuresSet]
    hours: WorkingHours
    terms: TermsSet
    closures: ClosuresSet


@st.composite
def tried(draw: st.DrawFn) -> Tried:
    hours = draw(working_hours("Europe/London", grid=30) | st.just(ROUND_THE_CLOCK))
    support = draw(st.sampled_from(HolidaySupport))
    terms = TermsSet(terms=draw(some_terms()), support_in_holidays=support)
    closures = ClosuresSet(closures=draw(some_closures()))
    said: list[HoursSet | TermsSet | ClosuresSet] = [
        HoursSet(hours=hours),
        terms,
        closures,
    ]
    return Tried(draw(st.permutations(said)), hours, terms, closures)


@st.composite
def some_terms(draw: st.DrawFn) -> tuple[Term, ...]:
    """Up to three terms in any order, half terms within."""
    ends = st.lists(st.integers(-10, TRIED_DAYS), max_size=6, unique=True)
    days = [FIRST + number * DAY for number in sorted(draw(ends))]
    terms = []
    for first, last in zip(days[::2], days[1::2], strict=False):
        half = draw(st.none() | st.tuples(st.integers(0, 5), st.integers(0, 5)))
        begins = first + min(half) * DAY if half else None
        until = min(first + max(half) * DAY, last) if half else None
        within = begins is not None and begins <= last
        terms.append(
            Term(
                name=f"Term from {first}",
                from_on=first,
                until_on=last,
                half_term_from=begins if within else None,
                half_term_until=until if within else None,
            )
        )
    return tuple(draw(st.permutations(terms)))


@st.composite
def some_closures(draw: st.DrawFn) -> tuple[Closure, ...]:
    """Closures of one or two days each, no day twice."""
    starts = st.lists(st.integers(0, TRIED_DAYS // 2), max_size=4, unique=True)
    return tuple(
        Closure(
            from_on=FIRST + 2 * number * DAY,
            until_on=FIRST + (2 * number + draw(st.integers(0, 1))) * DAY,
            kind=draw(st.sampled_from(ClosureKind)),
            reason="Said",
        )
        for number in draw(starts)
    )


def signed_by(case: Tried) -> AgreementSigned:
    """What stands after the school has said it all, over the policies and the rules."""
    agreed = Agreed()
    for event in case.said:
        for command in react(heard(event, at("mon 09:00"))):
            assert isinstance(command, SignAgreement)
            for signed in AGREEMENT.decide(agreed, command, at("mon 09:00")):
                agreed = AGREEMENT.evolve(agreed, signed)
    assert agreed.standing is not None
    return agreed.standing


def why_closed(day: date, case: Tried) -> WhyClosed | None:
    """Why no time counts on a day, by reading the calendar as a person would."""
    if day in bank_holidays(2025, 2036):
        return BANK_HOLIDAY
    staff_are_in = False
    for closure in case.closures.closures:
        if closure.from_on <= day <= closure.until_on:
            if closure.kind is not ClosureKind.INSET:
                return CLOSURE
            staff_are_in = True
    if case.terms.support_in_holidays is HolidaySupport.SAME_HOURS or staff_are_in:
        return None
    return SCHOOL_HOLIDAY if _in_a_holiday(day, case.terms.terms) else None


def _in_a_holiday(day: date, terms: tuple[Term, ...]) -> bool:
    for term in terms:
        if term.from_on <= day <= term.until_on:
            begins, until = term.half_term_from, term.half_term_until
            return bool(begins and until and begins <= day <= until)
    over = any(term.until_on < day for term in terms)
    to_come = any(day < term.from_on for term in terms)
    return over and to_come


@given(tried())
@settings(deadline=None, max_examples=100)
def test_it_agrees_with_reading_the_calendar_day_by_day(case: Tried) -> None:
    days = [FIRST + number * DAY for number in range(TRIED_DAYS)]
    read = {day: why for day in days if (why := why_closed(day, case))}
    signed = signed_by(case)
    told = {day.on: day.because for day in each_once(signed) if day.on in days}
    assert told == read
    hours = agreement_from(signed).of(ANY).hours[Priority.P1]
    start = utc_midnight(FIRST)
    end = start + TRIED_DAYS * DAY
    oracle = Oracle(signed.hours, frozenset(read), start, TRIED_DAYS)
    assert hours.between(start, end) == oracle.between(start, end)
    amount = timedelta(hours=9)
    expected = oracle.add(start, amount)
    if expected is not None:
        assert hours.add(start, amount) == expected


@given(tried())
@settings(deadline=None, max_examples=30)
def test_in_whatever_order_it_is_said_the_same_is_promised(case: Tried) -> None:
    signed = signed_by(case)
    assert signed.hours == case.hours
    other = signed_by(replace(case, said=case.said[::-1]))
    assert replace(other, agreement_version=0) == replace(signed, agreement_version=0)


def test_a_reason_that_is_withdrawn_does_not_open_a_day_with_another() -> None:
    """Snow on the first day of half term: without the snow it is still half term."""
    snow = Closure(
        from_on=date(2026, 10, 26),
        until_on=date(2026, 10, 26),
        kind=ClosureKind.EMERGENCY,
        reason="Snow",
    )
    with_snow = ClosuresSet(closures=(snow,))
    calendar = Tried(
        [TERMS, with_snow, ClosuresSet(closures=())], HOURS, TERMS, with_snow
    )
    hours = agreement_from(signed_by(calendar)).of(ANY).hours[Priority.P1]
    midnight = datetime.combine(snow.from_on, time(), UTC)
    assert hours.between(midnight, midnight + DAY) == timedelta(0)
