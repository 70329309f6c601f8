"""Is it told over the API who joins, moves or leaves, and done as a list?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from contracts.access import Role
from tests.services.gateway.api import Api, bad_fields, json_of, problem_of
from tests.support.cast import ASHGROVE

LEAVER = {
    "kind": "leaver",
    "person": "Sam Okafor",
    "role": "Teacher",
    "on": "2026-06-12",
    "kit": "Laptop 17",
}


def marks(api: Api, ticket: str, action: str) -> Any:
    version = api.olu.sees(ticket)["version"]
    done = {"version": version, "action": action, "state": "done"}
    return api.olu.post(f"/tickets/{ticket}/action", done)


def test_a_leaver_is_told_done_as_a_list_and_then_resolved(api: Api) -> None:
    office = api.program(Role.BUSINESS_MANAGER, ASHGROVE)
    ticket = office.opens(subject="A leaver", change=LEAVER)
    shown = api.olu.sees(ticket)
    assert (shown["type"], shown["approval"]) == ("service_request", None)
    assert shown["change"]["person"] == "Sam Okafor"
    told = problem_of(api.olu.acts(ticket, "resolve", note="Done."), 422, "refused")
    assert "Still to be done" in told["detail"]
    for one in shown["change"]["actions"]:
        after = json_of(marks(api, ticket, one["name"]))
    assert {one["state"] for one in after["change"]["actions"]} == {"done"}
    done = json_of(api.olu.acts(ticket, "resolve", note="Done."))
    assert done["state"] == "resolved"
    owed = json_of(office.get(f"/schools/{ASHGROVE}/obligations"))
    assert (owed["in_all"], owed["met"], owed["missed"]) == (1, 1, 0)


def test_the_day_is_changed_and_the_clock_follows(api: Api) -> None:
    ticket = api.olu.opens(change=LEAVER)
    api.town.settle()
    due = api.olu.sees(ticket)["obligation"]["due_at"]
    assert due == "2026-06-12T23:00:00.000000Z"
    json_of(api.olu.acts(ticket, "staff-day", on="2026-07-17"))
    api.town.settle()
    due = api.olu.sees(ticket)["obligation"]["due_at"]
    assert due == "2026-07-17T23:00:00.000000Z"


def test_a_joiner_waits_for_the_head(api: Api) -> None:
    ticket = api.olu.opens(change=LEAVER | {"kind": "joiner"})
    told = problem_of(marks(api, ticket, "account"), 422, "refused")
    assert "approve it first" in told["detail"]
    json_of(api.program(Role.HEAD, ASHGROVE).acts(ticket, "approval/give"))
    json_of(marks(api, ticket, "account"))


def test_what_is_wrong_with_a_change_is_named(api: Api) -> None:
    body = {"subject": "A leaver", "change": LEAVER | {"person": " "}}
    answer = api.olu.post(f"/schools/{ASHGROVE}/tickets", _request(body))
    assert set(bad_fields(answer)) == {"change.person"}


def test_staff_tell_nobody_away_and_do_not_see_who_leaves(api: Api) -> None:
    body = _request({"change": LEAVER})
    answer = api.priya.post(f"/schools/{ASHGROVE}/tickets", body)
    problem_of(answer, 403, "forbidden")
    ticket = api.olu.opens(change=LEAVER)
    assert api.priya.sees(ticket)["change"]["person"] is None


def _request(body: Mapping[str, object]) -> dict[str, object]:
    return {
        "subject": "A leaver",
        "description": "",
        "requester": {"name": "Olu", "email": "olu@ashgrove.example"},
        "channel": "phone",
        "impact": "low",
        "urgency": "low",
    } | dict(body)
