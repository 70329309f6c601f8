"""What does a school's calendar have against the time of a visit?"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from contracts.directory import GetSchool, SchoolView
from contracts.refusals import NotFound, Unavailable
from contracts.site_visits import Clash
from contracts.sla import AgreementView, GetAgreement
from contracts.values import ClosureKind, Weekday, WorkingHours
from services.gateway.asking import Asker

LONDON = ZoneInfo("Europe/London")


def clashes_of(
    asker: Asker, school_id: UUID, first: datetime, last: datetime
) -> tuple[Clash, ...]:
    """What speaks against it, as far as the school's days and hours are known now."""
    school: SchoolView = asker.ask(GetSchool(school_id=school_id))
    try:
        agreement: AgreementView = asker.ask(GetAgreement(school_id=school_id))
        closed = {one.on for one in agreement.closed}
    except (NotFound, Unavailable):
        closed = set()
    return tuple(clashes(school, closed, first, last))


def clashes(
    school: SchoolView, closed: Collection[date], first: datetime, last: datetime
) -> Iterator[Clash]:
    """What speaks against a time, in the order in which it matters."""
    on = first.astimezone(LONDON).date()
    shut = any(
        one.from_on <= on <= one.until_on and one.kind is not ClosureKind.INSET
        for one in school.closures
    )
    if shut or on in closed:
        yield Clash.CLOSED
    elif school.hours is not None and not _is_open(school.hours, first, last):
        yield Clash.OUT_OF_HOURS
    if any(one.from_on <= on <= one.until_on for one in school.exams):
        yield Clash.EXAMS


def _is_open(hours: WorkingHours, first: datetime, last: datetime) -> bool:
    """Whether the school is open from the one to the other."""
    zone = ZoneInfo(hours.timezone)
    here, there = first.astimezone(zone), last.astimezone(zone)
    day = tuple(Weekday)[here.weekday()]
    return any(
        one.opens <= here.time() and there.time() <= one.closes
        for worked in hours.days
        if worked.day is day
        for one in worked.intervals
    )
