"""How many tickets may come in the weeks ahead? As many as a year before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid5

import pytest

from contracts.access import Caller
from contracts.change_calendar import ForecastTickets, ForecastView
from contracts.changes import FreezeKind
from contracts.refusals import Forbidden, Invalid
from services.intake.changes.forecast import A_YEAR, peak_of
from tests.services.intake.stories import open_it
from tests.support.cast import ASHGROVE, BEN, PRIYA, TICKET
from tests.support.scenario import at
from tests.support.town import Town

SEPTEMBER = at("tue 09:00") + timedelta(days=84)
"""Tuesday 01/09/2026."""

SUMMER = SEPTEMBER.replace(year=2027, month=7)
"""When the next September is foreseen."""


def foreseen(town: Town, by: Caller = PRIYA.caller) -> ForecastView:
    question = ForecastTickets(school_id=ASHGROVE, from_on=date(2027, 9, 1), weeks=4)
    view: ForecastView = town.ask(question, by)
    return view


@pytest.fixture
def busy(known: Town) -> Town:
    """Three tickets come in the first week of September, one in the third."""
    for index, days in enumerate((0, 1, 5, 14)):
        known.clock.set(SEPTEMBER + timedelta(days=days))
        known.execute(replace(open_it, ticket_id=uuid5(TICKET, str(index))))
    known.clock.set(SUMMER)
    return known


def test_each_week_has_what_the_same_week_had_a_year_before(busy: Town) -> None:
    view = foreseen(busy)
    assert [(one.week_on, one.tickets) for one in view.weeks] == [
        (date(2027, 8, 30), 3),
        (date(2027, 9, 6), 0),
        (date(2027, 9, 13), 1),
        (date(2027, 9, 20), 0),
    ]
    assert {one.week_on - one.as_in_on for one in view.weeks} == {A_YEAR}
    assert view.weeks[0].as_in_on == date(2026, 8, 31)
    assert (view.known, view.peak) == (4, 2)
    assert view.weeks[0].freezes[0].kind is FreezeKind.SEPTEMBER


def test_a_school_that_is_new_knows_nothing_of_last_year(known: Town) -> None:
    known.clock.set(SUMMER)
    view = foreseen(known)
    assert (view.known, view.peak) == (0, 0)
    assert {one.tickets for one in view.weeks} == {None}
    with pytest.raises(Forbidden):
        foreseen(known, BEN.caller)


def test_a_week_that_is_not_over_is_not_known(busy: Town) -> None:
    busy.clock.set(SEPTEMBER + timedelta(days=10))
    numbers = [one.tickets for one in foreseen(busy).weeks]
    assert numbers == [3, None, None, None]
    busy.clock.set(SEPTEMBER + timedelta(days=13))
    assert [one.tickets for one in foreseen(busy).weeks][1] == 0


def test_a_forecast_begins_on_a_day_that_there_is(known: Town) -> None:
    for on in (date.min, date.max):
        with pytest.raises(Invalid, match="01/01/2000"):
            known.ask(ForecastTickets(school_id=ASHGROVE, from_on=on))


@pytest.mark.parametrize(
    ("weeks", "peak"), [([], 0), ([0, 0, 1], 2), ([8, 10, 31], 15), ([4, 4], 6)]
)
def test_a_busy_week_has_half_more_than_the_usual_one(
    weeks: list[int], peak: int
) -> None:
    assert peak_of(weeks) == peak
