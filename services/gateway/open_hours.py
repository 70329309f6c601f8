"""When is a school open on the coming days, by its hours and its calendar?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from contracts.callbacks import Callback
from contracts.refusals import Invalid, NotFound, Unavailable
from contracts.sla import AgreementView, GetAgreement
from contracts.values import Interval, Weekday, WorkingHours
from services.gateway.asking import Asker, gateway

_WEEKDAYS = tuple(Weekday)


class Stretch(NamedTuple):
    """A stretch of time in which a school is open, within one day."""

    begins: datetime
    ends: datetime


def agreement_of(asker: Asker, school_id: UUID) -> AgreementView | None:
    """What is promised to a school, and in which hours; None: nobody can tell."""
    try:
        found: AgreementView = asker.ask(GetAgreement(school_id=school_id))
    except (NotFound, Unavailable):
        return None
    return found


def on_day(hours: WorkingHours, day: date) -> Sequence[Interval]:
    """When it is open on such a weekday, whatever the calendar says of the day."""
    for one in hours.days:
        if one.day is _WEEKDAYS[day.weekday()]:
            return one.intervals
    return ()


def stretches(
    agreement: AgreementView, now: datetime, *, days: int
) -> Iterator[Stretch]:
    """When it is open from now on, within so many days, the next first.

    The one that it is in begins when it did: whoever cuts it cuts it always alike.
    """
    place = ZoneInfo(agreement.hours.timezone)
    closed = {one.on for one in agreement.closed}
    first = now.astimezone(place).date()
    for offset in range(days):
        day = first + timedelta(days=offset)
        if day in closed:
            continue
        for interval in on_day(agreement.hours, day):
            begins = _at(day, interval.opens, place)
            ends = _at(day, interval.closes, place)
            if ends > now:
                yield Stretch(begins, ends)


def pieces(found: Iterable[Stretch], longest: timedelta) -> Iterator[Stretch]:
    """The same, in pieces that are no longer than this."""
    for one in found:
        begins = one.begins
        while begins < one.ends:
            ends = min(begins + longest, one.ends)
            yield Stretch(begins, ends)
            begins = ends


def check_stretch(asker: Asker, school_id: UUID, wanted: Callback | None) -> None:
    """Invalid where the school is closed in all of the time that is asked for.

    Nobody is kept from asking while it cannot be told.
    """
    if wanted is None or not _is_near(wanted):
        return  # Of a time that is none, intake says what is wrong.
    agreement = agreement_of(asker, school_id)
    if agreement is None:
        return
    days = (wanted.until_at - wanted.from_at).days + 2
    for one in stretches(agreement, wanted.from_at, days=days):
        if one.begins < wanted.until_at:
            return
    raise Invalid({"callback.from_at": ["The help desk is closed then."]})


def _is_near(wanted: Callback) -> bool:
    """Whether it is a time of these weeks, of which the calendar knows."""
    now = gateway().clock()
    begins, ends = wanted.from_at - now, wanted.until_at - now
    return -_WEEKS < begins < ends < _WEEKS


_WEEKS = timedelta(weeks=6)


def _at(day: date, clock: time, place: ZoneInfo) -> datetime:
    return datetime.combine(day, clock, place)
