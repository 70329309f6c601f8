"""How does Alertmanager tell what is wrong?"""

from __future__ import annotations

from typing import Any

import pytest

from contracts.access import RIGHTS, Right, Role
from contracts.values import PROVIDER
from services.intake.monitoring import alerts as alert_rules
from tests.services.gateway.api import Api, Program, bad_fields, json_of, problem_of
from tests.services.gateway.test_alert_reading import sample
from tests.support.cast import ASHGROVE, BECKFIELD

FIRING, RESOLVED = sample("firing"), sample("resolved")


@pytest.fixture
def monitoring(api: Api) -> Program:
    """Alertmanager of the MSP, which tells of every school."""
    return api.program(Role.MONITORING)


def changed(message: dict[str, Any], **labels: str) -> dict[str, Any]:
    """The message with other labels on each alert."""
    alerts = [one | {"labels": one["labels"] | labels} for one in message["alerts"]]
    return message | {"alerts": alerts}


def since(message: dict[str, Any], moment: str) -> dict[str, Any]:
    return message | {
        "alerts": [one | {"startsAt": moment} for one in message["alerts"]]
    }


def tells(program: Program, message: dict[str, Any]) -> dict[str, Any]:
    """What becomes of a message that is about one ticket."""
    [outcome] = json_of(program.post("/alerts", message))["tickets"]
    told: dict[str, Any] = outcome
    return told


def entries(ticket: dict[str, Any], kind: str) -> list[str]:
    return [e["detail"] for e in ticket["timeline"] if e["kind"] == kind]


def test_a_group_of_alerts_is_a_ticket_and_its_end_resolves_it(
    api: Api, monitoring: Program
) -> None:
    told = tells(monitoring, FIRING)
    assert told["school_id"] == str(ASHGROVE)
    assert (told["firing"], told["times"]) == (2, 2)
    ticket = api.olu.sees(told["ticket_id"])
    assert ticket["reference"] == told["reference"]
    assert ticket["subject"] == "The switch in the hall does not answer"
    assert "The switch in the library" in ticket["description"]
    assert (ticket["channel"], ticket["state"]) == ("alert", "open")
    assert ticket["priority"] == "p1"
    over = tells(monitoring, RESOLVED)
    assert (over["ticket_id"], over["firing"]) == (told["ticket_id"], 0)
    assert api.olu.sees(told["ticket_id"])["state"] == "resolved"


def test_a_message_that_is_sent_again_changes_nothing(
    api: Api, monitoring: Program
) -> None:
    for message in (FIRING, RESOLVED):
        first = tells(monitoring, message)
        recorded = api.town.log("intake", ASHGROVE)
        assert tells(monitoring, message) == first
        assert api.town.log("intake", ASHGROVE) == recorded


def test_an_alert_that_flaps_is_one_ticket_with_a_count(
    api: Api, monitoring: Program
) -> None:
    ticket_id = tells(monitoring, FIRING)["ticket_id"]
    tells(monitoring, RESOLVED)
    again = tells(monitoring, since(FIRING, "2026-06-08T10:00:00Z"))
    assert (again["ticket_id"], again["times"]) == (ticket_id, 4)
    ticket = api.olu.sees(ticket_id)
    assert ticket["state"] == "open"
    assert entries(ticket, "alert_fired")[-1] == "SwitchDown, 4 times by now"
    assert len(entries(ticket, "opened")) == len(entries(ticket, "reopened")) == 1
    assert len(json_of(api.olu.get("/tickets"))["tickets"]) == 1


def test_without_the_memory_of_what_ceased_each_flap_would_be_a_ticket(
    api: Api, monitoring: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alert_rules.Group, "quiet_since", None)
    first = tells(monitoring, FIRING)["ticket_id"]
    tells(monitoring, RESOLVED)
    again = tells(monitoring, since(FIRING, "2026-06-08T10:00:00Z"))
    assert again["ticket_id"] != first


def test_a_ticket_that_the_desk_resolved_stays_so_while_nothing_new_is_told(
    api: Api, monitoring: Program
) -> None:
    ticket_id = tells(monitoring, FIRING)["ticket_id"]
    json_of(api.olu.acts(ticket_id, "resolve", note="It is known."))
    tells(monitoring, FIRING)
    tells(monitoring, RESOLVED)
    ticket = api.olu.sees(ticket_id)
    assert ticket["state"] == "resolved"
    assert len(entries(ticket, "resolved")) == 1


