"""What of a simulation is refused, and is every fault named by its field?"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from contracts.refusals import Invalid
from contracts.sla_explanation import Simulate, SimulatedFact
from contracts.sla_promises import Promise
from contracts.values import DayHours, Interval, Weekday
from services.sla.simulating import LONGEST, simulate
from tests.services.sla.calendars import DAY
from tests.services.sla.stories import NINE_TO_FIVE, P2, P4
from tests.services.sla.test_simulating import HOLD, OPENED, PROMISED, fact
from tests.support.scenario import at


def errors(**changes: Any) -> dict[str, list[str]]:
    query = Simulate(
        hours=NINE_TO_FIVE,
        closed=(),
        promised=PROMISED,
        facts=(fact(OPENED, "mon 09:00", P2),),
        now=at("mon 12:00"),
    )
    with pytest.raises(Invalid) as invalid:
        simulate(replace(query, **changes))
    return invalid.value.errors


@pytest.mark.parametrize(
    ("facts", "parts"),
    [
        ((), {"facts"}),
        ((fact(HOLD, "mon 09:00"),), {"facts"}),
        ((fact(OPENED, "mon 09:00"),), {"facts.0.priority"}),
        ((fact(OPENED, "mon 09:00", P4),), {"facts.0.priority"}),
        (
            (fact(OPENED, "mon 09:00", P2), fact(HOLD, "mon 10:00", P2)),
            {"facts.1.priority"},
        ),
        ((fact(OPENED, "mon 09:00", P2), fact(HOLD, "mon 08:59")), {"facts.1.at"}),
        (2 * (fact(OPENED, "mon 09:00", P2),), {"facts.1.type"}),
        ((fact(OPENED, "mon 13:00", P2),), {"now"}),
    ],
)
def test_facts_that_cannot_be_are_refused_each_by_its_field(
    facts: tuple[SimulatedFact, ...], parts: set[str]
) -> None:
    assert set(errors(facts=facts)) == parts


def test_moments_beyond_what_can_be_counted_are_refused() -> None:
    for year in (1, 1999, 2100, 9999):
        far = datetime(year, 6, 1, tzinfo=UTC)
        opened = SimulatedFact(type=OPENED, at=far, priority=P2)
        assert {"facts.0.at", "now"} <= set(errors(facts=(opened,), now=far))
    assert set(errors(now=at("mon 09:00") + LONGEST + DAY)) == {"now"}


@pytest.mark.parametrize("zone", ["", "Mars/Base", "../London", "Europe", "x" * 100])
def test_an_unknown_time_zone_is_refused(zone: str) -> None:
    assert set(errors(hours=replace(NINE_TO_FIVE, timezone=zone))) == {"timezone"}


def test_hours_that_overlap_or_are_none_are_refused() -> None:
    twice = 2 * (Interval(opens=time(9), closes=time(12)),)
    overlapping = (DayHours(day=Weekday.MONDAY, intervals=twice),)
    for days in ((), overlapping):
        assert set(errors(hours=replace(NINE_TO_FIVE, days=days))) == {"hours"}


@pytest.mark.parametrize("time_allowed", [timedelta(0), 40 * 53 * timedelta(hours=1)])
def test_promises_that_nobody_can_keep_or_wait_for_are_refused(
    time_allowed: timedelta,
) -> None:
    promise = Promise(priority=P2, response=time_allowed)
    asked = replace(PROMISED, promises=(promise,))
    assert set(errors(promised=asked)) == {"p2.response"}
