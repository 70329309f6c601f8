"""Can a school be open in these hours?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from contracts.values import DayHours, Interval, Weekday, WorkingHours

_DAY = 24 * 60
_LEAST = 60
"""Minutes a week: a promise that takes years to fall due is a slip of the keyboard."""

_ORDER = list(Weekday)


def in_order(hours: WorkingHours) -> WorkingHours:
    """The same hours, Monday first."""
    days = sorted(hours.days, key=lambda worked: _ORDER.index(worked.day))
    return replace(hours, days=tuple(days))


def mistakes(hours: WorkingHours) -> dict[str, list[str]]:
    """What is wrong with the hours, by the field that is."""
    found = {field: [mistake] for field, mistake in _mistakes(hours)}
    if not found and _worked(hours) < _LEAST:
        return {"hours.days": ["At least one hour a week is needed."]}
    return found


def _mistakes(hours: WorkingHours) -> Iterator[tuple[str, str]]:
    if hours.timezone not in _time_zones():
        yield "hours.timezone", "Not a time zone such as Europe/London."
    if not hours.days:
        yield "hours.days", "At least one weekday is needed."
    named: set[Weekday] = set()
    for index, worked in enumerate(hours.days):
        field = f"hours.days.{index}"
        if worked.day in named:
            yield f"{field}.day", "This weekday is here twice."
        named.add(worked.day)
        yield from _mistakes_of_a_day(worked, f"{field}.intervals")


def _mistakes_of_a_day(worked: DayHours, field: str) -> Iterator[tuple[str, str]]:
    if not worked.intervals:
        yield field, "At least one interval is needed, or no such day."
    closed = 0
    for index, (opens, closes) in enumerate(_minutes(worked.intervals)):
        if closes <= opens:
            yield f"{field}.{index}.closes", "It must close after it opens."
        if opens < closed:
            yield f"{field}.{index}.opens", "It must open after the one before closes."
        closed = closes


def _worked(hours: WorkingHours) -> int:
    """Minutes of a whole week."""
    days = (_minutes(worked.intervals) for worked in hours.days)
    return sum(closes - opens for day in days for opens, closes in day)


def _minutes(intervals: Sequence[Interval]) -> list[tuple[int, int]]:
    """Minutes of the day; midnight as an end is the end of the day."""
    return [
        (
            interval.opens.hour * 60 + interval.opens.minute,
            interval.closes.hour * 60 + interval.closes.minute or _DAY,
        )
        for interval in intervals
    ]


@cache
def _time_zones() -> frozenset[str]:
    """Every time zone there is, the same on every machine."""
    return frozenset(files("tzdata").joinpath("zones").read_text().split())
