"""Who is called, and what was escalated to them?"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from contracts.access import Role
from tests.services.gateway.api import Api, bad_fields, json_of, problem_of
from tests.services.gateway.promises import escalated
from tests.support.cast import ASHGROVE, BECKFIELD, OLU

NIGHT = {
    "role": "first_on_call",
    "person_id": str(OLU.person_id),
    "from_at": "2026-06-08T16:00:00Z",
    "until_at": "2026-06-09T07:00:00Z",
    "terms": "Within 30 minutes, P1 only.",
}
OURS = {"alertname": "EscalationWaiting", "caretaker": "escalation"}


def message(status: str = "firing", **labels: str) -> dict[str, Any]:
    alert = {
        "status": status,
        "labels": OURS | labels,
        "startsAt": "2026-06-08T08:00:00Z",
        "fingerprint": "e5ca1a7ed",
    }
    return {"version": "4", "groupKey": "{}:{}", "alerts": [alert]}


def test_the_rota_is_set_read_and_asked_who_is_called(api: Api) -> None:
    first = json_of(api.olu.put("/rota", {"turns": [NIGHT]}))
    assert first["rota_version"] == 1
    assert json_of(api.olu.put("/rota", {"turns": []}))["rota_version"] == 2
    assert json_of(api.olu.get("/rota", version=1)) == first
    json_of(api.olu.put("/rota", {"turns": [NIGHT]}))
    assert json_of(api.olu.get("/on-call"))["turns"] == []
    late = json_of(api.olu.get("/on-call", at="2026-06-08T23:00:00Z"))
    assert [turn["person_id"] for turn in late["turns"]] == [str(OLU.person_id)]
    assert late["turns"][0]["terms"] == "Within 30 minutes, P1 only."


def test_a_rota_that_cannot_be_is_told_by_its_fields(api: Api) -> None:
    backwards = NIGHT | {"until_at": NIGHT["from_at"]}
    told = bad_fields(api.olu.put("/rota", {"turns": [backwards]}))
    assert told == {"turns.0.until_at": ["Must be after it begins."]}
    problem_of(api.olu.get("/rota", version=1), 404, "not_found")
    for none in (0, 10**30):
        assert set(bad_fields(api.olu.get("/rota", version=none))) == {"version"}


def test_nobody_of_a_school_sees_or_sets_the_rota(api: Api) -> None:
    for answer in (
        api.priya.get("/rota"),
        api.priya.get("/on-call"),
        api.priya.put("/rota", {"turns": []}),
    ):
        problem_of(answer, 403, "forbidden")


def test_what_is_escalated_is_shown_and_acknowledged_once(api: Api) -> None:
    ticket = escalated(api)
    [waiting] = json_of(api.olu.get("/escalations"))["escalations"]
    assert (waiting["ticket_id"], waiting["acknowledged_at"]) == (ticket, None)
    path = f"/tickets/{ticket}/acknowledge"
    [known] = json_of(api.olu.call("POST", path))["escalations"]
    assert known["acknowledged_by"].startswith("operator:")
    recorded = api.town.log("sla", ASHGROVE)
    assert json_of(api.olu.call("POST", path))["escalations"] == [known]
    assert api.town.log("sla", ASHGROVE) == recorded


def test_what_was_not_escalated_cannot_be_acknowledged(api: Api) -> None:
    path = f"/tickets/{api.olu.opens()}/acknowledge"
    problem_of(api.olu.call("POST", path), 404, "not_found")


def test_a_school_sees_what_was_escalated_of_its_own_and_no_other(api: Api) -> None:
    escalated(api)
    assert json_of(api.priya.get("/escalations"))["escalations"]
    assert json_of(api.ben.get("/escalations"))["escalations"] == []
    problem_of(api.ben.get("/escalations", school=str(ASHGROVE)), 403, "forbidden")


def test_our_own_alert_opens_nothing_and_records_that_it_was_told(api: Api) -> None:
    ticket = escalated(api)
    monitoring = api.program(Role.MONITORING)
    ours = message(school=str(ASHGROVE), priority="p1")
    told = json_of(monitoring.post("/alerts", ours))
    assert told == {"tickets": [], "carried": [ticket]}
    assert json_of(monitoring.post("/alerts", ours))["carried"] == []
    [known] = json_of(api.olu.get("/escalations"))["escalations"]
    assert known["carried_at"]
    over = message("resolved", school=str(ASHGROVE), priority="p1")
    assert json_of(monitoring.post("/alerts", over))["carried"] == []
    assert len(json_of(api.olu.get("/tickets"))["tickets"]) == 1


def test_our_own_alert_says_of_which_school_and_priority_it_is(api: Api) -> None:
    monitoring = api.program(Role.MONITORING)
    for labels in ({"school": "here", "priority": "p1"}, {"school": str(uuid4())}):
        told = bad_fields(monitoring.post("/alerts", message(**labels)))
        assert {*told} == {"alerts.0.labels"}


def test_an_alert_about_all_schools_together_is_told_of_each(api: Api) -> None:
    ticket = escalated(api)
    monitoring = api.program(Role.MONITORING)
    for priority, carried in (("p2", []), ("p1", [ticket])):
        told = monitoring.post("/alerts", message(school="all", priority=priority))
        assert json_of(told)["carried"] == carried


def test_a_token_of_beckfield_tells_nothing_of_ashgroves_escalations(
    api: Api,
) -> None:
    escalated(api)
    own = api.program(Role.MONITORING, BECKFIELD)
    ours = message(school=str(ASHGROVE), priority="p1")
    problem_of(own.post("/alerts", ours), 403, "forbidden")
    assert json_of(api.olu.get("/escalations"))["escalations"][0]["carried_at"] is None
