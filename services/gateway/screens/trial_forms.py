"""Which terms did somebody type into the form that tries them?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from contracts.refusals import Invalid, Refusal
from contracts.sla_promises import Promise, Promised, Reopening
from contracts.sla_what_if import OtherTerms
from contracts.values import DayHours, Interval, Priority, Target, Weekday, WorkingHours
from services.gateway.screens.words import named

T = TypeVar("T")

REOPENINGS = {
    Reopening.CONTINUE: "Goes on with the time used before",
    Reopening.RESTART: "Has all its time again",
}
OWN, GIVEN = "own", "given"
CALENDARS = {
    OWN: "The hours and closed days that each ticket had",
    GIVEN: "The hours and closed days below",
}
LABELS = {
    "from_on": "First day",
    "until_on": "Last day",
    "opens": "Opens",
    "closes": "Closes",
    "closed": "Closed days",
    "reopening": "A ticket that is opened again",
    "calendar": "Counted in",
}

_NO_HOURS = "Not hours such as 0.5 or 4."
_NO_DAYS = "A line of it is not a day such as 25/12/2026."
_HOURS = re.compile(r"\d{1,4}(?:\.\d{1,3})?")
_DAYS = ("%d/%m/%Y", "%Y-%m-%d")
_WEEKDAYS = tuple(Weekday)[:5]


def field_of(priority: Priority, target: Target) -> str:
    """The name of the field for one time that is promised."""
    return f"{priority.value}.{target.value}"


def priorities_of(promised: Promised) -> tuple[Priority, ...]:
    """The priorities that something is promised of, the gravest first."""
    return tuple(Priority)[: len(promised.promises)]


def labels() -> dict[str, str]:
    """What each field is called where all mistakes are told together."""
    return LABELS | {
        field_of(priority, target): f"{named(priority)}, {named(target).lower()}"
        for priority in Priority
        for target in Target
    }


def filled(promised: Promised) -> dict[str, str]:
    """The form as it is shown first: what is promised, in the hours it was."""
    times = {
        field_of(one.priority, target): hours_said(getattr(one, target.value))
        for one in promised.promises
        for target in Target
    }
    round_the_clock = {
        f"{one.priority.value}.round_the_clock": "yes"
        for one in promised.promises
        if one.round_the_clock
    }
    rest = {"calendar": OWN, "opens": "08:00", "closes": "17:00", "closed": ""}
    return times | round_the_clock | rest | {"reopening": promised.reopening.value}


@dataclass
class Typed:
    """What was typed, and what of it cannot be read."""

    values: Mapping[str, str]
    errors: dict[str, list[str]] = field(default_factory=dict)

    def read(self, name: str, reading: Callable[[str], T], words: str) -> T | None:
        """A field as it is meant; None, and the words beside it, where it is not."""
        try:
            return reading(self.values.get(name, "").strip())
        except ValueError:
            self.errors[name] = [words]
            return None

    def promises(
        self, priorities: Iterable[Priority], stand: Promised
    ) -> tuple[Promise, ...]:
        """What is typed of these priorities, in place of what stands."""
        known = {one.priority: one for one in stand.promises}
        return tuple(
            self.promise(known.get(one) or Promise(priority=one)) for one in priorities
        )

    def promise(self, stand: Promise) -> Promise:
        """The times of a priority; its own hours stay, if it has some."""

        def time_of(target: Target) -> timedelta | None:
            return self.read(field_of(stand.priority, target), hours_typed, _NO_HOURS)

        always = bool(self.values.get(f"{stand.priority.value}.round_the_clock"))
        return replace(
            stand,
            response=time_of(Target.RESPONSE),
            next_update=time_of(Target.NEXT_UPDATE),
            resolution=time_of(Target.RESOLUTION),
            round_the_clock=always,
            hours=None if always else stand.hours,
        )

    def hours(self) -> WorkingHours | None:
        """The same hours from Monday to Friday."""
        opens = self.read("opens", time.fromisoformat, "Not a time such as 08:30.")
        closes = self.read("closes", time.fromisoformat, "Not a time such as 17:00.")
        if opens is None or closes is None:
            return None
        interval = Interval(opens=opens, closes=closes)
        days = tuple(DayHours(day=day, intervals=(interval,)) for day in _WEEKDAYS)
        return WorkingHours(timezone="Europe/London", days=days)


def typed(values: Mapping[str, str], promised: Promised) -> OtherTerms:
    """The terms to try: what was typed in place of what is promised, with its kinds.

    Invalid names every field that is no time, no choice or no day.
    """
    form = Typed(values)
    given = values.get("calendar") == GIVEN
    terms = OtherTerms(
        promises=form.promises(priorities_of(promised), promised),
        reopening=form.read("reopening", Reopening, "Choose one of these."),
        hours=form.hours() if given else None,
        closed=form.read("closed", _closed, _NO_DAYS) if given else None,
        of_services=promised.of_services,
        uncovered=promised.uncovered,
        pausing=promised.pausing,
        inspection=promised.inspection,
        safeguarding_always=promised.safeguarding_always,
    )
    if form.errors:
        raise Invalid(form.errors)
    return terms


def day_of(values: Mapping[str, str], name: str) -> date | None:
    """A day that was typed; None where the field was left empty."""
    words = values.get(name, "").strip()
    try:
        return date.fromisoformat(words) if words else None
    except ValueError:
        raise Invalid({name: ["Not a day."]}) from None


def at_fields(refusal: Refusal) -> Refusal:
    """What is wrong with the hours, at the first field that they are typed into."""
    if not isinstance(refusal, Invalid):
        return refusal
    errors = {
        "opens" if part == "hours" else part: words
        for part, words in refusal.errors.items()
    }
    return Invalid(errors)


def hours_said(length: timedelta | None) -> str:
    """Hours as a number: 0.5; nothing where no time is promised."""
    return "" if length is None else f"{length / timedelta(hours=1):g}"


def hours_typed(words: str) -> timedelta | None:
    """The time that a number of hours is; ValueError for what is no number."""
    if not words:
        return None
    if not _HOURS.fullmatch(words):
        raise ValueError(words)
    return timedelta(seconds=round(float(words) * 3600))


def _closed(words: str) -> tuple[date, ...]:
    return tuple(_day(line.strip()) for line in words.split("\n") if line.strip())


def _day(words: str) -> date:
    for form in _DAYS:
        try:
            return datetime.strptime(words, form).date()  # noqa: DTZ007  # a day
        except ValueError:
            continue
    raise ValueError(words)
