"""Is the standard promise one that a desk can keep, and says it what we mean?"""

from __future__ import annotations

from datetime import timedelta

import pytest

from contracts.fields import format_duration
from contracts.values import Priority
from services.sla.standard import HOURS, PROMISED, PROMISES
from services.sla.working_time import Hours
from tests.support.scenario import at


@pytest.mark.parametrize(
    ("priority", "response", "next_update", "resolution"),
    [
        (Priority.P1, "PT30M", "PT1H", "PT4H"),
        (Priority.P2, "PT1H", "PT4H", "PT8H"),
        (Priority.P3, "PT4H", "PT9H", "PT27H"),
        (Priority.P4, "PT9H", "PT18H", "PT45H"),
    ],
)
def test_each_priority_has_its_times(
    priority: Priority, response: str, next_update: str, resolution: str
) -> None:
    (promise,) = (one for one in PROMISES if one.priority is priority)
    assert [
        format_duration(time)
        for time in (promise.response, promise.next_update, promise.resolution)
        if time is not None
    ] == [response, next_update, resolution]


def test_the_desk_works_from_eight_to_five_on_weekdays() -> None:
    assert Hours(HOURS).in_a_week == timedelta(hours=45)
    assert Hours(HOURS).add(at("fri 16:30"), timedelta(hours=1)) == at("next mon 08:30")


def test_a_working_day_is_nine_hours_so_p4_is_done_in_five() -> None:
    five_days = PROMISES[-1].resolution
    assert five_days is not None
    assert Hours(HOURS).add(at("mon 10:00"), five_days) == at("next mon 10:00")


def test_a_warning_comes_with_a_quarter_of_the_time_left() -> None:
    assert PROMISED.warn_at_percents == (75,)
