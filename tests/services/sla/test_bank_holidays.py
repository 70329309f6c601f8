"""Are the bank holidays those that gov.uk lists?"""

from __future__ import annotations

from datetime import date

import pytest

from services.sla.bank_holidays import Nation, bank_holidays


def days(year: int, *spoken: str) -> tuple[date, ...]:
    """Days of one year, each as month-day."""
    return tuple(date.fromisoformat(f"{year}-{day}") for day in spoken)


def test_england_in_an_ordinary_year() -> None:
    assert bank_holidays(2025, 2025) == days(
        2025, "01-01", "04-18", "04-21", "05-05", "05-26", "08-25", "12-25", "12-26"
    )


def test_a_holiday_on_a_weekend_is_listed_on_the_weekday_that_takes_its_place() -> None:
    assert bank_holidays(2026, 2026)[-2:] == days(2026, "12-25", "12-28")
    assert bank_holidays(2027, 2027)[-2:] == days(2027, "12-27", "12-28")


def test_a_year_with_holidays_that_came_only_once() -> None:
    once = days(2022, "06-02", "06-03", "09-19")
    assert set(once) < set(bank_holidays(2022, 2022))


@pytest.mark.parametrize(
    ("nation", "day", "kept"),
    [
        ("ENG", "2026-04-06", True),  # Easter Monday
        ("WLS", "2026-04-06", True),
        ("SCT", "2026-04-06", False),
        ("SCT", "2026-01-02", True),
        ("SCT", "2026-11-30", True),  # Saint Andrew's Day
        ("NIR", "2026-07-13", True),  # Battle of the Boyne, 12 July being a Sunday
        ("ENG", "2026-07-13", False),
    ],
)
def test_each_nation_keeps_its_own(nation: Nation, day: str, kept: bool) -> None:
    assert (date.fromisoformat(day) in bank_holidays(2026, 2026, nation)) is kept


def test_years_follow_each_other_in_order() -> None:
    several = bank_holidays(2025, 2027)
    assert several == tuple(sorted(set(several)))
    assert several == sum((bank_holidays(y, y) for y in (2025, 2026, 2027)), ())
