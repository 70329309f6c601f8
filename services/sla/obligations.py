"""When is something due by rule: in hours, working days, terms or years?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import assert_never
from zoneinfo import ZoneInfo

from contracts.obligations import Counting, Obligation
from contracts.refusals import Refused
from contracts.values import Term
from services.sla.working_time import ZERO, Hours

LONDON = ZoneInfo("Europe/London")
_DAY = timedelta(days=1)


def due_at(
    obligation: Obligation, since: datetime, hours: Hours, terms: Iterable[Term]
) -> datetime:
    """The last moment: to the hour, or the end of the last day as London has it.

    Refused where it is counted in terms that are not known yet.
    """
    number = obligation.number
    match obligation.counting:
        case Counting.CLOCK_MINUTES:
            return since + timedelta(minutes=number)
        case Counting.CLOCK_HOURS:
            return since + timedelta(hours=number)
        case Counting.DAYS:
            first = since.astimezone(LONDON).date()
            return _end_of(first + (number - 1) * _DAY)
        case Counting.WORKING_DAYS:
            return _end_of(_working_day(since, number, hours))
        case Counting.TERMS:
            return _end_of(_term(since, number, terms))
        case Counting.YEARS:
            return _end_of(_years(since.astimezone(LONDON).date(), number))
        case _:
            assert_never(obligation.counting)


def _end_of(day: date) -> datetime:
    """Midnight after a day, in London: in summer that is not midnight in UTC."""
    return datetime.combine(day + _DAY, time(), LONDON)


def _working_day(since: datetime, number: int, hours: Hours) -> date:
    """So many days on which anybody works, after the day it is now."""
    day = since.astimezone(LONDON).date()
    while number:
        day += _DAY
        begins = datetime.combine(day, time(), LONDON)
        number -= hours.between(begins, _end_of(day)) > ZERO
    return day


def _term(since: datetime, number: int, terms: Iterable[Term]) -> date:
    day = since.astimezone(LONDON).date()
    after = sorted(term.until_on for term in terms if term.from_on > day)
    if len(after) < number:
        raise Refused("The terms that this is counted in are not known yet.")
    return after[number - 1]


def _years(day: date, number: int) -> date:
    """The same day years later; of the 29th of February, the 28th."""
    try:
        return day.replace(year=day.year + number)
    except ValueError:
        return day.replace(year=day.year + number, day=28)
