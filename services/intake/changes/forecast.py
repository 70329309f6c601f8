"""How many tickets may come in the weeks ahead? As many as a year before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from statistics import median
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, select

from contracts.change_calendar import ForecastTickets, ForecastView, ForecastWeek
from contracts.changes import Freeze
from services.intake.changes.bounds import check_near
from services.intake.changes.freeze_rows import freezes_of
from services.intake.changes.freezes import Span, not_allowed
from services.intake.months import LONDON
from services.intake.tables import tickets
from shared.application import Asked
from shared.columns import Moment

WEEK = timedelta(days=7)
A_YEAR = timedelta(days=364)
"""Fifty-two weeks: a Monday is compared with a Monday."""


class Known(NamedTuple):
    """The first week that a school was here, and the one that is not over yet."""

    begins: date | None
    ends: date

    def has(self, week: date) -> bool:
        """Whether that week is over, and the school was here in it."""
        return self.begins is not None and self.begins <= week < self.ends


def forecast_tickets(
    connection: Connection, query: ForecastTickets, asked: Asked
) -> ForecastView:
    """Each week that comes with the tickets of the one a year before it."""
    check_near(from_on=query.from_on)
    first = query.from_on - timedelta(days=query.from_on.weekday())
    mondays = [first + place * WEEK for place in range(query.weeks)]
    which = {
        "of_school": query.school_id,
        "since": _midnight(first - A_YEAR),
        "until": _midnight(mondays[-1] + WEEK - A_YEAR),
    }
    found: Sequence[datetime] = connection.execute(_OPENED, which).scalars().all()
    counted = Counter(_monday(one) for one in found)
    earliest = connection.execute(_FIRST, which).scalar()
    days = Span(first, mondays[-1] + WEEK - timedelta(days=1))
    freezes = freezes_of(connection, query.school_id, days)
    begins = None if earliest is None else _monday(earliest)
    known_of = Known(begins, _monday(asked.now))
    weeks = tuple(_week(one, counted, freezes, known_of) for one in mondays)
    known = [one.tickets for one in weeks if one.tickets is not None]
    return ForecastView(
        school_id=query.school_id, weeks=weeks, known=len(known), peak=peak_of(known)
    )


def peak_of(weeks: Sequence[int]) -> int:
    """From how many tickets a week is busy: half more than in the usual week."""
    return max(2, round(1.5 * median(weeks))) if weeks else 0


def _week(
    on: date, counted: Counter[date], freezes: list[Freeze], known: Known
) -> ForecastWeek:
    """A week that comes; of one before that is not known yet, no number."""
    days = Span(on, on + WEEK - timedelta(days=1))
    before = on - A_YEAR
    return ForecastWeek(
        week_on=on,
        as_in_on=before,
        tickets=counted[before] if known.has(before) else None,
        freezes=not_allowed(freezes, days, ()),
    )


def _monday(at: datetime) -> date:
    on = _day(at)
    return on - timedelta(days=on.weekday())


def _day(at: datetime) -> date:
    return at.astimezone(LONDON).date()


def _midnight(on: date) -> datetime:
    return datetime.combine(on, time(), LONDON)


# Made once: to build a statement takes several times as long as to carry it out.
_OF_SCHOOL = tickets.c.school == bindparam("of_school")
_OPENED = select(tickets.c.opened_at).where(
    _OF_SCHOOL,
    # What was opened since has changed since: that is found by its index.
    tickets.c.updated_at >= bindparam("since", type_=Moment),
    tickets.c.opened_at >= bindparam("since", type_=Moment),
    tickets.c.opened_at < bindparam("until", type_=Moment),
)
_FIRST = select(tickets.c.opened_at).where(_OF_SCHOOL, tickets.c.number == 1)
