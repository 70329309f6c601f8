"""May the desk say how long it worked, and a school how much that was in a month?"""

from __future__ import annotations

from uuid import uuid4

from tests.services.gateway.api import Api, bad_fields, json_of, problem_of
from tests.support.cast import ASHGROVE

WORKED = {"minutes": 45, "on": "2026-06-08", "kind": "on_site", "note": "A new tray."}
OTHERWISE = {"minutes": 15, "on": "2026-06-08", "kind": "travel", "reason": "A slip."}


def test_time_is_recorded_once_and_corrected(api: Api) -> None:
    ticket = api.olu.opens()
    at = f"/tickets/{ticket}/time"
    first = json_of(api.olu.post(at, WORKED, key="one"))
    assert json_of(api.olu.post(at, WORKED, key="one")) == first
    [one] = first["spent"]
    assert (first["minutes"], one["kind"], one["note"]) == (
        *(45, "on_site", "A new tray."),
    )
    correct = f"{at}/{one['time_id']}/correct"
    after = json_of(api.olu.post(correct, OTHERWISE | {"version": 1}))
    assert (after["minutes"], after["spent"][0]["corrected"]) == (15, True)
    late = api.olu.post(correct, OTHERWISE | {"version": 1, "minutes": 20})
    problem_of(late, 409, "conflict")
    missing = api.olu.post(f"{at}/{uuid4()}/correct", OTHERWISE | {"version": 1})
    problem_of(missing, 404, "not_found")


def test_what_nobody_can_have_worked_is_told_at_its_field(api: Api) -> None:
    at = f"/tickets/{api.olu.opens()}/time"
    wrong = api.olu.post(at, WORKED | {"minutes": 0})
    assert bad_fields(wrong).keys() == {"minutes"}
    wrong = api.olu.post(at, WORKED | {"on": "2026-06-09"})
    assert bad_fields(wrong).keys() == {"on"}


def test_a_school_reads_its_month_and_not_who_took_how_long(api: Api) -> None:
    ticket = api.olu.opens()
    json_of(api.olu.post(f"/tickets/{ticket}/time", WORKED))
    [one] = json_of(api.priya.get("/effort"))["effort"]
    assert (one["school_id"], one["on_site"], one["tickets"]) == (str(ASHGROVE), 45, 1)
    assert json_of(api.ben.get("/effort"))["effort"] == []
    assert bad_fields(api.priya.get("/effort", month="June")).keys() == {"month"}
    problem_of(api.priya.get(f"/tickets/{ticket}/time"), 403, "forbidden")
    problem_of(api.priya.post(f"/tickets/{ticket}/time", WORKED), 403, "forbidden")
