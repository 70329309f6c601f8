"""How do the events of a school change what directory shows of it?"""

from __future__ import annotations

from datetime import date, time
from uuid import UUID

import pytest

from contracts.directory import AddSchool, GetSchool, SchoolView, SetHours
from contracts.refusals import Conflict
from contracts.values import DayHours, Interval, Weekday, WorkingHours
from tests.support.cast import ASHGROVE, ASHGROVE_NAME, BECKFIELD_NAME
from tests.support.town import Town

MORNING = Interval(opens=time(8), closes=time(12))
HOURS = WorkingHours(
    timezone="Europe/London",
    days=(DayHours(day=Weekday.MONDAY, intervals=(MORNING,)),),
)


def shown(town: Town) -> SchoolView:
    view: SchoolView = town.ask(GetSchool(school_id=ASHGROVE))
    return view


def test_a_school_is_shown_with_the_hours_said_last(town: Town) -> None:
    town.execute(AddSchool(school_id=ASHGROVE, name=ASHGROVE_NAME))
    assert (shown(town).name, shown(town).hours) == (ASHGROVE_NAME, None)
    closed = (date(2026, 6, 12),)
    town.execute(SetHours(school_id=ASHGROVE, hours=HOURS))
    town.execute(SetHours(school_id=ASHGROVE, hours=HOURS, closed=closed))
    assert (shown(town).hours, shown(town).closed) == (HOURS, closed)


def test_no_two_schools_have_references_that_begin_alike(town: Town) -> None:
    town.execute(AddSchool(school_id=ASHGROVE, name=ASHGROVE_NAME))
    alike = UUID(int=ASHGROVE.int ^ 1)
    with pytest.raises(Conflict, match="references begin like"):
        town.execute(AddSchool(school_id=alike, name=BECKFIELD_NAME))
