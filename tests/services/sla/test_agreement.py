"""What may be promised to a school, and what is a promise that nobody can keep?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from contracts.sla import AgreementSigned, SignAgreement
from contracts.values import DayHours, Interval, Weekday, WorkingHours
from services.sla.agreement import AGREEMENT, agreement_from
from tests.services.sla.stories import (
    NEXT_UPDATE,
    NINE_TO_FIVE,
    P1,
    P2,
    P3,
    P4,
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
    promises=SIGNED.promises,
    warn_at_percent=75,
    replaces=True,
)
STANDARD = replace(SIGN, replaces=False)
REST = SIGNED.promises[1:]


def test_the_first_agreement_is_version_one() -> None:
    agreement.given().when(STANDARD).then(SIGNED)
    agreement.given().when(SIGN).then(SIGNED)


def test_a_standard_agreement_never_replaces_one_that_stands() -> None:
    other = replace(STANDARD, warn_at_percent=50)
    agreement.given(SIGNED).when(other).then_nothing()


def test_another_agreement_is_the_next_version() -> None:
    later = replace(SIGN, warn_at_percent=50, effective_from=at("tue 00:00"))
    agreement.given(SIGNED).when(later).then(
        replace(
            SIGNED,
            agreement_version=2,
            warn_at_percent=50,
            effective_from=at("tue 00:00"),
        )
    )


def test_the_same_terms_are_not_signed_twice() -> None:
    later = replace(SIGN, effective_from=at("tue 00:00"))
    agreement.given(SIGNED).when(later).then_nothing()


def test_closed_days_are_recorded_in_order_and_once() -> None:
    christmas, new_year = date(2026, 12, 25), date(2027, 1, 1)
    unordered = replace(SIGN, closed=(new_year, christmas, new_year))
    agreement.given().when(unordered).then(
        replace(SIGNED, closed=(christmas, new_year))
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"hours": WorkingHours(timezone="Mars/Base", days=())}, "no time zone named"),
        ({"hours": replace(NINE_TO_FIVE, days=())}, "no working hours at all"),
        ({"promises": REST}, "one promise for p1"),
        ({"promises": (*SIGNED.promises, promise(P4, 1, 1, 1))}, "one promise for p4"),
        ({"promises": (promise(P1, 0, 1, 4), *REST)}, "p1 response must allow some"),
        (
            {"promises": (promise(P1, 1, -1, 4), *REST)},
            "p1 next_update must allow some time",
        ),
        (
            {"promises": (promise(P1, 1, 1, 40 * 521), *REST)},
            "p1 resolution would take more than ten years",
        ),
        ({"warn_at_percent": 0}, "1 to 100 percent"),
        ({"warn_at_percent": 101}, "1 to 100 percent"),
    ],
)
def test_nonsense_is_refused(changes: dict[str, object], said: str) -> None:
    command = replace(SIGN, **changes)  # type: ignore[arg-type]  # one field at a time
    agreement.given().when(command).then_refused(said)


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
    promises = (promise(P1, 1, 1, 40 * 520), *REST)
    outcome = agreement.given().when(replace(SIGN, promises=promises))
    outcome.then(replace(SIGNED, promises=promises))


def test_each_target_of_each_priority_has_its_time() -> None:
    terms = agreement_from(SIGNED)
    assert terms.version == 1
    assert terms.allowed(P1, RESPONSE) == hours(1)
    assert terms.allowed(P2, NEXT_UPDATE) == hours(4)
    assert terms.allowed(P3, RESOLUTION) == hours(16)


def test_a_warning_is_due_at_its_part_of_the_time() -> None:
    terms = agreement_from(SIGNED)
    assert terms.warned_after(hours(4)) == hours(3)
    assert terms.warned_after(timedelta(microseconds=5)) == timedelta(microseconds=3)


def test_the_same_terms_share_their_working_time() -> None:
    again: AgreementSigned = replace(SIGNED)
    assert agreement_from(again).hours is agreement_from(SIGNED).hours
