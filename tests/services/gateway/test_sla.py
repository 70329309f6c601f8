"""What may be asked of the SLA clocks by API?"""

from __future__ import annotations

from typing import Any

import pytest

from tests.services.gateway.api import Api, bad_fields, json_of

DAY = [["08:00", "12:00"], ["13:00", "17:00"]]
BODY: dict[str, Any] = {
    "agreement": {
        "timezone": "Europe/London",
        "hours": dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), DAY),
        "closed": ["2026-12-25"],
        "targets": {
            "p1": {"response": "PT30M", "resolution": "PT4H"},
            "p3": {"response": "PT4H", "resolution": "PT16H"},
        },
        "round_the_clock": ["p1"],
        "reopen": "continue",
    },
    "facts": [
        {"at": "2026-11-23T11:00:00+00:00", "type": "opened", "priority": "p3"},
        {"at": "2026-11-23T13:30:00Z", "type": "human_reply"},
        {"at": "2026-11-23T15:00:00+01:00", "type": "hold", "priority": None},
    ],
    "now": "2026-11-23T16:00:00Z",
}


def changed(path: str, value: Any) -> dict[str, Any]:
    """The body with another value at a place such as `agreement.hours.mon`."""
    name, _, rest = path.partition(".")
    made: dict[str, Any] = _changed(BODY, name, rest, value)
    return made


def _changed(body: Any, name: str, rest: str, value: Any) -> Any:
    if isinstance(body, list):
        place = int(name)
        return [*body[:place], _inner(body[place], rest, value), *body[place + 1 :]]
    return {**body, name: _inner(body.get(name), rest, value)}


def _inner(body: Any, path: str, value: Any) -> Any:
    name, _, rest = path.partition(".")
    return _changed(body, name, rest, value) if path else value


def test_facts_are_counted_under_an_agreement_that_is_tried(api: Api) -> None:
    response, resolution = json_of(api.olu.post("/sla/simulate", BODY))["clocks"]
    assert response == {
        "target": "response",
        "state": "met",
        "due_at": None,
        "breached_at": None,
        "used": "PT1H30M",
        "allowed": "PT4H",
        "intervals": [
            stretch("11:00", "12:00", "working_time"),
            stretch("12:00", "13:00", "outside_hours"),
            stretch("13:00", "13:30", "working_time"),
            stretch("13:30", "16:00", "answered"),
        ],
    }
    assert (resolution["state"], resolution["used"]) == ("paused", "PT2H")
    assert resolution["intervals"][-1] == stretch("14:00", "16:00", "on_hold")


def stretch(from_at: str, until_at: str, because: str) -> dict[str, Any]:
    return {
        "from": f"2026-11-23T{from_at}:00.000000Z",
        "to": f"2026-11-23T{until_at}:00.000000Z",
        "counted": because == "working_time",
        "because": because,
    }


def test_a_school_may_ask_too_and_nobody_without_a_token(api: Api) -> None:
    json_of(api.ben.post("/sla/simulate", BODY))
    answer = api.client.post("/api/v1/sla/simulate", json=BODY)
    assert answer.status_code == 401


def test_a_day_may_last_to_midnight(api: Api) -> None:
    late = changed("agreement.hours.mon", [["10:00", "24:00"]])
    late["now"] = "2026-11-24T08:00:00Z"
    late["facts"] = late["facts"][:1]
    used = [
        one["used"] for one in json_of(api.olu.post("/sla/simulate", late))["clocks"]
    ]
    assert used == ["PT13H", "PT13H"]


def test_a_clock_explains_itself_to_the_desk_and_to_its_school(api: Api) -> None:
    ticket = api.olu.opens(impact="high", urgency="high")
    api.town.settle()
    api.town.clock.advance(hours=1)
    api.olu.acts(ticket, "hold", reason="A part is ordered.")
    api.town.settle()
    api.town.clock.advance(hours=1)
    shown = json_of(api.olu.get(f"/tickets/{ticket}/sla/explanation"))
    response, _, resolution = shown["targets"]
    assert (response["state"], response["used"]) == ("breached", "PT1H")
    assert response["breached_at"] == "2026-06-08T08:30:00.000000Z"
    assert (resolution["state"], resolution["due_at"]) == ("paused", None)
    assert [one["because"] for one in resolution["intervals"]] == [
        "working_time",
        "on_hold",
    ]
    assert json_of(api.priya.get(f"/tickets/{ticket}/sla/explanation")) == shown


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        ("agreement", None, None),
        ("agreement.timezone", "Mars/Base", None),
        ("agreement.timezone", "Europe/London\0", None),
        ("agreement.hours", {}, None),
        (
            "agreement.hours.mon",
            [["09:00", "12:00"], ["11:00", "17:00"]],
            "agreement.hours",
        ),
        ("agreement.hours.mon", [["12:00", "09:00"]], "agreement.hours"),
        ("agreement.hours.mon", [["09:00"]], "agreement.hours.mon.0"),
        ("agreement.hours.mon", [["9", "25:00"]], "agreement.hours.mon.0.0"),
        ("agreement.hours.mon", 7 * [["09:00", "10:00"]], None),
        ("agreement.hours.moonday", [], None),
        ("agreement.closed", ["2026-02-30"], "agreement.closed.0"),
        ("agreement.closed", 501 * ["2026-12-25"], None),
        ("agreement.targets.p10", {}, None),
        ("agreement.targets.p3.response", "4 hours", None),
        ("agreement.targets.p3.response", "PT0S", None),
        ("agreement.targets.p3.resolution", "P9999999D", None),
        ("agreement.targets.p3.resolution", "PT99999999999999999999H", None),
        ("agreement.round_the_clock", ["p10"], "agreement.round_the_clock.0"),
        ("agreement.reopen", "forget", None),
        ("facts", [], None),
        ("facts", "opened", None),
        ("facts.0.priority", "p2", None),
        ("facts.0.priority", "urgent", None),
        ("facts.1.type", "note", None),
        ("facts.1.at", "2026-11-23T13:30:00", None),
        ("facts.1.at", "2026-11-23T10:00:00Z", None),
        ("facts.2.at", "soon", None),
        ("now", "2026-11-23T16:00:00", None),
        ("now", "9999-12-31T23:59:59Z", None),
        ("now", "9999-12-31T23:59:59-12:00", None),
        ("then", "2026-11-23T16:00:00Z", None),
    ],
)
def test_whatever_is_wrong_is_named_by_its_field(
    api: Api, path: str, value: Any, field: str | None
) -> None:
    answer = api.olu.post("/sla/simulate", changed(path, value))
    assert (field or path) in bad_fields(answer)
