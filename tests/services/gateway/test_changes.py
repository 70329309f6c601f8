"""What may be said and asked of changes by API, and does a freeze hold?"""

from __future__ import annotations

from datetime import date

from contracts.access import Role
from contracts.calendar import SetExams
from contracts.values import ExamPeriod
from tests.services.gateway.api import Api, bad_fields, json_of, problem_of
from tests.services.gateway.change_routes import ALLOWED, PLAN, SWITCH
from tests.support.cast import ASHGROVE
from tests.support.scenario import at

STANDARD = f"/schools/{ASHGROVE}/standard-changes"
JUNE = {"from_on": "2026-06-01", "until_on": "2026-06-30"}


def examine(api: Api) -> None:
    """Ashgrove has exams on the Tuesday."""
    mocks = ExamPeriod(
        name="Mocks", from_on=date(2026, 6, 9), until_on=date(2026, 6, 9)
    )
    api.town.execute(SetExams(school_id=ASHGROVE, exams=(mocks,)))
    api.town.settle()


def test_a_change_is_planned_approved_made_and_resolved(api: Api) -> None:
    ticket = api.olu.opens(type="change")
    at_it = f"/tickets/{ticket}/change"
    assert json_of(api.olu.get(at_it))["change"] is None
    planned = json_of(api.olu.post(f"{at_it}/plan", PLAN, key="one"))
    assert json_of(api.olu.post(f"{at_it}/plan", PLAN, key="one")) == planned
    assert planned["change"]["approval"] == "asked"
    early = api.olu.post(f"{at_it}/begin", {"version": 1})
    assert "has to approve" in problem_of(early, 422, "refused")["detail"]
    head = api.program(Role.HEAD, ASHGROVE)
    given = head.acts(ticket, "approval/give")
    json_of(given)
    api.town.clock.set(at("tue 18:00"))
    json_of(api.olu.post(f"{at_it}/begin", {"version": 1}))
    problem_of(api.olu.acts(ticket, "resolve", note="Lit."), 422, "refused")
    done = {"version": 2, "done": True, "said": "It is lit."}
    change = json_of(api.olu.post(f"{at_it}/end", done))["change"]
    assert (change["state"], change["outcome"]) == ("done", "It is lit.")
    json_of(api.olu.acts(ticket, "resolve", note="Lit."))
    late = api.olu.post(f"{at_it}/withdraw", {"version": 1, "reason": "No."})
    problem_of(late, 409, "conflict")


def test_a_freeze_is_honoured_and_who_runs_the_school_may_allow(api: Api) -> None:
    examine(api)
    ticket = api.olu.opens(type="change")
    at_it = f"/tickets/{ticket}/change"
    frozen = problem_of(api.olu.post(f"{at_it}/plan", PLAN), 422, "refused")
    assert "Mocks (exams, 09/06/2026 to 09/06/2026)" in frozen["detail"]
    for program in (api.olu, api.priya, api.administrator):
        problem_of(program.post(f"{at_it}/allow", ALLOWED), 403, "forbidden")
    head = api.program(Role.HEAD, ASHGROVE)
    allowed = json_of(head.post(f"{at_it}/allow", ALLOWED))["allowed"]
    assert allowed[0]["allower"] == "a program in the role of head"
    again = PLAN | {"version": 1}
    json_of(api.olu.post(f"{at_it}/plan", again))
    [shown] = json_of(api.priya.get("/changes", **JUNE))["changes"]
    assert shown["freezes"][0]["name"] == "Mocks"
    assert json_of(api.ben.get("/changes", **JUNE))["changes"] == []
    problem_of(api.ben.get(at_it), 404, "not_found")


def test_a_standard_change_is_the_schools_to_approve(api: Api) -> None:
    body = {"changes": [SWITCH], "version": 0}
    assert json_of(api.olu.put(STANDARD, body))["approved"] == []
    problem_of(api.olu.put(STANDARD, body), 409, "conflict")
    names = {"version": 1, "names": ["switch"]}
    problem_of(api.olu.post(f"{STANDARD}/approve", names), 403, "forbidden")
    head = api.program(Role.HEAD, ASHGROVE)
    assert json_of(head.post(f"{STANDARD}/approve", names))["approved"] == ["switch"]
    assert json_of(api.priya.get(STANDARD))["approver"]
    problem_of(api.ben.get(STANDARD), 403, "forbidden")
    wrong = api.olu.put(STANDARD, {"changes": [SWITCH, SWITCH]})
    assert bad_fields(wrong).keys() == {"changes.1.name"}


def test_the_weeks_that_come_are_foreseen(api: Api) -> None:
    for _ in range(2):
        api.olu.opens()
    api.town.clock.set(at("next mon 09:00"))
    where = f"/schools/{ASHGROVE}/forecast"
    view = json_of(api.priya.get(where, from_on="2027-06-09", weeks=2))
    assert [(one["week_on"], one["tickets"]) for one in view["weeks"]] == [
        ("2027-06-07", 2),
        ("2027-06-14", None),
    ]
    for wrong in ("soon", "9999-12-31"):
        assert bad_fields(api.priya.get(where, from_on=wrong)).keys() == {"from_on"}
    problem_of(api.ben.get(where, from_on="2027-06-09"), 403, "forbidden")
