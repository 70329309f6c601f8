"""What may be promised to a school, and what is a promise that nobody can keep?"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from contracts.sla import AgreementSigned, SignAgreement
from contracts.sla_promises import ClosedDays, Promise, WhyClosed
from contracts.values import (
    DayHours,
    Interval,
    Priority,
    Target,
    Weekday,
    WorkingHours,
)
from services.sla.agreement import agreement_from
from services.sla.kinds import ANY
from services.sla.signing import AGREEMENT
from tests.services.sla.stories import (
    NEXT_UPDATE,
    NINE_TO_FIVE,
    P1,
    P2,
    P3,
    P4,
    P5,
    RESOLUTION,
    RESPONSE,
    SIGNED,
    hours,
    promise,
)
from tests.support.cast import ASHGROVE
from tests.support.scenario import Scenario, at

agreement = Scenario(AGREEMENT)

SIGN = SignAgreement(
    school_id=ASHGROVE,
    effective_from=SIGNED.effective_from,
    hours=SIGNED.hours,
    closed=SIGNED.closed,
    inset=(),
    promised=SIGNED.promised,
    replaces_hours=True,
    replaces_closed=tuple(WhyClosed),
)
STANDARD = replace(SIGN, replaces_hours=False, replaces_closed=())
TEN_TO_FIVE = replace(
    NINE_TO_FIVE,
    days=tuple(
        replace(day, intervals=(Interval(opens=time(10), closes=time(17)),))
        for day in NINE_TO_FIVE.days
    ),
)
CHRISTMAS, NEW_YEAR = date(2026, 12, 25), date(2027, 1, 1)
BANK_HOLIDAYS = ClosedDays(because=WhyClosed.BANK_HOLIDAY, days=(CHRISTMAS,))
SNOW = ClosedDays(because=WhyClosed.CLOSURE, days=(date(2027, 1, 12),))
HALF_TERM = ClosedDays(because=WhyClosed.SCHOOL_HOLIDAY, days=(date(2027, 2, 15),))
ALL = SIGNED.promised.promises
REST = ALL[1:]


def test_the_first_agreement_is_version_one() -> None:
    agreement.given().when(STANDARD).then(SIGNED)
    agreement.given().when(SIGN).then(SIGNED)


def test_a_standard_agreement_never_replaces_one_that_stands() -> None:
    other = replace(STANDARD, hours=TEN_TO_FIVE, closed=(SNOW,))
    agreement.given(SIGNED).when(other).then_nothing()


def test_another_agreement_is_the_next_version() -> None:
    later = replace(SIGN, hours=TEN_TO_FIVE, effective_from=at("tue 00:00"))
    agreement.given(SIGNED).when(later).then(
        replace(
            SIGNED,
            agreement_version=2,
            hours=TEN_TO_FIVE,
            effective_from=at("tue 00:00"),
        )
    )


def test_what_a_part_replaces_leaves_the_other_parts_as_they_stand() -> None:
    """Hours, then closures, then holidays, each told with the standard of the rest."""
    inset = date(2027, 2, 15)
    told = (
        replace(STANDARD, hours=TEN_TO_FIVE, replaces_hours=True),
        replace(
            STANDARD,
            closed=(BANK_HOLIDAYS, SNOW),
            inset=(inset,),
            replaces_closed=(WhyClosed.CLOSURE,),
        ),
        replace(
            STANDARD,
            closed=(HALF_TERM,),
            replaces_closed=(WhyClosed.SCHOOL_HOLIDAY,),
        ),
    )
    past = agreement.given(SIGNED)
    for number, command in enumerate(told):
        past = past.when(command).and_then()
        assert past.state.version == number + 2
    assert past.state.standing == replace(
        SIGNED,
        agreement_version=4,
        hours=TEN_TO_FIVE,
        closed=(BANK_HOLIDAYS, SNOW, HALF_TERM),
        inset=(inset,),
    )
    without = replace(STANDARD, closed=(), replaces_closed=(WhyClosed.CLOSURE,))
    left = past.when(without).and_then().state.standing
    assert (left.closed, left.inset) == ((BANK_HOLIDAYS, HALF_TERM), ())


def test_a_bank_holiday_in_the_holidays_stays_closed_when_there_are_none() -> None:
    holiday = replace(BANK_HOLIDAYS, because=WhyClosed.SCHOOL_HOLIDAY)
    of_terms = replace(STANDARD, replaces_closed=(WhyClosed.SCHOOL_HOLIDAY,))
    past = agreement.given(SIGNED).when(replace(of_terms, closed=(holiday,)))
    both = past.and_then()
    assert both.state.standing.closed == (BANK_HOLIDAYS, holiday)
    one = both.when(replace(of_terms, closed=())).and_then()
    assert one.state.standing.closed == (BANK_HOLIDAYS,)


def test_an_inset_day_in_the_holidays_is_worked_and_a_bank_holiday_is_not() -> None:
    both_days = (CHRISTMAS, *HALF_TERM.days)
    signed = replace(SIGNED, closed=(BANK_HOLIDAYS, HALF_TERM), inset=both_days)
    worked = agreement_from(signed).of(ANY).hours[P1]
    for day, counted in zip(both_days, (0, 8), strict=True):
        midnight = datetime.combine(day, time(), UTC)
        until = midnight + timedelta(days=1)
        assert worked.between(midnight, until) == hours(counted)


def test_the_same_terms_are_not_signed_twice() -> None:
    later = replace(SIGN, effective_from=at("tue 00:00"))
    agreement.given(SIGNED).when(later).then_nothing()


def test_closed_days_are_recorded_in_order_and_once() -> None:
    muddled = replace(BANK_HOLIDAYS, days=(NEW_YEAR, CHRISTMAS, NEW_YEAR))
    unordered = replace(SIGN, closed=(SNOW, muddled, BANK_HOLIDAYS))
    holidays = replace(BANK_HOLIDAYS, days=(CHRISTMAS, NEW_YEAR))
    agreement.given().when(unordered).then(replace(SIGNED, closed=(holidays, SNOW)))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"hours": WorkingHours(timezone="Mars/Base", days=())}, "no time zone named"),
        ({"hours": replace(NINE_TO_FIVE, days=())}, "no working hours at all"),
    ],
)
def test_nonsense_is_refused(changes: dict[str, object], said: str) -> None:
    command = replace(SIGN, **changes)  # type: ignore[arg-type]  # one field at a time
    agreement.given().when(command).then_refused(said)


def promising(*promises: Promise) -> SignAgreement:
    return replace(SIGN, promised=replace(SIGN.promised, promises=promises))


def promising_in(*promises: Promise) -> AgreementSigned:
    return replace(SIGNED, promised=replace(SIGNED.promised, promises=promises))


@pytest.mark.parametrize("number", [1, 4, 9])
def test_any_number_of_priorities_is_promised_from_p1_on(number: int) -> None:
    promises = tuple(promise(one, 1, 1, 4) for one in tuple(Priority)[:number])
    agreement.given().when(promising(*promises)).then(promising_in(*promises))


def test_a_priority_that_is_not_named_promises_nothing() -> None:
    agreed = agreement_from(promising_in(*ALL))
    applied = agreed.of(ANY)
    assert all(applied.allowed(P5, target) is None for target in Target)
    assert applied.hours[P5].between(at("mon 00:00"), at("tue 00:00")) == hours(8)


@pytest.mark.parametrize(
    ("promises", "said"),
    [
        ((), "one promise for p1"),
        (REST, "one promise for p1"),
        ((ALL[0], *ALL[2:]), "one promise for p2"),
        ((*ALL, promise(P4, 1, 1, 1)), "one promise for p4"),
        ((promise(P1, 0, 1, 4), *REST), "p1 response must allow some time"),
        ((promise(P1, 1, -1, 4), *REST), "p1 next_update must allow some time"),
        ((promise(P1, 1, 1, 40 * 521), *REST), "would take more than 520 weeks"),
    ],
)
def test_promises_that_nobody_can_keep_are_refused(
    promises: tuple[Promise, ...], said: str
) -> None:
    agreement.given().when(promising(*promises)).then_refused(said)


@pytest.mark.parametrize(
    ("spans", "said"),
    [
        ([(17, 9)], "mon 17:00-09:00 end before they begin"),
        ([(9, 13), (12, 17)], "mon 12:00-17:00 begin before the last ones end"),
    ],
)
def test_hours_that_make_no_sense_are_refused(
    spans: list[tuple[int, int]], said: str
) -> None:
    intervals = tuple(Interval(opens=time(a), closes=time(b)) for a, b in spans)
    days = (DayHours(day=Weekday.MONDAY, intervals=intervals),)
    command = replace(SIGN, hours=replace(NINE_TO_FIVE, days=days))
    agreement.given().when(command).then_refused(said)


def test_ten_years_of_a_promise_are_the_most() -> None:
    signing = promising(promise(P1, 1, 1, 40 * 520), *REST)
    agreement.given().when(signing).then(replace(SIGNED, promised=signing.promised))


def test_each_target_of_each_priority_has_its_time() -> None:
    assert agreement_from(SIGNED).version == 1
    terms = agreement_from(SIGNED).of(ANY)
    assert terms.allowed(P1, RESPONSE) == hours(1)
    assert terms.allowed(P2, NEXT_UPDATE) == hours(4)
    assert terms.allowed(P3, RESOLUTION) == hours(16)


def test_a_priority_may_have_hours_of_its_own() -> None:
    longer = replace(ALL[0], hours=TEN_TO_FIVE)
    agreed = agreement_from(promising_in(longer, *REST)).of(ANY)
    tuesday = (at("tue 00:00"), at("wed 00:00"))
    assert agreed.hours[P1].between(*tuesday) == hours(7)
    assert agreed.hours[P2].between(*tuesday) == hours(8)
    christmas = datetime.combine(CHRISTMAS, time(), UTC)
    after = christmas + timedelta(days=1)
    assert agreed.hours[P1].between(christmas, after) == hours(0)


def test_a_warning_is_due_at_its_part_of_the_time() -> None:
    terms = agreement_from(SIGNED).of(ANY)
    assert terms.warned_after(hours(4)) == hours(3)
    assert terms.warned_after(timedelta(microseconds=5)) == timedelta(microseconds=3)


def test_the_same_terms_share_their_working_time() -> None:
    again: AgreementSigned = replace(SIGNED)
    assert agreement_from(again) is agreement_from(SIGNED)
