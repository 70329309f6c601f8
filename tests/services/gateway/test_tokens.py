"""How does a program get in?"""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from contracts.access import ANYWHERE, MSP_ROLES, Role
from contracts.values import PROVIDER
from services.gateway.access import digest
from tests.services.gateway.api import Api, Program, bad_fields, json_of, problem_of
from tests.support.cast import ASHGROVE


def _created(api: Api, **body: object) -> Program:
    answer = json_of(api.administrator.post("/tokens", body), 201)
    return Program(api, answer["token"], UUID(answer["token_id"]))


def test_a_token_lets_a_program_act_in_its_role_at_its_school(api: Api) -> None:
    answer = api.administrator.post(
        "/tokens", {"role": "staff", "school_id": str(ASHGROVE), "days": 30}
    )
    created = json_of(answer, 201)
    assert created.keys() == {"token_id", "token", "expires_at"}
    assert created["expires_at"] == "2026-07-08T08:00:00.000000Z"
    wanted = f"/api/v1/tokens/{created['token_id']}?school={ASHGROVE}"
    assert answer.headers["Location"] == wanted
    program = Program(api, created["token"], UUID(created["token_id"]))
    assert program.opens()
    assert api.town.log("intake", ASHGROVE)[0].actor == f"staff:{program.token_id}"


def test_a_role_of_the_msp_counts_at_every_school_for_a_year(api: Api) -> None:
    answer = json_of(api.administrator.post("/tokens", {"role": "operator"}), 201)
    assert answer["expires_at"] == "2027-06-08T08:00:00.000000Z"
    program = Program(api, answer["token"], UUID(answer["token_id"]))
    assert len(json_of(program.get("/schools"))["schools"]) == 2


def test_the_secret_is_kept_nowhere_and_no_two_are_alike(api: Api) -> None:
    one, other = _created(api, role="operator"), _created(api, role="operator")
    assert one.token != other.token
    assert len(one.token) == 46
    for recorded in api.town.log("directory", PROVIDER):
        assert one.token.encode() not in recorded.body
    assert digest(one.token).encode() in api.town.log("directory", PROVIDER)[-2].body


def test_a_revoked_token_is_shut_out_at_once_here(api: Api) -> None:
    operator = _created(api, role="operator")
    json_of(operator.get("/tickets"))
    answer = api.administrator.call("DELETE", f"/tokens/{operator.token_id}")
    assert (answer.status_code, answer.data) == (204, b"")
    problem_of(operator.get("/tickets"), 401, "unauthenticated")
    json_of(api.olu.get("/tickets"))


def test_a_token_of_a_school_is_revoked_by_naming_the_school(api: Api) -> None:
    teacher = _created(api, role="staff", school_id=str(ASHGROVE))
    path = f"/tokens/{teacher.token_id}"
    problem_of(api.administrator.call("DELETE", path), 404, "not_found")
    answer = api.administrator.call("DELETE", f"{path}?school={ASHGROVE}")
    assert answer.status_code == 204
    problem_of(teacher.get("/tickets"), 401, "unauthenticated")


def test_a_token_that_is_not_there_cannot_be_revoked(api: Api) -> None:
    answer = api.administrator.call("DELETE", f"/tokens/{uuid4()}")
    problem_of(answer, 404, "not_found")


def test_a_retry_is_refused_rather_than_given_another_secret(api: Api) -> None:
    body = {"role": "operator"}
    json_of(api.administrator.post("/tokens", body, key="t1"), 201)
    answer = api.administrator.post("/tokens", body, key="t1")
    problem_of(answer, 422, "reused")


@pytest.mark.parametrize("role", [role for role in Role if role not in ANYWHERE])
def test_a_role_is_held_where_it_belongs(shared_api: Api, role: Role) -> None:
    at_school = {"role": role.value, "school_id": str(ASHGROVE)}
    right, wrong = at_school, {"role": role.value}
    if role in MSP_ROLES:
        right, wrong = wrong, right
    json_of(shared_api.administrator.post("/tokens", right), 201)
    problem_of(shared_api.administrator.post("/tokens", wrong), 422, "refused")


def test_every_bad_field_of_a_token_is_named(shared_api: Api) -> None:
    body = {"role": "king", "school_id": "x", "days": 0, "label": "x"}
    answer = shared_api.administrator.post("/tokens", body)
    assert set(bad_fields(answer)) == body.keys()
    assert set(bad_fields(shared_api.administrator.post("/tokens", {}))) == {"role"}


def test_only_an_administrator_manages_tokens(api: Api) -> None:
    for program in (api.olu, api.priya, api.program(Role.TEAM_LEAD)):
        problem_of(program.post("/tokens", {"role": "operator"}), 403, "forbidden")
        answer = program.call("DELETE", f"/tokens/{api.olu.token_id}")
        problem_of(answer, 403, "forbidden")
