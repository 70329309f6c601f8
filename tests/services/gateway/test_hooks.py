"""What may be said and asked of hooks over the API?"""

from __future__ import annotations

from uuid import UUID

from contracts.access import Role
from contracts.hooks import Occasion
from tests.services.gateway.api import Api, bad_fields, json_of, problem_of
from tests.services.gateway.hook_routes import ADDRESS, HOOK, WANTED, told
from tests.support.cast import ASHGROVE


def test_a_hook_is_added_shown_without_its_secret_and_removed(api: Api) -> None:
    somebody = api.administrator
    added = json_of(somebody.post("/hooks", WANTED, key="one"), 201)
    assert added["secret"].startswith("whsec_")
    assert json_of(somebody.post("/hooks", WANTED, key="one"), 201) == added
    shown = json_of(somebody.get("/hooks"))
    assert added["secret"] not in str(shown)
    [one] = shown["hooks"]
    assert (one["address"], one["occasions"]) == (ADDRESS, ["ticket.opened"])
    assert (one["waiting"], one["failed"]) == (0, 0)
    at = f"/hooks/{added['hook_id']}"
    assert json_of(somebody.get(f"{at}/notices")) == {"notices": []}
    assert somebody.call("DELETE", at).status_code == 204
    assert json_of(somebody.get("/hooks")) == {"hooks": []}


def test_what_is_wrong_is_named(api: Api) -> None:
    wrong = {"address": "http://receiver.example/", "occasions": []}
    answer = api.administrator.post("/hooks", wrong)
    assert set(bad_fields(answer)) == {"address", "occasions"}
    wrong = {"address": ADDRESS, "occasions": ["ticket.eaten"]}
    assert "occasions" in str(bad_fields(api.administrator.post("/hooks", wrong)))


def test_a_school_has_its_own_and_sees_each_try(api: Api) -> None:
    ticket = api.olu.opens()
    told(api.town, ticket_id=UUID(ticket))
    head, whose = api.program(Role.HEAD, ASHGROVE), {"school": str(ASHGROVE)}
    [one] = json_of(head.get("/hooks", **whose))["hooks"]
    assert (one["waiting"], one["failed"]) == (0, 1)
    at = f"/hooks/{HOOK}/notices"
    [notice] = json_of(head.get(at, **whose))["notices"]
    assert (notice["occasion"], notice["state"]) == (Occasion.OPENED.value, "failed")
    [tried] = notice["tries"]
    assert (tried["attempt"], tried["status"]) == (1, 410)
    path = f"/schools/{ASHGROVE}/notices/{notice['about']}/{notice['notice_id']}/replay"
    assert head.post(path, {}).status_code == 204
    problem_of(head.post(path, {}), 422, "refused")
    [notice] = json_of(head.get(at, **whose))["notices"]
    assert notice["state"] == "waiting"


def test_who_works_on_tickets_does_not_say_who_is_told_of_them(api: Api) -> None:
    for somebody in (api.olu, api.priya):
        problem_of(somebody.get("/hooks"), 403, "forbidden")
        problem_of(somebody.post("/hooks", WANTED), 403, "forbidden")
