"""What may be said and asked of macros over the API?"""

from __future__ import annotations

from uuid import uuid4

from tests.services.gateway.api import Api, bad_fields, json_of, problem_of

RESTART = {"name": "Restart", "text": "Dear {requester}", "ending": "hold"}


def test_macros_are_kept_changed_and_removed(api: Api) -> None:
    added = json_of(api.olu.post("/macros", RESTART, key="one"), 201)
    assert json_of(api.olu.post("/macros", RESTART, key="one"), 201) == added
    [one] = json_of(api.olu.get("/macros"))["macros"]
    assert (one["name"], one["ending"], one["type"]) == ("Restart", "hold", None)
    at = f"/macros/{added['macro_id']}"
    assert api.olu.put(at, RESTART | {"name": "Again"}).status_code == 204
    problem_of(api.olu.put(at, RESTART | {"version": 1}), 409, "conflict")
    problem_of(api.olu.call("DELETE", f"{at}?version=1"), 409, "conflict")
    assert set(bad_fields(api.olu.call("DELETE", f"{at}?version=x"))) == {"version"}
    assert len(json_of(api.olu.get("/macros"))["macros"]) == 1
    assert api.olu.call("DELETE", f"{at}?version=2").status_code == 204
    assert json_of(api.olu.get("/macros")) == {"macros": []}


def test_what_nobody_could_fill_in_is_named(api: Api) -> None:
    answer = api.olu.post("/macros", RESTART | {"text": "Dear {you}", "name": " "})
    assert set(bad_fields(answer)) == {"name", "text"}
    problem_of(api.olu.put(f"/macros/{uuid4()}", RESTART), 404, "not_found")


def test_nobody_of_a_school_has_macros_of_the_desk(api: Api) -> None:
    problem_of(api.priya.get("/macros"), 403, "forbidden")
    problem_of(api.priya.post("/macros", RESTART), 403, "forbidden")


def test_a_ticket_is_answered_with_all_that_goes_with_it(api: Api) -> None:
    ticket = api.olu.opens()
    said = {"text": "Please restart it.", "ending": "hold", "assignee": "Olu"}
    after = json_of(api.olu.acts(ticket, "answer", **said, type="service_request"))
    assert (after["state"], after["assignee"], after["type"]) == (
        *("on_hold", "Olu", "service_request"),
    )
    told = problem_of(api.olu.acts(ticket, "answer", **said), 422, "refused")
    assert "on hold already" in told["detail"]
    assert api.olu.sees(ticket)["version"] == after["version"]
