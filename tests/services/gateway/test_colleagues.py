"""How are the MSP's own people made known, given roles and let in?"""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher, profiles

from contracts.access import Role, platform
from contracts.sign_in import SignIn
from tests.services.gateway.api import Api, json_of, problem_of

COLLEAGUE = {"name": "Team lead", "email": "lead@msp.example"}
PASSWORD = "thistle lantern harbour"
CHEAPEST = PasswordHasher.from_parameters(profiles.CHEAPEST)


def test_an_administrator_takes_on_a_colleague_who_then_signs_in(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.directory.hashing.HASHER", CHEAPEST)
    added = api.administrator.post("/people", COLLEAGUE, key="c1")
    person_id = json_of(added, 201)["person_id"]
    assert added.headers["Location"] == "/api/v1/people"
    role = {"role": "team_lead", "from_on": "2026-06-01", "until_on": None}
    path = f"/people/{person_id}"
    assert json_of(api.administrator.post(f"{path}/roles", role)) == role
    answer = api.administrator.post(f"{path}/password", {"password": PASSWORD})
    assert answer.status_code == 204
    command = SignIn(email=COLLEAGUE["email"], password=PASSWORD, origin="192.0.2.7")
    session = api.town.execute(command, by=platform("gateway"))
    assert session.school_id is None
    end = {"role": "team_lead", "until_on": "2026-06-30"}
    assert json_of(api.administrator.post(f"{path}/roles/end", end)) == end
    (shown,) = json_of(api.administrator.get("/people"))["people"]
    assert shown["name"] == COLLEAGUE["name"]
    assert shown["has_password"]
    assert shown["roles"] == [role | {"until_on": "2026-06-30"}]


def test_a_role_of_a_school_is_not_held_at_the_msp(api: Api) -> None:
    added = json_of(api.administrator.post("/people", COLLEAGUE), 201)
    role = {"role": "head", "from_on": "2026-06-01"}
    answer = api.administrator.post(f"/people/{added['person_id']}/roles", role)
    problem_of(answer, 422, "refused")


def test_only_an_administrator_says_who_works_for_the_msp(api: Api) -> None:
    for program in (api.olu, api.priya, api.program(Role.TEAM_LEAD)):
        problem_of(program.get("/people"), 403, "forbidden")
        problem_of(program.post("/people", COLLEAGUE), 403, "forbidden")
