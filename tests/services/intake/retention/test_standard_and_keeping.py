"""How long does a school keep what, and what may it not say?"""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from contracts.refusals import Conflict, Forbidden, Invalid
from contracts.retention import (
    KeepingTime,
    KeepingTimesSet,
    RecordClass,
    SetKeepingTimes,
)
from services.intake.retention.keeping import KEEPING
from services.intake.retention.standard import GO_WITH_TICKETS, STANDARD, kept_for
from tests.services.intake.retention.records import (
    DPO,
    HEAD,
    MANAGER,
    OTHERS,
    due,
    long_over,
    retention,
)
from tests.support.cast import ASHGROVE, OLU, PRIYA
from tests.support.rebuilding import compared
from tests.support.scenario import Scenario
from tests.support.town import Town

keeping = Scenario(KEEPING)


def kept(of: RecordClass, months: int, reason: str = "We need it.") -> KeepingTime:
    return KeepingTime(record_class=of, months=months, reason=reason)


def set_times(*times: KeepingTime, **changed: Any) -> SetKeepingTimes:
    return SetKeepingTimes(school_id=ASHGROVE, times=times, **changed)


LONGER = kept(RecordClass.TICKETS, 72)
SHORTER = partial(kept, RecordClass.MAIL, 3)


def test_every_class_has_a_time_and_a_reason() -> None:
    assert STANDARD.keys() == {*RecordClass}
    assert all(one.months and one.reason for one in STANDARD.values())
    longest = STANDARD[RecordClass.SAFEGUARDING].months
    assert longest == max(one.months for one in STANDARD.values())
    for one in GO_WITH_TICKETS:
        assert STANDARD[one].months <= STANDARD[RecordClass.TICKETS].months


def test_a_school_says_how_long_and_the_rest_is_as_usual() -> None:
    told = kept_for({RecordClass.TICKETS: LONGER})
    assert told[RecordClass.TICKETS] == (72, "We need it.")
    assert told[RecordClass.MAIL] == STANDARD[RecordClass.MAIL]
    keeping.given().when(set_times(LONGER)).then(KeepingTimesSet(times=(LONGER,)))


def test_the_same_again_is_silent() -> None:
    there = KeepingTimesSet(times=(SHORTER(), LONGER))
    keeping.given(there).when(set_times(LONGER, SHORTER())).then()


def test_no_class_is_named_twice_and_each_has_its_reason() -> None:
    for times in ((LONGER, LONGER), (kept(RecordClass.TICKETS, 72, " "),)):
        with pytest.raises(Invalid):
            keeping.given().when(set_times(*times))


@pytest.mark.parametrize("part", GO_WITH_TICKETS)
def test_no_part_of_a_ticket_is_kept_longer_than_the_ticket(part: RecordClass) -> None:
    with pytest.raises(Invalid):
        keeping.given().when(set_times(kept(part, 25)))
    keeping.given().when(set_times(kept(part, 25), LONGER)).then(
        KeepingTimesSet(times=tuple(_sorted(kept(part, 25), LONGER)))
    )


def _sorted(*times: KeepingTime) -> list[KeepingTime]:
    return sorted(times, key=lambda one: one.record_class.value)


def test_what_a_school_says_counts_from_then_on(known: Town) -> None:
    long_over(known)
    assert due(known) == 1
    known.execute(set_times(LONGER, version=0), MANAGER)
    assert due(known) == 0
    shown = {one.record_class: one for one in retention(known).classes}
    told = shown[RecordClass.TICKETS]
    assert (told.months, told.own, told.usual) == (72, True, 24)
    with pytest.raises(Conflict):
        known.execute(set_times(version=0), HEAD)
    known.execute(set_times(version=1), DPO)
    assert due(known) == 1
    assert compared(known, "intake").tables == set()


def test_nobody_else_says_how_long(known: Town) -> None:
    for nobody in (OLU.caller, PRIYA.caller, OTHERS):
        with pytest.raises(Forbidden):
            known.execute(set_times(LONGER), nobody)
