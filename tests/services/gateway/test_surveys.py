"""How is a school asked once a year by API, and who reads what came of it?"""

from __future__ import annotations

from contracts.access import Role
from tests.services.gateway.api import Api, json_of, problem_of
from tests.support.cast import ASHGROVE, BECKFIELD

AT = f"/schools/{ASHGROVE}/surveys"


def test_a_survey_is_sent_once_in_the_school_year_that_runs(api: Api) -> None:
    problem_of(api.olu.post(AT, {}), 422, "refused")
    api.priya.opens(subject="No sound")
    sent = api.olu.post(AT, {})
    assert sent.status_code == 201
    assert sent.json is not None
    [one] = sent.json["surveys"]
    assert (one["year_from"], one["asked"], one["answered"]) == ("2025-09-01", 0, 0)
    assert [it["times"] for it in one["questions"]] == [[0] * 5] * 5
    problem_of(api.olu.post(AT, {}), 422, "refused")
    assert json_of(api.olu.get("/surveys", begins_in=2025))["surveys"] == [one]
    assert json_of(api.olu.get("/surveys", begins_in=2024))["surveys"] == []


def test_who_runs_a_school_sends_it_and_nobody_of_another_reads_of_it(
    api: Api,
) -> None:
    api.priya.opens(subject="No sound")
    head = api.program(Role.HEAD, ASHGROVE)
    assert head.post(AT, {}).status_code == 201
    assert len(json_of(head.get("/surveys"))["surveys"]) == 1
    other = api.program(Role.HEAD, BECKFIELD)
    assert json_of(other.get("/surveys"))["surveys"] == []
    problem_of(other.get("/surveys", school=str(ASHGROVE)), 403, "forbidden")
    problem_of(other.post(AT, {}), 403, "forbidden")


def test_staff_neither_send_nor_read_it(api: Api) -> None:
    problem_of(api.priya.post(AT, {}), 403, "forbidden")
    problem_of(api.priya.get("/surveys"), 403, "forbidden")
