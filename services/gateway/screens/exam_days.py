"""How is whoever plans work told of a school's exams?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from contracts.values import ExamPeriod
from services.gateway.screens.closed_days import said, spoken

_SOON = timedelta(days=42)
"""How long before them exams are told of: a change is planned weeks ahead."""

_TOLD = 3
"""Periods that are told of at once: a timetable may have one for every day."""


def told(exams: Iterable[ExamPeriod], today: date) -> list[str]:
    """The exams of today and of the coming weeks, those that end first at the top."""
    near = (
        period
        for period in exams
        if today <= period.until_on and period.from_on - today <= _SOON
    )
    coming = sorted(near, key=lambda one: (one.from_on > today, one.until_on, one.name))
    return [_in_words(period, today) for period in coming[:_TOLD]]


def _in_words(period: ExamPeriod, today: date) -> str:
    if period.until_on == today:
        return f"Exams today: {period.name}."
    if period.from_on <= today:
        return f"Exams until {said(period.until_on)}: {period.name}."
    when = "on" if period.from_on == period.until_on else "from"
    return f"Exams {when} {spoken(period.from_on, period.until_on)}: {period.name}."
