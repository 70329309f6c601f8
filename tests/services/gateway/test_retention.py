"""What do programs tell of what a school keeps, and what may they have erased?"""

from __future__ import annotations

from contracts.access import Role
from tests.services.gateway.api import Api, bad_fields, json_of, problem_of
from tests.services.gateway.retention_routes import DIGEST, HOLD, LIST, long_done
from tests.support.cast import ASHGROVE

AT = f"/schools/{ASHGROVE}"
LISTED = f"{AT}/due-lists/{LIST}"
TIME = {"record_class": "tickets", "months": 200, "reason": "A dispute."}


def test_what_is_due_is_listed_and_approved_by_its_digest(api: Api) -> None:
    long_done(api.town)
    head = api.program(Role.HEAD, ASHGROVE)
    listed = json_of(head.post(f"{AT}/due-lists", {"record_class": "tickets"}))
    assert {one["name"] for one in listed["records"]} == {
        "MPJT-1 The kiln will not light",
        "MPJT-2 The kiln will not light",
    }
    problem_of(head.post(f"{LISTED}/approve", {"digest": "0" * 64}), 422, "refused")
    assert set(bad_fields(head.post(f"{LISTED}/approve", {}))) == {"digest"}
    approved = json_of(head.post(f"{LISTED}/approve", {"digest": DIGEST}))
    assert approved["summary"]["state"] == "approved"
    assert {one["name"] for one in approved["records"]} == {
        "MPJT-1 [forgotten]",
        "MPJT-2 [forgotten]",
    }


def test_how_long_is_set_and_what_is_held_is_not_due(api: Api) -> None:
    long_done(api.town)
    head = api.program(Role.HEAD, ASHGROVE)
    assert _due(json_of(api.olu.get(f"{AT}/retention"))) == 2
    held = api.olu.post(f"{AT}/holds", {"on": "school", "reason": "A claim"})
    hold = json_of(held)["hold_id"]
    assert _due(json_of(head.get(f"{AT}/retention"))) == 0
    lift = f"{AT}/holds/{hold}/lift"
    problem_of(api.olu.post(lift, {"reason": "Done"}), 403, "forbidden")
    assert _due(json_of(head.post(lift, {"reason": "Done"}))) == 2
    times = {"times": [TIME]}
    assert _due(json_of(head.call("PUT", f"{AT}/keeping-times", json=times))) == 0


def test_the_desk_reads_how_much_and_neither_names_nor_approves(api: Api) -> None:
    long_done(api.town)
    shown = json_of(api.olu.get(f"{AT}/retention"))
    assert [one["hold_id"] for one in shown["shown_holds"]] == [str(HOLD)]
    problem_of(api.olu.get(LISTED), 403, "forbidden")
    problem_of(api.olu.post(f"{LISTED}/approve", {"digest": DIGEST}), 403, "forbidden")


def _due(shown: dict[str, list[dict[str, object]]]) -> object:
    of = {one["record_class"]: one["due"] for one in shown["classes"]}
    return of["tickets"]
