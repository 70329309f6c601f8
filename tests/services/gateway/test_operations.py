"""What waits for an operator?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from sqlalchemy import Connection

from services.audit.rooms import ROOMS as AUDIT
from services.gateway.log import SERVICES
from shared.decider import Heard
from tests.services.gateway.api import Api, bad_fields, json_of, problem_of
from tests.support.cast import ASHGROVE

RETRY = {"service": "audit", "source": "intake", "school_id": str(ASHGROVE)}


@pytest.fixture
def stuck(api: Api) -> Api:
    """A town whose audit could not apply what intake recorded at Ashgrove."""
    api.town.open(replace(AUDIT, fold=_cannot))
    api.olu.opens()
    api.town.settle()
    return api


def _cannot(_connection: Connection, heard: Sequence[Heard]) -> None:
    if any(one.envelope.service == "intake" for one in heard):
        raise ArithmeticError("the shelf is full")


def test_what_could_not_be_applied_is_shown_with_its_error(stuck: Api) -> None:
    for query in ({"service": "audit"}, {}):
        (parked,) = json_of(stuck.olu.get("/operations/parked", **query))["parked"]
        assert parked["service"] == "audit"
        assert parked["source"] == "intake"
        assert parked["school_id"] == str(ASHGROVE)
        assert (parked["position"], parked["type"]) == (1, "intake.ticket_opened")
        assert parked["error"].startswith("ArithmeticError at tests/")
        assert "shelf" not in parked["error"], "what it says may be of a person"
    others = json_of(stuck.olu.get("/operations/parked", service="sla"))
    assert others == {"parked": []}


def test_it_is_applied_again_once_its_cause_is_gone(stuck: Api) -> None:
    assert json_of(stuck.olu.post("/operations/parked/retry", RETRY)) == {
        "parked": True
    }
    stuck.town.open(AUDIT)
    assert json_of(stuck.olu.post("/operations/parked/retry", RETRY)) == {
        "parked": False
    }
    assert json_of(stuck.olu.get("/operations/parked")) == {"parked": []}


def test_a_service_that_is_not_there_is_named(api: Api) -> None:
    answer = api.olu.get("/operations/parked", service="weather")
    assert set(bad_fields(answer)) == {"service"}
    for service in ("", "weather"):
        body = {**RETRY, "service": service}
        answer = api.olu.post("/operations/parked/retry", body)
        assert set(bad_fields(answer)) == {"service"}


def test_all_services_are_asked(api: Api) -> None:
    for service in SERVICES:
        away = api.town.link.hosted.pop(service)
        assert api.olu.get("/operations/parked").status_code == 503
        api.town.link.hosted[service] = away


def test_schools_do_not_operate_the_platform(api: Api) -> None:
    problem_of(api.priya.get("/operations/parked"), 403, "forbidden")
    answer = api.priya.post("/operations/parked/retry", RETRY)
    problem_of(answer, 403, "forbidden")
