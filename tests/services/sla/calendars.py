"""Which random calendars are tried, and what is their working time, minute by minute?

The oracle here is slow and obvious: a minute is worked if the wall clock reads a
working hour when it begins, on a day that is not closed.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from contracts.values import DayHours, Interval, Weekday, WorkingHours

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
LAST = 24 * 60
WEEKDAYS = {day: number for number, day in enumerate(Weekday)}

# A zone and a day on which its clocks change: in London and Lord Howe (by half an
# hour) at night, in Santiago and Nuuk around midnight, in Kathmandu never.
CHANGES = (
    ("Europe/London", date(2026, 3, 29)),
    ("Europe/London", date(2026, 10, 25)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("America/Santiago", date(2026, 4, 5)),
    ("America/Santiago", date(2026, 9, 6)),
    ("America/Nuuk", date(2026, 3, 28)),
    ("America/Nuuk", date(2026, 10, 24)),
    ("Asia/Kathmandu", date(2026, 6, 10)),
)


def minutes_to_time(minutes: int) -> time:
    """The time so many minutes after midnight; the midnight to come is 00:00."""
    return time(*divmod(minutes % LAST, 60))


@st.composite
def intervals(draw: st.DrawFn, grid: int) -> tuple[Interval, ...]:
    """Up to three intervals of one day, in order; they may touch.

    They open and close at multiples of `grid` minutes.
    """
    times = st.integers(0, LAST // grid).map(lambda number: number * grid)
    edges = draw(st.lists(times, max_size=4, unique=True))
    spans = [*pairwise(sorted(edges))]
    kept = draw(st.lists(st.sampled_from(spans), unique=True)) if spans else []
    return tuple(
        Interval(opens=minutes_to_time(opens), closes=minutes_to_time(closes))
        for opens, closes in sorted(kept)
    )


ROUND_THE_CLOCK = WorkingHours(
    timezone="Europe/London",
    days=tuple(
        DayHours(day=day, intervals=(Interval(opens=time(0), closes=time(0)),))
        for day in Weekday
    ),
)


@st.composite
def working_hours(draw: st.DrawFn, timezone: str, grid: int = 1) -> WorkingHours:
    """Any week that has at least one open interval."""
    chosen = draw(st.lists(st.sampled_from(Weekday), min_size=3, unique=True))
    kinds = st.sampled_from([draw(intervals(grid)), draw(intervals(grid))])
    days = tuple(DayHours(day=day, intervals=draw(kinds)) for day in chosen)
    if not any(day.intervals for day in days):
        days = ROUND_THE_CLOCK.days
    return WorkingHours(timezone=timezone, days=days)


def worked_minutes(hours: WorkingHours) -> set[tuple[int, int]]:
    """Weekday and minute of the day of every minute that is worked."""
    return {
        (WEEKDAYS[day.day], minute)
        for day in hours.days
        for interval in day.intervals
        for minute in range(_minutes(interval.opens), _minutes(interval.closes) or LAST)
    }


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def open_ticks(
    hours: WorkingHours,
    closed: frozenset[date],
    start: datetime,
    ticks: int,
    tick: timedelta = MINUTE,
) -> list[bool]:
    """Whether each of these ticks from `start` on is worked: whether it begins so."""
    zone, worked = ZoneInfo(hours.timezone), worked_minutes(hours)
    moments = (start + number * tick for number in range(ticks))
    return [
        (local.weekday(), local.hour * 60 + local.minute) in worked
        and local.date() not in closed
        for local in (moment.astimezone(zone) for moment in moments)
    ]


class Oracle:
    """Working time by looking at every minute of a stretch of days."""

    def __init__(
        self, hours: WorkingHours, closed: frozenset[date], start: datetime, days: int
    ) -> None:
        self.start = start
        self.open = open_ticks(hours, closed, start, days * LAST)

    def between(self, start: datetime, end: datetime) -> timedelta:
        """The minutes between that are worked."""
        return sum(self.open[self._at(start) : self._at(end)]) * MINUTE

    def add(self, moment: datetime, amount: timedelta) -> datetime | None:
        """None where the stretch of days ends first."""
        left = amount
        for number in range(self._at(moment), len(self.open)):
            if left == timedelta(0):
                return self.start + number * MINUTE
            left -= self.open[number] * MINUTE
        return None

    def _at(self, moment: datetime) -> int:
        return (moment - self.start) // MINUTE


def utc_midnight(day: date) -> datetime:
    """The moment at which UTC reads midnight."""
    return datetime.combine(day, time(), UTC)
