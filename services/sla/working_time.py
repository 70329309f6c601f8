"""When is a stretch of working time used up, and how much lies between two moments?"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache, partial
from typing import TypeAlias
from zoneinfo import ZoneInfo

from contracts.values import DayHours, Interval, Weekday, WorkingHours

ZERO = timedelta(0)
DAY = timedelta(days=1)
SECONDS_OF_A_DAY = range(86_400)

Span: TypeAlias = tuple[timedelta, timedelta]
Stretch: TypeAlias = tuple[datetime, datetime]


class Hours:
    """The working time of a place: open while its wall clock reads working hours.

    Moments come and go as UTC. An hour that summer time skips is not worked; one that
    comes twice is worked twice. An interval that closes at 00:00 lasts to midnight.
    ValueError, in a sentence a person can act on, for hours that make no sense.
    """

    def __init__(self, hours: WorkingHours, closed: Collection[date] = ()) -> None:
        self._zone = _zone(hours.timezone)
        self._closed = frozenset(closed)
        self._week = _week(hours.days)
        # A clock asks for the same few days again and again.
        self._open_on = lru_cache(maxsize=1_000)(self._find_open)
        self._shut_on = partial(self._find_open, closed=True)

    @property
    def in_a_week(self) -> timedelta:
        """Working time of a week without closed days."""
        return sum((c - o for day in self._week.values() for o, c in day), ZERO)

    def add(self, moment: datetime, amount: timedelta) -> datetime:
        """The earliest moment at which `amount` is used up: for none, at once."""
        moment = moment.astimezone(UTC)
        if amount <= ZERO:
            return moment
        day = moment.date()
        while True:
            for opens, closes in self._open_on(day):
                begins = max(opens, moment)
                if begins + amount <= closes:
                    return begins + amount
                amount -= max(closes - begins, ZERO)
            day += DAY

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Working time from `start` to `end`; none where the end comes first."""
        parts = (closes - opens for opens, closes in self.opened(start, end))
        return sum(parts, ZERO)

    def opened(self, start: datetime, end: datetime) -> Iterator[Stretch]:
        """The stretches from `start` to `end` in which time counts, in order."""
        return _within(start, end, self._open_on)

    def shut(self, start: datetime, end: datetime) -> Iterator[tuple[Stretch, date]]:
        """The stretches that only a closed day keeps from counting, and that day."""
        for opens, closes in _within(start, end, self._shut_on):
            yield (opens, closes), opens.astimezone(self._zone).date()

    def _find_open(self, day: date, *, closed: bool = False) -> tuple[Stretch, ...]:
        """The open stretches of a UTC day, in order, or those of closed days in it.

        By UTC days, since local days overlap where a clock is put back over midnight.
        """
        midnight = datetime.combine(day, time(), UTC)
        return tuple(
            (max(begins, opens), min(ends, closes))
            for begins, ends, offset in self._offsets(midnight, midnight + DAY)
            for opens, closes in self._read_from(
                (begins + offset).date(), offset, closed=closed
            )
            if max(begins, opens) < min(ends, closes)
        )

    def _offsets(
        self, begins: datetime, ends: datetime
    ) -> Iterator[tuple[datetime, datetime, timedelta]]:
        """The parts of a UTC day in which the local clock keeps one distance to UTC."""
        before, after = self._offset(begins), self._offset(ends)
        if before == after:
            yield begins, ends, before
            return
        seconds = bisect_left(
            SECONDS_OF_A_DAY,
            True,
            key=lambda s: self._offset(begins + timedelta(seconds=s)) != before,
        )
        change = begins + timedelta(seconds=seconds)
        yield begins, change, before
        yield change, ends, after

    def _offset(self, moment: datetime) -> timedelta:
        return moment.astimezone(self._zone).utcoffset() or ZERO

    def _read_from(
        self, first: date, offset: timedelta, *, closed: bool
    ) -> Iterator[Stretch]:
        """When a local clock reads working hours on two dates: a UTC day spans two."""
        for day in (first, first + DAY):
            if (day in self._closed) is closed:
                midnight = datetime.combine(day, time(), UTC) - offset
                for opens, closes in self._week.get(day.weekday(), ()):
                    yield midnight + opens, midnight + closes


def _within(
    start: datetime, end: datetime, on: Callable[[date], tuple[Stretch, ...]]
) -> Iterator[Stretch]:
    start, end = start.astimezone(UTC), end.astimezone(UTC)
    for number in range((end.date() - start.date()).days + 1):
        for opens, closes in on(start.date() + number * DAY):
            begins, ends = max(opens, start), min(closes, end)
            if begins < ends:
                yield begins, ends


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError(f"There is no time zone named {name!r}.") from None


def _week(days: tuple[DayHours, ...]) -> dict[int, tuple[Span, ...]]:
    week: dict[int, tuple[Span, ...]] = {}
    for day in days:
        number = list(Weekday).index(day.day)
        if number in week:
            raise ValueError(f"The hours of {day.day.value} are given twice.")
        week[number] = tuple(_spans(day))
    if not any(week.values()):
        raise ValueError("There are no working hours at all.")
    return week


def _spans(day: DayHours) -> Iterator[Span]:
    earlier = ZERO
    for interval in day.intervals:
        said = f"{day.day.value} {interval.opens:%H:%M}-{interval.closes:%H:%M}"
        opens = _since_midnight(interval.opens)
        closes = _since_midnight(interval.closes) or DAY
        if opens >= closes:
            raise ValueError(f"The hours {said} end before they begin.")
        if opens < earlier:
            raise ValueError(f"The hours {said} begin before the last ones end.")
        earlier = closes
        yield opens, closes


def _since_midnight(moment: time) -> timedelta:
    return timedelta(hours=moment.hour, minutes=moment.minute, seconds=moment.second)


EVERY_HOUR = tuple(
    DayHours(day=day, intervals=(Interval(opens=time(), closes=time()),))
    for day in Weekday
)
ALWAYS = Hours(WorkingHours(timezone="UTC", days=EVERY_HOUR))
"""Every hour of every day."""
