"""Is a project proposed, approved and closed by API, and read by its school?"""

from __future__ import annotations

from contracts.access import Role
from tests.services.gateway.api import Api, bad_fields, json_of, problem_of
from tests.services.gateway.project_routes import LIT, PROJECT
from tests.support.cast import ASHGROVE

AT = f"/schools/{ASHGROVE}/projects"


def test_a_project_runs_from_its_proposal_to_its_end(api: Api) -> None:
    planned = json_of(api.olu.post(AT, PROJECT, key="one"), 201)
    assert json_of(api.olu.post(AT, PROJECT, key="one"), 201) == planned
    where = f"{AT}/{planned['summary']['project_id']}"
    early = api.olu.post(f"{where}/start", {"version": 1})
    assert "has to approve" in problem_of(early, 422, "refused")["detail"]
    head = api.program(Role.HEAD, ASHGROVE)
    for program in (api.olu, api.administrator, api.priya):
        refused = program.post(f"{where}/approve", {"version": 1})
        problem_of(refused, 403, "forbidden")
    approved = json_of(head.post(f"{where}/approve", {"version": 1}))
    assert approved["approver"] == "a program in the role of head"
    json_of(api.olu.post(f"{where}/start", {"version": 2}))
    ticket = api.olu.opens()
    json_of(api.olu.post(f"{where}/add", {"part_id": ticket}))
    reached = {"version": 4, "milestone": LIT}
    json_of(api.olu.post(f"{where}/milestone", reached))
    late = api.olu.post(f"{where}/close", {"version": 4, "reason": "It is lit."})
    problem_of(late, 409, "conflict")
    closed = api.olu.post(f"{where}/close", {"version": 5, "reason": "It is lit."})
    assert json_of(closed)["summary"]["state"] == "closed"
    assert json_of(api.priya.get("/projects"))["projects"] == []
    [one] = json_of(api.priya.get("/projects", closed="true"))["projects"]
    assert (one["tickets"], one["done"]) == (1, 0)
    assert json_of(api.ben.get("/projects", closed="true"))["projects"] == []
    problem_of(api.ben.get(where), 403, "forbidden")


def test_a_ticket_of_one_project_is_not_anothers(api: Api) -> None:
    ticket = api.olu.opens()
    first, second = (json_of(api.olu.post(AT, PROJECT), 201) for _ in range(2))
    for planned, status in ((first, 200), (second, 422)):
        where = f"{AT}/{planned['summary']['project_id']}"
        answer = api.olu.post(f"{where}/add", {"part_id": ticket})
        assert answer.status_code == status, answer.text


def test_what_is_wrong_with_a_project_is_named(api: Api) -> None:
    wrong = PROJECT | {"target_on": "2026-06-01", "name": " "}
    fields = bad_fields(api.olu.post(AT, wrong)).keys()
    assert fields == {"name", "target_on", "milestones.0.due_on"}
