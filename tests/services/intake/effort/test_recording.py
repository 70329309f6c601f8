"""Which time may be recorded, and how is it corrected?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid5

import pytest

from contracts.refusals import Invalid, NotFound
from contracts.time_spent import (
    CorrectTime,
    RecordTime,
    TimeCorrected,
    TimeRecorded,
    WorkKind,
)
from services.intake.effort.recording import TIME, Worked
from tests.support.cast import ASHGROVE, PRIYA, TICKET
from tests.support.scenario import Scenario, at

MONDAY, TIME_ID = date(2026, 6, 8), uuid5(TICKET, "time")
time = Scenario(TIME, terms=Worked(requester_id=PRIYA.person_id))
record = RecordTime(
    school_id=ASHGROVE,
    ticket_id=TICKET,
    time_id=TIME_ID,
    minutes=45,
    on=MONDAY,
    kind=WorkKind.ON_SITE,
    note=" A new lamp. ",
)
recorded = TimeRecorded(
    time_id=TIME_ID,
    ticket_id=TICKET,
    requester_id=PRIYA.person_id,
    minutes=45,
    on=MONDAY,
    kind=WorkKind.ON_SITE,
    note="A new lamp.",
)
correct = CorrectTime(
    school_id=ASHGROVE,
    time_id=TIME_ID,
    version=1,
    minutes=15,
    on=MONDAY,
    kind=WorkKind.ON_SITE,
    reason="I read the clock wrong.",
)
corrected = TimeCorrected(
    time_id=TIME_ID,
    ticket_id=TICKET,
    requester_id=PRIYA.person_id,
    was_minutes=45,
    minutes=15,
    on=MONDAY,
    kind=WorkKind.ON_SITE,
    reason="I read the clock wrong.",
)


def test_time_is_recorded_once_and_corrected_by_what_follows() -> None:
    story = time.given().when(record).then(recorded)
    story.when(record).then_nothing()
    story.when(correct).then(corrected).when(correct).then_nothing()


def test_what_was_recorded_is_taken_back_with_a_reason() -> None:
    back = replace(correct, minutes=0)
    time.given(recorded).when(back).then(replace(corrected, minutes=0))
    with pytest.raises(Invalid) as told:
        time.given(recorded).when(replace(back, reason=" "))
    assert told.value.errors.keys() == {"reason"}


@pytest.mark.parametrize("days", [1, -29])
def test_nobody_worked_tomorrow_and_what_is_long_ago_stands(days: int) -> None:
    other = MONDAY + timedelta(days=days)
    with pytest.raises(Invalid) as told:
        time.given().when(replace(record, on=other))
    assert told.value.errors.keys() == {"on"}
    with pytest.raises(Invalid):
        time.given(recorded).when(replace(correct, on=other))


def test_the_day_is_the_one_it_is_in_london() -> None:
    """In summer it is the next day there an hour before it is in UTC."""
    tuesday = replace(record, on=date(2026, 6, 9))
    at_midnight = at("tue 00:30")
    assert at_midnight.date() == MONDAY
    assert time.given().when(tuesday, now=at_midnight).events


def test_a_day_of_long_ago_may_still_be_corrected_in_its_minutes() -> None:
    later = at("mon 09:00") + timedelta(days=90)
    time.given(recorded).when(correct, now=later).then(corrected)


def test_what_was_never_recorded_is_not_corrected() -> None:
    with pytest.raises(NotFound):
        time.given().when(correct)


def test_on_a_merged_ticket_it_is_said_where_to_record_it() -> None:
    merged = Worked(requester_id=PRIYA.person_id, survivor="MPJT-8")
    Scenario(TIME, terms=merged).given().when(record).then_refused("MPJT-8")
