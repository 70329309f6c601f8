"""What did somebody type of a school's week, and which field is it that is wrong?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from contracts.values import MOST_INTERVALS, DayHours, Weekday, WorkingHours

MOST = MOST_INTERVALS
"""Stretches that a form has room for on one day: all that there may be."""

WORKDAYS = tuple(Weekday)[:5]

_STRETCH = re.compile(r"hours\.days\.(\d+)\.intervals\.(\d+)\.(opens|closes)")


class Stretch(NamedTuple):
    """One time that a school opens and closes, as it was typed."""

    opens: str = ""
    closes: str = ""


Days = Mapping[Weekday, tuple[Stretch, ...]]


@dataclass(frozen=True)
class Week:
    """The hours of a form; a day without any stretch is not worked."""

    timezone: str = "Europe/London"
    days: Days = field(default_factory=dict)

    def on(self, day: Weekday) -> tuple[Stretch, ...]:
        """The stretches of a day."""
        return self.days.get(day, ())

    def added(self, day: Weekday) -> Week:
        """With room for one more stretch on a day."""
        return self._changed(day, (*self.on(day), Stretch())[:MOST])

    def removed(self, day: Weekday, index: int) -> Week:
        """Without one stretch of a day."""
        kept = tuple(one for at, one in enumerate(self.on(day)) if at != index)
        return self._changed(day, kept)

    def copied(self, day: Weekday) -> Week:
        """With the hours of one day on every other workday."""
        return replace(
            self, days={**self.days, **dict.fromkeys(WORKDAYS, self.on(day))}
        )

    def payload(self) -> dict[str, Any]:
        """The hours as a message carries them; what is left empty is left out."""
        return {
            "timezone": self.timezone,
            "days": [
                {"day": day.value, "intervals": [one._asdict() for one in filled]}
                for day, filled in self._filled()
            ],
        }

    def field_of(self, path: str) -> str:
        """The field of the form that a path in the message is about."""
        found = _STRETCH.fullmatch(path)
        if found is None:
            return "timezone" if path == "hours.timezone" else "week"
        day, _ = self._filled()[int(found[1])]
        return name_of(day, int(found[2]), found[3])

    def tidied(self) -> Week:
        """Without the stretches that nothing was typed in."""
        return replace(self, days=dict(self._filled()))

    def values(self) -> dict[str, str]:
        """What stands in the fields of the form."""
        return {"timezone": self.timezone} | {
            name_of(day, index, part): typed
            for day, stretches in self.days.items()
            for index, one in enumerate(stretches)
            for part, typed in one._asdict().items()
        }

    def _changed(self, day: Weekday, stretches: tuple[Stretch, ...]) -> Week:
        return replace(self, days={**self.days, day: stretches})

    def _filled(self) -> list[tuple[Weekday, tuple[Stretch, ...]]]:
        filled = [
            (day, tuple(one for one in self.on(day) if any(one))) for day in Weekday
        ]
        return [(day, stretches) for day, stretches in filled if stretches]


def name_of(day: Weekday, index: int, part: str) -> str:
    """What the field of one end of a stretch is called: `mon-0-opens`."""
    return f"{day.value}-{index}-{part}"


def week_of(hours: WorkingHours | None) -> Week:
    """The week of hours that are known."""
    if hours is None:
        return Week()
    return Week(hours.timezone, {one.day: _stretches(one) for one in hours.days})


def typed_week(values: Mapping[str, str]) -> Week:
    """The week that was typed into a form."""
    days = {day: tuple(_typed(values, day)) for day in Weekday}
    return Week(values.get("timezone", "").strip(), days)


def _stretches(one: DayHours) -> tuple[Stretch, ...]:
    return tuple(
        Stretch(f"{interval.opens:%H:%M}", f"{interval.closes:%H:%M}")
        for interval in one.intervals
    )


def _typed(values: Mapping[str, str], day: Weekday) -> list[Stretch]:
    found = []
    for index in range(MOST):
        names = [name_of(day, index, part) for part in Stretch._fields]
        if names[0] in values:
            found.append(Stretch(*(values.get(name, "").strip() for name in names)))
    return found
