"""Is a verdict restated by who may, and shown beside the one of then?"""

from __future__ import annotations

from typing import Any

import pytest

from contracts.access import Role
from tests.services.gateway.api import Api, bad_fields, json_of, problem_of
from tests.services.gateway.bodies import RESTATED
from tests.services.gateway.promises import done
from tests.support.cast import ASHGROVE

PERIOD = RESTATED | {"from_on": "2026-06-08", "until_on": "2026-06-09"}
OF_A_PERIOD = f"/schools/{ASHGROVE}/sla/restate"


@pytest.fixture
def ticket(api: Api) -> str:
    """A P1 that was done in twenty minutes; a quarter of an hour is promised since."""
    return done(api)


def verdicts(told: dict[str, Any]) -> tuple[str, str]:
    response = told["restatement"]["targets"][0]
    return response["before"]["verdict"], response["after"]["verdict"]


def test_a_ticket_is_restated_with_its_reason_and_the_school_reads_both(
    api: Api, ticket: str
) -> None:
    at = f"/tickets/{ticket}/sla/restate"
    told = json_of(api.administrator.post(at, RESTATED))
    assert verdicts(told) == ("kept", "missed")
    assert told["agreement_version"] == 1
    assert told["restatement"]["reason"] == "Agreed in May."
    assert told["restatement"]["restater"] == "Olu"
    explained = f"/tickets/{ticket}/sla/explanation"
    assert json_of(api.priya.get(explained))["restatement"] == told["restatement"]
    assert api.ben.get(explained).status_code == 404


def test_a_period_is_restated_and_a_retry_restates_nothing_twice(
    api: Api, ticket: str
) -> None:
    for _ in range(2):
        told = json_of(api.administrator.post(OF_A_PERIOD, PERIOD, key="once"))
        assert told == {"restated": 1, "looked_at": 1}
    log = [one.type for one in api.town.log("sla", ASHGROVE)]
    assert log.count("sla.clock_restated") == 1
    [response, *_] = json_of(api.priya.get("/attainment"))["attained"]
    kept = response["kept"], response["kept_restated"], response["missed_restated"]
    assert kept == (1, 0, 1)


def test_a_school_restates_nothing(api: Api, ticket: str) -> None:
    head = api.program(Role.HEAD, ASHGROVE)
    for program in (head, api.priya, api.ben):
        at = f"/tickets/{ticket}/sla/restate"
        assert program.post(at, RESTATED).status_code in {403, 404}
        problem_of(program.post(OF_A_PERIOD, PERIOD), 403, "forbidden")


def test_what_cannot_be_restated_is_said_to_be_so(api: Api, ticket: str) -> None:
    at = f"/tickets/{ticket}/sla/restate"
    same = RESTATED | {"agreement_version": 1}
    problem_of(api.administrator.post(at, same), 422, "refused")
    nothing = RESTATED | {"reason": ""}
    assert [*bad_fields(api.administrator.post(at, nothing))] == ["reason"]
    backwards = PERIOD | {"until_on": "2026-06-07"}
    wrong = bad_fields(api.administrator.post(OF_A_PERIOD, backwards))
    assert [*wrong] == ["until_on"]