def test_a_label_says_whose_an_alert_is(api: Api, monitoring: Program) -> None:
    urn = {"urn": 900_002, "on": "2026-06-08", "reason": "GIAS has it."}
    json_of(api.olu.post(f"/schools/{BECKFIELD}/urns", urn | {"override": True}))
    told = tells(monitoring, changed(FIRING, school="", urn="900002"))
    assert told["school_id"] == str(BECKFIELD)


def test_a_message_over_two_schools_is_a_ticket_of_each(
    api: Api, monitoring: Program
) -> None:
    [other] = changed(FIRING, school=str(BECKFIELD))["alerts"][1:]
    both = FIRING | {"alerts": [FIRING["alerts"][0], other]}
    outcomes = json_of(monitoring.post("/alerts", both))["tickets"]
    assert [o["school_id"] for o in outcomes] == [str(ASHGROVE), str(BECKFIELD)]
    seen = json_of(api.priya.get("/tickets"))["tickets"]
    assert [t["ticket_id"] for t in seen] == [outcomes[0]["ticket_id"]]
    answer = api.ben.get(f"/tickets/{outcomes[0]['ticket_id']}")
    problem_of(answer, 404, "not_found")


@pytest.mark.parametrize("name", ["", "Ashgrove", "1", str(PROVIDER).replace("1", "2")])
def test_an_alert_of_no_school_that_is_known_is_kept_for_the_msp(
    api: Api, monitoring: Program, name: str
) -> None:
    told = tells(monitoring, changed(FIRING, school=name))
    assert told["school_id"] == str(PROVIDER)
    ticket = api.olu.sees(told["ticket_id"])
    assert name in ticket["description"]


def test_a_token_of_a_school_tells_for_that_school_whatever_a_label_says(
    api: Api,
) -> None:
    own = api.program(Role.MONITORING, BECKFIELD)
    told = tells(own, FIRING)
    assert told["school_id"] == str(BECKFIELD)
    assert api.town.log("intake", ASHGROVE) == []


def test_an_alert_that_cannot_be_read_is_named_once_the_others_are_taken(
    api: Api, monitoring: Program
) -> None:
    good, bad = FIRING["alerts"]
    message = FIRING | {"alerts": [bad | {"fingerprint": ""}, good]}
    told = bad_fields(monitoring.post("/alerts", message))
    assert {*told} == {"alerts.0.fingerprint"}
    [row] = json_of(api.olu.get("/tickets"))["tickets"]
    assert row["subject"] == "The switch in the hall does not answer"


@pytest.mark.parametrize(
    ("message", "field"),
    [
        ({}, "version"),
        (FIRING | {"version": "3"}, "version"),
        (FIRING | {"groupKey": ""}, "groupKey"),
        (FIRING | {"alerts": []}, "alerts"),
        (FIRING | {"alerts": ["one"]}, "alerts.0"),
        (FIRING | {"alerts": [{"labels": {"a": 1}}]}, "alerts.0.labels.a.value"),
    ],
)
def test_a_message_that_is_none_is_told_what_is_wrong_and_leaves_nothing(
    api: Api, monitoring: Program, message: dict[str, Any], field: str
) -> None:
    assert field in bad_fields(monitoring.post("/alerts", message))
    assert api.town.log("intake", ASHGROVE) == []


def test_what_a_newer_alertmanager_says_besides_is_passed_over(
    monitoring: Program,
) -> None:
    alerts = [one | {"silence": "no"} for one in FIRING["alerts"]]
    tells(monitoring, FIRING | {"colour": "red", "alerts": alerts})


def test_monitoring_may_tell_and_nothing_else(api: Api, monitoring: Program) -> None:
    assert RIGHTS[Role.MONITORING] == {Right.DELIVER_ALERTS}
    ticket_id = tells(monitoring, FIRING)["ticket_id"]
    problem_of(monitoring.get(f"/tickets/{ticket_id}"), 403, "forbidden")
    problem_of(api.priya.post("/alerts", FIRING), 403, "forbidden")
