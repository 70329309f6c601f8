"""What may be said and asked of saved views?"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from tests.services.gateway.api import Api, Program, json_of, problem_of
from tests.support.cast import ASHGROVE


def views(program: Program) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json_of(program.get("/views"))["views"]
    return found


def test_a_view_is_saved_counted_changed_and_removed(api: Api) -> None:
    api.olu.opens(impact="high", urgency="high")
    api.olu.opens()
    body = {"name": "Urgent", "priority": "p1", "of_school": str(ASHGROVE)}
    first = api.olu.post("/views", body, key="k")
    view_id = json_of(first, 201)["view_id"]
    assert json_of(api.olu.post("/views", body, key="k"), 201) == {"view_id": view_id}
    [view] = views(api.olu)
    assert (view["name"], view["count"], view["version"]) == ("Urgent", 1, 1)
    changed = {"name": "All", "shared": True, "version": 1}
    assert api.olu.put(f"/views/{view_id}", changed).status_code == 204
    assert [(one["name"], one["count"]) for one in views(api.administrator)] == [
        ("All", 2)
    ]
    late = api.olu.put(f"/views/{view_id}", changed | {"name": "Late"})
    assert problem_of(late, 409, "conflict")["version"] == 2
    assert api.olu.call("DELETE", f"/views/{view_id}").status_code == 204
    assert views(api.olu) == []


def test_a_view_that_is_not_there_is_not_found(api: Api) -> None:
    problem_of(api.olu.put(f"/views/{uuid4()}", {"name": "Some"}), 404, "not_found")
    problem_of(api.olu.call("DELETE", f"/views/{uuid4()}"), 404, "not_found")


def test_tickets_are_found_by_priority_and_channel(api: Api) -> None:
    urgent = api.olu.opens(impact="high", urgency="high", channel="email")
    api.olu.opens()
    for asked in ({"priority": "p1"}, {"channel": "email"}):
        found = json_of(api.olu.get("/tickets", **asked))["tickets"]
        assert [one["ticket_id"] for one in found] == [urgent]
    assert json_of(api.olu.get("/tickets", priority="p1", channel="phone")) == {
        "tickets": [],
        "cursor": "",
    }
    problem_of(api.olu.get("/tickets", priority="p10"), 422, "invalid")
