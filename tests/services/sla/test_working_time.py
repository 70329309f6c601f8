"""Does working time agree with the wall clock of the place, in every week of a year?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.values import DayHours, Interval, Weekday, WorkingHours
from services.sla.standard import HOURS
from services.sla.working_time import Hours
from tests.services.sla.calendars import (
    CHANGES,
    DAY,
    LAST,
    MINUTE,
    ROUND_THE_CLOCK,
    Oracle,
    utc_midnight,
    working_hours,
)
from tests.support.scenario import at

HOUR = timedelta(hours=1)
DESK = Hours(HOURS)
ALWAYS = Hours(ROUND_THE_CLOCK)
TRIED_DAYS = 6


def hours_of(*intervals: tuple[int, int], days: str = "mon tue wed thu fri") -> Hours:
    """London hours, the same on each of the days; 24 closes at midnight."""
    parts = tuple(
        Interval(opens=time(opens), closes=time(closes % 24))
        for opens, closes in intervals
    )
    week = tuple(DayHours(day=Weekday(day), intervals=parts) for day in days.split())
    return Hours(WorkingHours(timezone="Europe/London", days=week))


HOURS_OF_SUNDAY = WorkingHours(
    timezone="Europe/London",
    days=(
        DayHours(
            day=Weekday.SUNDAY, intervals=(Interval(opens=time(8), closes=time(13)),)
        ),
    ),
)


def test_time_runs_while_the_place_is_open() -> None:
    assert DESK.add(at("mon 09:00"), 2 * HOUR) == at("mon 11:00")
    assert DESK.between(at("mon 09:00"), at("mon 11:00")) == 2 * HOUR


def test_time_stands_still_over_night_and_over_the_weekend() -> None:
    assert DESK.add(at("fri 16:00"), 4 * HOUR) == at("next mon 11:00")
    assert DESK.between(at("fri 16:00"), at("next mon 11:00")) == 4 * HOUR


def test_time_stands_still_on_a_closed_day() -> None:
    closed = Hours(HOURS, {date(2026, 6, 9)})
    assert closed.add(at("mon 16:00"), 2 * HOUR) == at("wed 09:00")
    assert closed.between(at("mon 08:00"), at("wed 08:00")) == 9 * HOUR


def test_time_stands_still_over_lunch() -> None:
    split = hours_of((8, 12), (13, 17))
    assert split.add(at("mon 11:30"), HOUR) == at("mon 13:30")
    assert split.between(at("mon 11:30"), at("mon 13:30")) == HOUR


def test_what_is_used_up_at_closing_time_is_due_then_and_not_next_morning() -> None:
    assert DESK.add(at("fri 16:00"), HOUR) == at("fri 17:00")


def test_nothing_is_used_up_at_once_even_when_the_place_is_closed() -> None:
    assert DESK.add(at("sat 12:00"), timedelta(0)) == at("sat 12:00")


def test_no_time_lies_between_a_moment_and_an_earlier_one() -> None:
    assert DESK.between(at("tue 10:00"), at("mon 10:00")) == timedelta(0)
    assert DESK.between(at("mon 11:00"), at("mon 10:00")) == timedelta(0)


def test_moments_come_back_as_utc() -> None:
    assert DESK.add(at("mon 09:00"), HOUR).tzinfo is UTC


def test_an_interval_that_closes_at_midnight_lasts_to_the_end_of_the_day() -> None:
    late = hours_of((22, 24))
    assert late.between(at("mon 00:00"), at("tue 00:00")) == 2 * HOUR


def test_a_day_on_which_clocks_go_forward_has_23_hours() -> None:
    midnight = datetime(2026, 3, 29, tzinfo=UTC)
    assert ALWAYS.between(midnight, midnight + 23 * HOUR) == 23 * HOUR
    assert ALWAYS.add(midnight, 24 * HOUR) == midnight + 24 * HOUR
    only_sunday = hours_of((0, 24), days="sun")
    assert only_sunday.between(midnight - DAY, midnight + 2 * DAY) == 23 * HOUR


def test_a_day_on_which_clocks_go_back_has_25_hours() -> None:
    midnight = datetime(2026, 10, 25, tzinfo=UTC)
    only_sunday = hours_of((0, 24), days="sun")
    assert only_sunday.between(midnight - DAY, midnight + 2 * DAY) == 25 * HOUR


def test_an_hour_that_is_skipped_is_not_worked_and_one_that_repeats_is_twice() -> None:
    night = hours_of((1, 2), days="sun")
    spring, autumn = utc_midnight(date(2026, 3, 29)), utc_midnight(date(2026, 10, 25))
    assert night.between(spring, spring + DAY) == timedelta(0)
    assert night.between(autumn, autumn + DAY) == 2 * HOUR


def test_working_hours_follow_the_wall_clock_into_summer_time() -> None:
    friday = datetime(2026, 3, 27, 16, 0, tzinfo=UTC)  # 16:00, still GMT
    assert DESK.add(friday, 2 * HOUR) == datetime(2026, 3, 30, 8, 0, tzinfo=UTC)


def test_a_week_says_how_much_working_time_it_has() -> None:
    assert DESK.in_a_week == 45 * HOUR
    assert ALWAYS.in_a_week == 168 * HOUR


@pytest.mark.parametrize("zone", ["", "Europe", "Mars/Base", "../London", "x" * 300])
def test_an_unknown_time_zone_is_an_error(zone: str) -> None:
    with pytest.raises(ValueError, match="no time zone named"):
        Hours(replace(HOURS, timezone=zone))


@pytest.mark.parametrize(
    ("intervals", "said"),
    [
        (((17, 9),), "mon 17:00-09:00 end before they begin"),
        (((9, 9),), "mon 09:00-09:00 end before they begin"),
        (((9, 13), (12, 17)), "mon 12:00-17:00 begin before the last ones end"),
        (((13, 17), (9, 12)), "mon 09:00-12:00 begin before the last ones end"),
        ((), "no working hours at all"),
    ],
)
def test_hours_that_make_no_sense_are_an_error(
    intervals: tuple[tuple[int, int], ...], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        hours_of(*intervals, days="mon")


def test_a_week_without_days_and_a_day_given_twice_are_errors() -> None:
    with pytest.raises(ValueError, match="no working hours at all"):
        Hours(WorkingHours(timezone="Europe/London", days=()))
    with pytest.raises(ValueError, match="hours of mon are given twice"):
        hours_of((9, 12), days="mon mon")


@dataclass(frozen=True)
class Tried:
    """A random calendar around a change of clocks, and moments in order."""

    week: WorkingHours
    closed: frozenset[date]
    start: datetime
    moments: list[datetime]


@st.composite
def tried(draw: st.DrawFn) -> Tried:
    zone, change = draw(st.sampled_from(CHANGES))
    start = utc_midnight(change - 2 * DAY)
    offsets = st.integers(0, TRIED_DAYS * LAST - 1)
    near = st.integers(2 * LAST - 600, 3 * LAST + 600)
    moments = draw(st.lists(offsets | near, min_size=3, max_size=3))
    closed = draw(st.frozensets(st.integers(-1, TRIED_DAYS), max_size=3))
    days = frozenset(start.date() + number * DAY for number in closed)
    week = draw(working_hours(zone))
    spoken = sorted(start + number * MINUTE for number in moments)
    return Tried(week, days, start, spoken)


AMOUNTS = st.integers(0, 3 * LAST).map(lambda minutes: minutes * MINUTE)


@given(tried(), AMOUNTS)
@settings(deadline=None, max_examples=150)
def test_it_agrees_with_looking_at_every_minute(case: Tried, amount: timedelta) -> None:
    hours = Hours(case.week, case.closed)
    oracle = Oracle(case.week, case.closed, case.start, TRIED_DAYS)
    first, second, third = case.moments
    for start, end in ((first, second), (second, third), (first, third)):
        assert hours.between(start, end) == oracle.between(start, end)
    expected = oracle.add(first, amount)
    if expected is not None:
        assert hours.add(first, amount) == expected


@given(tried(), AMOUNTS, AMOUNTS)
@settings(deadline=None, max_examples=100)
def test_add_and_between_are_an_algebra(
    case: Tried, some: timedelta, more: timedelta
) -> None:
    hours = Hours(case.week, case.closed)
    first, second, third = case.moments
    due = hours.add(first, some)
    assert hours.between(first, due) == some
    assert hours.add(due, more) == hours.add(first, some + more)
    assert hours.add(first, hours.between(first, second)) <= second
    assert due <= hours.add(second, some)
    parts = hours.between(first, second) + hours.between(second, third)
    assert parts == hours.between(first, third)


class MidnightRules(Hours):
    """Sabotage: keeps all day the distance to UTC that midnight has."""

    def _offsets(
        self, begins: datetime, ends: datetime
    ) -> Iterator[tuple[datetime, datetime, timedelta]]:
        yield begins, ends, self._offset(begins)


@pytest.mark.parametrize("change", [date(2026, 3, 29), date(2026, 10, 25)])
def test_twin_taking_a_day_to_keep_one_distance_to_utc_is_found_out(
    change: date,
) -> None:
    start = utc_midnight(change)
    oracle = Oracle(HOURS_OF_SUNDAY, frozenset(), start, 1)
    expected = oracle.between(start, start + 12 * HOUR)
    assert Hours(HOURS_OF_SUNDAY).between(start, start + 12 * HOUR) == expected
    assert MidnightRules(HOURS_OF_SUNDAY).between(start, start + 12 * HOUR) != expected
