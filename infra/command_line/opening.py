"""How are a school's hours written on a line, and read?

`mon-fri 08:30-12:00,13:00-16:00` are the hours of five days, with a gap for lunch.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from contracts.values import Weekday
from infra.command_line.client import Json
from infra.command_line.options import Unclear

_DAYS = [day.value for day in Weekday]
_HOURS = re.compile(
    r"(?P<first>[a-z]{3})(?:-(?P<last>[a-z]{3}))?\s+(?P<times>[\d:,\s-]+)"
)
_INTERVAL = re.compile(r"(\d?\d:\d\d)\s*-\s*(\d?\d:\d\d)")


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


def _interval(part: str, line: str) -> Json:
    match = _INTERVAL.fullmatch(part.strip())
    if match is None:
        raise Unclear(f"{part.strip()!r} in {line!r} is not such as 08:30-12:00")
    opens, closes = (time.rjust(5, "0") for time in match.groups())
    return {"opens": opens, "closes": closes}


def _written(interval: Json) -> str:
    return f"{interval['opens']}-{interval['closes']}"
