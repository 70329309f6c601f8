"""When is the help desk there, today and in the week, and for what outside of that?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from contracts.access import platform
from contracts.directory import GetSchool, SchoolView
from contracts.refusals import NotFound, Refusal, Unavailable
from contracts.rota import GetOnCall, OnCallView
from contracts.sla import AgreementView
from contracts.values import Interval, Weekday
from services.gateway import open_hours
from services.gateway.asking import gateway
from services.gateway.screens import closed_days
from services.gateway.screens.visits import Visit
from services.gateway.screens.words import named

_AHEAD = 60
"""Days in which the next one is looked for that is worked: longer than any holiday."""


class OpenToday(NamedTuple):
    """What is said of the hours: today, each day of a week, and outside of them."""

    today: str
    week: list[str]
    outside: list[str]


def told(visit: Visit, school_id: UUID) -> OpenToday | None:
    """What a school is told before it asks; None where it cannot be looked up.

    Nobody is kept from asking for help by the absence of it.
    """
    agreement = open_hours.agreement_of(visit.asker, school_id)
    try:
        school: SchoolView = visit.asker.ask(GetSchool(school_id=school_id))
    except (NotFound, Unavailable):
        return None
    if agreement is None:
        return None
    now = visit.clock()
    return OpenToday(
        today=" ".join(_today(agreement, school, now)),
        week=[*_week(agreement)],
        outside=[*_outside(agreement)],
    )


def _today(
    agreement: AgreementView, school: SchoolView, now: datetime
) -> Iterator[str]:
    there = now.astimezone(ZoneInfo(agreement.hours.timezone))
    today = there.date()
    closed = closed_days.stretches(agreement.closed, school.closures, today)
    if closed and closed[0].first == today:
        yield f"The help desk is closed today: {closed[0].why[0]}."
    elif hours := open_hours.on_day(agreement.hours, today):
        yield f"The help desk is open today from {_spans(hours)}."
        if _is_in(hours, there):
            return
        yield "It is closed just now."
    else:
        yield "The help desk is closed today."
    later = open_hours.stretches(agreement, now, days=_AHEAD)
    begins = next((one.begins for one in later), None)
    if begins is not None:
        day = "today" if begins.date() == today else closed_days.said(begins.date())
        yield f"It opens {day} at {begins:%H:%M}."


def _week(agreement: AgreementView) -> Iterator[str]:
    known = {one.day: one.intervals for one in agreement.hours.days}
    for day in Weekday:
        name, hours = day.name.capitalize(), known.get(day, ())
        yield f"{name}: {_spans(hours)}" if hours else f"{name}: closed"


def _outside(agreement: AgreementView) -> Iterator[str]:
    """What is worked on in every hour, and whether somebody is called for it now."""
    promised = agreement.promised
    always = [named(one.priority) for one in promised.promises if one.round_the_clock]
    if promised.safeguarding_always:
        always.append("what is about safeguarding")
    if not always:
        yield "Outside these hours nothing is promised. What you send waits for us."
        return
    yield f"Outside these hours we work on: {', '.join(always)}."
    if _is_somebody_on_call():
        yield "Somebody is on call for it now."


def _is_somebody_on_call() -> bool:
    """Who it is, a school is not told."""
    try:
        view: OnCallView = gateway().link.ask(GetOnCall(), platform("gateway"))
    except Refusal:
        return False
    return bool(view.turns)


def _is_in(hours: Sequence[Interval], there: datetime) -> bool:
    minute = there.time()
    return any(one.opens <= minute < one.closes for one in hours)


def _spans(hours: Sequence[Interval]) -> str:
    return ", ".join(f"{one.opens:%H:%M} to {one.closes:%H:%M}" for one in hours)
