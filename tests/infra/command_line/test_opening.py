"""Are a school's hours read as they are written, and back?"""

from __future__ import annotations

import pytest

from infra.command_line.opening import days_of, written_hours
from infra.command_line.options import Unclear

MORNING = {"opens": "08:30", "closes": "12:00"}
AFTERNOON = {"opens": "13:00", "closes": "16:00"}


def test_hours_of_several_days_are_written_on_one_line() -> None:
    assert days_of(["Mon-Tue 8:30-12:00, 13:00-16:00"]) == [
        {"day": "mon", "intervals": [MORNING, AFTERNOON]},
        {"day": "tue", "intervals": [MORNING, AFTERNOON]},
    ]


def test_a_later_line_replaces_an_earlier_one_and_days_come_in_order() -> None:
    assert days_of(["sat 08:30-12:00", "thu-fri 13:00-16:00", "fri 08:30-12:00"]) == [
        {"day": "thu", "intervals": [AFTERNOON]},
        {"day": "fri", "intervals": [MORNING]},
        {"day": "sat", "intervals": [MORNING]},
    ]


def test_hours_are_written_as_they_may_be_read() -> None:
    written = ["mon-thu 08:30-12:00,13:00-16:00", "fri 08:30-12:00"]
    assert list(written_hours({"days": days_of(written)})) == written


def test_days_with_a_day_between_are_not_written_as_one_stretch() -> None:
    days = days_of(["mon 08:30-12:00", "wed-thu 08:30-12:00"])
    assert list(written_hours({"days": days})) == [
        "mon 08:30-12:00",
        "wed-thu 08:30-12:00",
    ]


@pytest.mark.parametrize(
    "written",
    [
        "",
        "mon",
        "mon-fri",
        "day 08:30-12:00",
        "fri-mon 08:30-12:00",
        "mon 8-12",
        "mon ,",
    ],
)
def test_what_are_no_hours_is_refused(written: str) -> None:
    with pytest.raises(Unclear):
        days_of([written])
