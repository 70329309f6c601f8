"""Are hours that no school can keep found, each by its field?"""

from __future__ import annotations

from datetime import time

import pytest

from contracts.values import DayHours, Interval, Weekday, WorkingHours
from services.directory.opening import in_order, mistakes


def between(*spans: str) -> tuple[Interval, ...]:
    """`between("09:00-12:00")`."""
    ends = [span.split("-") for span in spans]
    return tuple(
        Interval(opens=time.fromisoformat(opens), closes=time.fromisoformat(closes))
        for opens, closes in ends
    )


def on(day: Weekday, *spans: str) -> DayHours:
    return DayHours(day=day, intervals=between(*spans))


def hours(*days: DayHours, timezone: str = "Europe/London") -> WorkingHours:
    return WorkingHours(timezone=timezone, days=days)


@pytest.mark.parametrize(
    "spans",
    [
        ("08:00-18:00",),
        ("08:00-12:00", "13:00-17:00"),
        ("08:00-12:00", "12:00-17:00"),
        ("18:00-00:00",),
        ("00:00-00:00",),
    ],
)
def test_hours_in_order_are_kept(spans: tuple[str, ...]) -> None:
    assert mistakes(hours(on(Weekday.MONDAY, *spans))) == {}


@pytest.mark.parametrize(
    ("spans", "field"),
    [
        ((), "intervals"),
        (("12:00-12:00",), "intervals.0.closes"),
        (("12:00-08:00",), "intervals.0.closes"),
        (("13:00-17:00", "08:00-12:00"), "intervals.1.opens"),
        (("08:00-12:00", "11:59-17:00"), "intervals.1.opens"),
        (("08:00-00:00", "23:00-00:00"), "intervals.1.opens"),
    ],
)
def test_hours_of_a_day_out_of_order_are_named(
    spans: tuple[str, ...], field: str
) -> None:
    wrong = hours(on(Weekday.MONDAY, "08:00-18:00"), on(Weekday.TUESDAY, *spans))
    assert set(mistakes(wrong)) == {f"hours.days.1.{field}"}


def test_a_school_is_open_on_some_weekday() -> None:
    assert set(mistakes(hours())) == {"hours.days"}


def test_a_school_is_open_for_an_hour_a_week_at_least() -> None:
    assert mistakes(hours(on(Weekday.MONDAY, "09:00-10:00"))) == {}
    short = hours(on(Weekday.MONDAY, "09:00-09:30"), on(Weekday.FRIDAY, "09:00-09:29"))
    assert set(mistakes(short)) == {"hours.days"}


def test_a_weekday_is_named_once() -> None:
    monday = on(Weekday.MONDAY, "08:00-18:00")
    assert set(mistakes(hours(monday, monday))) == {"hours.days.1.day"}


@pytest.mark.parametrize("timezone", ["Europe/London", "UTC", "Pacific/Auckland"])
def test_a_time_zone_is_known_by_its_name(timezone: str) -> None:
    assert mistakes(hours(on(Weekday.MONDAY, "08:00-18:00"), timezone=timezone)) == {}


@pytest.mark.parametrize(
    "timezone",
    ["", "London", "europe/london", "Europe", "/etc/localtime", "localtime", "../UTC"],
)
def test_what_is_no_time_zone_is_named(timezone: str) -> None:
    wrong = mistakes(hours(on(Weekday.MONDAY, "08:00-18:00"), timezone=timezone))
    assert set(wrong) == {"hours.timezone"}


def test_every_mistake_is_named_at_once() -> None:
    wrong = hours(
        on(Weekday.MONDAY, "12:00-08:00", "07:00-06:00"),
        on(Weekday.MONDAY),
        timezone="Narnia",
    )
    assert set(mistakes(wrong)) == {
        "hours.timezone",
        "hours.days.0.intervals.0.closes",
        "hours.days.0.intervals.1.closes",
        "hours.days.0.intervals.1.opens",
        "hours.days.1.day",
        "hours.days.1.intervals",
    }


def test_weekdays_are_kept_monday_first() -> None:
    monday, friday = (
        on(day, "08:00-18:00") for day in (Weekday.MONDAY, Weekday.FRIDAY)
    )
    assert in_order(hours(friday, monday)) == hours(monday, friday)
