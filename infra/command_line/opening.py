"""How are a school's hours and closed days written on a line, and read?

`mon-fri 08:30-12:00,13:00-16:00` are the hours of five days, with a gap for lunch.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import groupby

from contracts.values import Weekday
from infra.command_line.client import Json
from infra.command_line.options import Unclear

_DAYS = [day.value for day in Weekday]
_HOURS = re.compile(
    r"(?P<first>[a-z]{3})(?:-(?P<last>[a-z]{3}))?\s+(?P<times>[\d:,\s-]+)"
)
_INTERVAL = re.compile(r"(\d?\d:\d\d)\s*-\s*(\d?\d:\d\d)")
_LONGEST = 400
"""Days in a row that one range may close."""


def days_of(written: Iterable[str]) -> list[Json]:
    """The hours of each day that is written; a later line replaces an earlier one."""
    found: dict[str, list[Json]] = {}
    for line in written:
        match = _HOURS.fullmatch(line.strip().lower())
        first, last = (match["first"], match["last"]) if match else ("", None)
        if match is None or first not in _DAYS or (last or first) not in _DAYS:
            raise Unclear(f"{line!r} is not such as 'mon-fri 08:30-12:00,13:00-16:00'")
        begins, ends = _DAYS.index(first), _DAYS.index(last or first)
        if ends < begins:
            raise Unclear(f"{line!r} ends before it begins: the week begins on Monday")
        intervals = [_interval(part, line) for part in match["times"].split(",")]
        found |= dict.fromkeys(_DAYS[begins : ends + 1], intervals)
    return [{"day": day, "intervals": found[day]} for day in _DAYS if found.get(day)]


def closed_days(written: Iterable[str]) -> list[str]:
    """Each closed day once, in order; `a..b` are all from a to b."""
    found: set[date] = set()
    for part in written:
        first, _, last = part.partition("..")
        begins, ends = _date(first), _date(last or first)
        length = (ends - begins).days
        if not 0 <= length < _LONGEST:
            raise Unclear(f"{part!r} is not a stretch of at most {_LONGEST} days")
        found |= {begins + timedelta(days=day) for day in range(length + 1)}
    return [day.isoformat() for day in sorted(found)]


def written_hours(hours: Json) -> Iterator[str]:
    """The hours as they may be written again, days in a row together."""
    days = [
        (_DAYS.index(day["day"]), ",".join(map(_written, day["intervals"])))
        for day in hours["days"]
    ]
    row = groupby(enumerate(days), lambda one: (one[1][1], one[1][0] - one[0]))
    for (times, _), group in row:
        names = [_DAYS[day] for _, (day, _) in group]
        yield f"{names[0]}-{names[-1]} {times}" if names[1:] else f"{names[0]} {times}"


def written_closed(closed: Iterable[str]) -> Iterator[str]:
    """The closed days as they may be written again, days in a row together."""
    days = [date.fromisoformat(day) for day in closed]
    for _, group in groupby(enumerate(days), lambda one: one[1].toordinal() - one[0]):
        row = [f"{day:%d/%m/%Y}" for _, day in group]
        yield f"{row[0]}..{row[-1]}" if row[1:] else row[0]


def _interval(part: str, line: str) -> Json:
    match = _INTERVAL.fullmatch(part.strip())
    if match is None:
        raise Unclear(f"{part.strip()!r} in {line!r} is not such as 08:30-12:00")
    opens, closes = (time.rjust(5, "0") for time in match.groups())
    return {"opens": opens, "closes": closes}


def _written(interval: Json) -> str:
    return f"{interval['opens']}-{interval['closes']}"


def _date(written: str) -> date:
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(written.strip(), form).date()  # noqa: DTZ007
        except ValueError:
            continue
    raise Unclear(f"{written!r} is not a day such as 21/12/2026")
