"""When is a school open on the coming days, by its hours and its calendar?"""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

from contracts.calendar import SetClosures
from contracts.directory import SetHours
from contracts.sla import AgreementView, ClosedDay, GetAgreement
from contracts.sla_promises import WhyClosed
from contracts.values import (
    Closure,
    ClosureKind,
    DayHours,
    Interval,
    Weekday,
    WorkingHours,
)
from services.gateway.open_hours import Stretch, on_day, pieces, stretches
from tests.services.gateway.api import Api, bad_fields, json_of, request_of
from tests.support.cast import ASHGROVE
from tests.support.scenario import at

DAY = at("tue 09:00").date()
HOURS = WorkingHours(
    timezone="Europe/London",
    days=(
        DayHours(
            day=Weekday.MONDAY,
            intervals=(
                Interval(opens=time(8), closes=time(12)),
                Interval(opens=time(13), closes=time(16)),
            ),
        ),
        DayHours(
            day=Weekday.TUESDAY, intervals=(Interval(opens=time(8), closes=time(16)),)
        ),
    ),
)


def agreement(api: Api, *closed: ClosedDay) -> AgreementView:
    api.town.execute(SetHours(school_id=ASHGROVE, hours=HOURS))
    api.town.settle()
    found: AgreementView = api.town.ask(GetAgreement(school_id=ASHGROVE))
    return AgreementView(
        school_id=found.school_id,
        agreement_version=found.agreement_version,
        effective_from=found.effective_from,
        hours=found.hours,
        closed=closed,
        promised=found.promised,
    )


def wants(begins: str, ends: str) -> dict[str, Any]:
    said = {"from_at": at(begins).isoformat(), "until_at": at(ends).isoformat()}
    return request_of(channel="callback", callback={"number": "02079460000", **said})


def test_a_weekday_that_is_not_named_is_not_open() -> None:
    assert len(on_day(HOURS, DAY)) == 1
    assert on_day(HOURS, DAY + timedelta(days=1)) == ()


def test_what_is_over_is_left_out_and_there_is_a_gap_at_noon(api: Api) -> None:
    found = [*stretches(agreement(api), at("mon 09:00"), days=7)]
    assert found == [
        Stretch(at("mon 08:00"), at("mon 12:00")),
        Stretch(at("mon 13:00"), at("mon 16:00")),
        Stretch(at("tue 08:00"), at("tue 16:00")),
    ]


def test_it_is_not_open_on_a_day_that_is_closed(api: Api) -> None:
    closed = ClosedDay(on=DAY, because=WhyClosed.CLOSURE)
    shown = [*stretches(agreement(api, closed), at("mon 17:00"), days=7)]
    assert shown == []


def test_a_long_stretch_comes_in_pieces() -> None:
    whole = Stretch(at("mon 09:00"), at("mon 12:00"))
    assert [*pieces([whole], timedelta(hours=2))] == [
        Stretch(at("mon 09:00"), at("mon 11:00")),
        Stretch(at("mon 11:00"), at("mon 12:00")),
    ]


def test_a_call_is_asked_for_by_the_api_in_the_hours_of_the_school(api: Api) -> None:
    agreement(api)
    path = f"/schools/{ASHGROVE}/tickets"
    opened = json_of(api.priya.post(path, wants("mon 15:00", "mon 18:00")), 201)
    shown = api.olu.sees(opened["ticket_id"])
    assert shown["callback"]["number"] == "+442079460000"
    answer = api.priya.post(path, wants("mon 12:00", "mon 13:00"))
    assert set(bad_fields(answer)) == {"callback.from_at"}
    closure = Closure(
        from_on=DAY, until_on=DAY, kind=ClosureKind.EMERGENCY, reason="Snow"
    )
    api.town.execute(SetClosures(school_id=ASHGROVE, closures=(closure,)))
    api.town.settle()
    answer = api.priya.post(path, wants("tue 09:00", "tue 12:00"))
    assert "closed" in bad_fields(answer)["callback.from_at"][0]


def test_what_is_wrong_with_the_time_itself_is_told_by_intake(api: Api) -> None:
    path = f"/schools/{ASHGROVE}/tickets"
    answer = api.priya.post(path, wants("mon 12:00", "mon 11:00"))
    assert set(bad_fields(answer)) == {"callback.until_at"}
    said = wants("mon 12:00", "mon 13:00")
    said["callback"]["until_at"] = "2036-06-08T12:00:00Z"
    assert set(bad_fields(api.priya.post(path, said))) == {"callback.until_at"}


def test_what_came_of_a_call_is_told_by_the_api(api: Api) -> None:
    ticket_id = api.olu.opens(
        channel="callback",
        callback={
            "number": "020 7946 0000",
            "from_at": at("mon 10:00").isoformat(),
            "until_at": at("mon 11:00").isoformat(),
        },
    )
    act = f"/tickets/{ticket_id}/callback"
    tried = json_of(api.olu.post(act, {"version": 2, "reached": False}))
    assert tried["callback"]["tries"] == 1
    answer = api.olu.post(act, {"version": 3, "reached": True})
    assert set(bad_fields(answer)) == {"text"}
    said = {"version": 3, "reached": True, "text": "Restart it."}
    assert json_of(api.olu.post(act, said))["callback"]["reached_at"]
    assert api.priya.post(act, said).status_code == 403
