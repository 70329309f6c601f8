"""May the desk plan visits by API, and does the calendar speak against them?"""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import uuid4

import pytest

from contracts.calendar import SetClosures, SetExams
from contracts.directory import GetSchool, SetHours
from contracts.site_visits import Clash
from contracts.values import (
    Closure,
    ClosureKind,
    DayHours,
    ExamPeriod,
    Interval,
    Weekday,
    WorkingHours,
)
from services.gateway.site_visit_times import clashes
from tests.services.gateway.api import Api, bad_fields, json_of, problem_of
from tests.support.cast import ASHGROVE
from tests.support.scenario import at

AT = f"/schools/{ASHGROVE}/site-visits"
PLANNED = {
    "starts_at": "2026-06-09T08:00:00Z",
    "ends_at": "2026-06-09T09:30:00Z",
    "who": ["person:1"],
    "purpose": "A new tray.",
}
MOVED = {
    "starts_at": "2026-06-10T08:00:00Z",
    "ends_at": "2026-06-10T09:00:00Z",
    "who": ["person:1"],
    "reason": "The tray is late.",
}
WEEK = {"since": "2026-06-08T00:00:00Z", "until": "2026-06-15T00:00:00Z"}


@pytest.fixture
def calendar(api: Api) -> Api:
    """Ashgrove is open on weekdays until noon, and knows its closures and exams."""
    opens = Interval(opens=time(9), closes=time(12))
    days = tuple(DayHours(day=day, intervals=(opens,)) for day in tuple(Weekday)[:5])
    hours = WorkingHours(timezone="Europe/London", days=days)
    thursday, friday = date(2026, 6, 11), date(2026, 6, 12)
    closures = tuple(
        Closure(from_on=on, until_on=on, kind=kind, reason="Floors")
        for on, kind in ((thursday, ClosureKind.PLANNED), (friday, ClosureKind.INSET))
    )
    mocks = ExamPeriod(
        name="Mocks", from_on=date(2026, 6, 10), until_on=date(2026, 6, 10)
    )
    for command in (
        SetHours(school_id=ASHGROVE, hours=hours),
        SetClosures(school_id=ASHGROVE, closures=closures),
        SetExams(school_id=ASHGROVE, exams=(mocks,)),
    ):
        api.town.execute(command)
    return api


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("tue 09:00", "tue 10:30", []),
        ("tue 11:00", "tue 12:30", [Clash.OUT_OF_HOURS]),
        ("sat 09:00", "sat 10:00", [Clash.OUT_OF_HOURS]),
        ("thu 09:00", "thu 10:00", [Clash.CLOSED]),
        ("fri 09:00", "fri 10:00", []),
        ("wed 08:00", "wed 10:00", [Clash.OUT_OF_HOURS, Clash.EXAMS]),
    ],
)
def test_what_speaks_against_a_time_is_known(
    calendar: Api, first: str, last: str, expected: list[Clash]
) -> None:
    from_api = calendar.town.ask(_school())
    times: tuple[datetime, datetime] = (at(first), at(last))
    assert list(clashes(from_api, (), *times)) == expected


def test_a_day_on_which_no_promise_counts_is_closed(calendar: Api) -> None:
    view = calendar.town.ask(_school())
    closed = {date(2026, 6, 9)}
    times = (at("tue 09:00"), at("tue 10:00"))
    assert list(clashes(view, closed, *times)) == [Clash.CLOSED]


def test_a_visit_is_planned_moved_and_recorded(api: Api) -> None:
    ticket = api.olu.opens()
    body = PLANNED | {"tickets": [ticket]}
    answer = json_of(api.olu.post(AT, body, key="one"), 201)
    assert json_of(api.olu.post(AT, body, key="one"), 201) == answer
    one = answer["visit"]
    where = f"{AT}/{one['visit_id']}"
    moved = json_of(api.olu.post(f"{where}/move", MOVED | {"version": 1}))["visit"]
    assert (moved["starts_at"], moved["version"]) == ("2026-06-10T08:00:00.000000Z", 2)
    late = api.olu.post(f"{where}/cancel", {"version": 1, "reason": "Late."})
    problem_of(late, 409, "conflict")
    early = api.olu.post(f"{where}/miss", {"version": 2, "reason": "Late."})
    problem_of(early, 422, "refused")
    api.town.clock.set(at("thu 09:00"))
    was = {"arrived_at": MOVED["starts_at"], "left_at": MOVED["ends_at"]}
    done = {"version": 2, "done": "It prints.", "signed_by": "Priya", **was}
    assert json_of(api.olu.post(f"{where}/record", done))["visit"]["state"] == "done"
    assert json_of(api.priya.get(where))["visit"]["signed_by"] == "Priya"
    assert len(json_of(api.priya.get("/site-visits", **WEEK))["visits"]) == 1
    assert json_of(api.ben.get("/site-visits", **WEEK))["visits"] == []
    problem_of(api.ben.get(where), 403, "forbidden")
    problem_of(api.priya.post(AT, PLANNED), 403, "forbidden")
    problem_of(api.olu.get(f"{AT}/{uuid4()}"), 404, "not_found")


def test_nobody_says_that_the_school_is_open_when_it_is_not(calendar: Api) -> None:
    late = PLANNED | {"ends_at": "2026-06-09T12:00:00Z"}
    assert bad_fields(calendar.olu.post(AT, late)).keys() == {"reason"}
    assert bad_fields(calendar.olu.post(AT, late | {"clashes": []})).keys() == {
        "clashes"
    }
    explained = late | {"reason": "The hall is free then."}
    one = json_of(calendar.olu.post(AT, explained), 201)["visit"]
    assert one["clashes"] == ["out_of_hours"]


def test_the_calendar_of_a_school_has_its_visits(api: Api) -> None:
    json_of(api.olu.post(AT, PLANNED), 201)
    file = api.priya.get(f"/schools/{ASHGROVE}/calendar.ics").text
    assert "SUMMARY:IT visit: A new tray." in file
    assert "DTSTART:20260609T080000Z" in file


def _school() -> GetSchool:
    return GetSchool(school_id=ASHGROVE)
