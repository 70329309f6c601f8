"""How do the events of a school change what directory shows of it?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from uuid import UUID

import pytest

from contracts.calendar import (
    SetClosures,
    SetExams,
    SetInspections,
    SetNation,
    SetTerms,
)
from contracts.directory import (
    AddSchool,
    ChangeUrn,
    GetSchool,
    LinkKind,
    RecordLink,
    SchoolView,
    SetHours,
)
from contracts.refusals import Conflict
from contracts.values import (
    Closure,
    ClosureKind,
    DayHours,
    ExamPeriod,
    HolidaySupport,
    Inspection,
    Interval,
    Nation,
    Term,
    Weekday,
    WorkingHours,
)
from tests.support.cast import ASHGROVE, ASHGROVE_NAME, BECKFIELD, BECKFIELD_NAME
from tests.support.scenario import at
from tests.support.town import Town

MORNING = Interval(opens=time(8), closes=time(12))
HOURS = WorkingHours(
    timezone="Europe/London",
    days=(DayHours(day=Weekday.MONDAY, intervals=(MORNING,)),),
)
SUMMER = Term(name="Summer term", from_on=date(2026, 4, 13), until_on=date(2026, 7, 20))
POLLING_DAY = Closure(
    from_on=date(2026, 6, 12),
    until_on=date(2026, 6, 12),
    kind=ClosureKind.PLANNED,
    reason="Polling day",
)
OFSTED = Inspection(from_on=date(2026, 6, 9), until_on=date(2026, 6, 10), name="Ofsted")


def shown(town: Town) -> SchoolView:
    view: SchoolView = town.ask(GetSchool(school_id=ASHGROVE))
    return view


def test_a_school_is_shown_with_what_was_last_said_of_its_calendar(town: Town) -> None:
    town.execute(AddSchool(school_id=ASHGROVE, name=ASHGROVE_NAME))
    known = shown(town)
    assert (known.name, known.hours, known.terms) == (ASHGROVE_NAME, None, ())
    assert known.support_in_holidays is HolidaySupport.SAME_HOURS
    town.execute(SetHours(school_id=ASHGROVE, hours=HOURS))
    town.execute(SetTerms(school_id=ASHGROVE, terms=()))
    town.execute(
        SetTerms(
            school_id=ASHGROVE,
            terms=(SUMMER,),
            support_in_holidays=HolidaySupport.NONE,
        )
    )
    town.execute(SetClosures(school_id=ASHGROVE, closures=(POLLING_DAY,)))
    mocks = ExamPeriod(
        name="Mocks", from_on=POLLING_DAY.from_on, until_on=POLLING_DAY.until_on
    )
    town.execute(SetExams(school_id=ASHGROVE, exams=(mocks,)))
    assert shown(town).exams == (mocks,)
    assert shown(town).nation is Nation.ENGLAND
    town.execute(SetNation(school_id=ASHGROVE, nation=Nation.NORTHERN_IRELAND))
    known = shown(town)
    assert known.nation is Nation.NORTHERN_IRELAND
    assert (known.hours, known.terms, known.closures) == (
        HOURS,
        (SUMMER,),
        (POLLING_DAY,),
    )
    assert known.support_in_holidays is HolidaySupport.NONE
    assert known.inspections == ()
    town.execute(SetInspections(school_id=ASHGROVE, inspections=(OFSTED,)))
    assert shown(town).inspections == (OFSTED,)


def test_a_change_is_decided_on_the_version_that_was_looked_at(town: Town) -> None:
    town.execute(AddSchool(school_id=ASHGROVE, name=ASHGROVE_NAME, urn=900_001))
    looked_at = shown(town).version
    again = SetHours(school_id=ASHGROVE, hours=HOURS, version=looked_at)
    closures = SetClosures(
        school_id=ASHGROVE, closures=(POLLING_DAY,), version=looked_at
    )
    town.execute(again)
    assert shown(town).version == looked_at + 1
    with pytest.raises(Conflict) as conflict:
        town.execute(closures)
    assert [change["type"] for change in conflict.value.changes] == [
        "directory.hours_set"
    ]
    town.execute(replace(closures, version=looked_at + 1))
    assert shown(town).closures == (POLLING_DAY,)


def test_whatever_is_recorded_of_a_school_is_its_next_version(town: Town) -> None:
    town.execute(AddSchool(school_id=ASHGROVE, name=ASHGROVE_NAME, urn=900_001))
    town.clock.set(at("fri 09:00"))
    town.execute(
        ChangeUrn(
            school_id=ASHGROVE,
            urn=900_002,
            on=date(2026, 6, 12),
            reason="It is an academy now.",
            override=True,
        )
    )
    town.execute(
        RecordLink(
            school_id=ASHGROVE,
            other_school_id=BECKFIELD,
            kind=LinkKind.SPLIT_FROM,
            on=date(2026, 6, 12),
        )
    )
    events = len(town.events("directory", ASHGROVE))
    assert shown(town).version == events > 3


def test_no_two_schools_have_references_that_begin_alike(town: Town) -> None:
    town.execute(AddSchool(school_id=ASHGROVE, name=ASHGROVE_NAME))
    alike = UUID(int=ASHGROVE.int ^ 1)
    with pytest.raises(Conflict, match="references begin like"):
        town.execute(AddSchool(school_id=alike, name=BECKFIELD_NAME))
