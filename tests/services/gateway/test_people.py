"""How are the people of a school made known, given roles and let in?"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from argon2 import PasswordHasher, profiles

from contracts.access import Role, platform
from contracts.sign_in import SessionView, SignIn
from contracts.values import PROVIDER
from tests.services.gateway.api import Api, bad_fields, json_of, problem_of
from tests.support.cast import ASHGROVE, BECKFIELD

PEOPLE = f"/schools/{ASHGROVE}/people"
HEAD = {"name": "Head of Ashgrove", "email": "head@ashgrove.example"}
PASSWORD = "thistle lantern harbour"
AUTUMN = {"role": "head", "from_on": "2026-06-01", "until_on": "2026-07-21"}


CHEAPEST = PasswordHasher.from_parameters(profiles.CHEAPEST)


@pytest.fixture(autouse=True)
def _little_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.directory.hashing.HASHER", CHEAPEST)


def added(api: Api) -> str:
    person_id: str = json_of(api.olu.post(PEOPLE, HEAD), 201)["person_id"]
    return person_id


def signed_in(api: Api, email: str, password: str) -> SessionView:
    command = SignIn(email=email, password=password, origin="192.0.2.7")
    session: SessionView = api.town.execute(command, by=platform("gateway"))
    return session


def test_somebody_is_made_known_given_a_role_and_a_password_and_signs_in(
    api: Api,
) -> None:
    person = f"{PEOPLE}/{added(api)}"
    assert json_of(api.olu.post(f"{person}/roles", AUTUMN)) == AUTUMN
    answer = api.olu.post(f"{person}/password", {"password": PASSWORD})
    assert (answer.status_code, answer.data) == (204, b"")
    assert signed_in(api, HEAD["email"], PASSWORD).school_id == ASHGROVE


def test_people_are_listed_by_name_in_pages(api: Api) -> None:
    person_id = added(api)
    json_of(api.olu.post(f"{PEOPLE}/{person_id}/roles", AUTUMN))
    other = {"name": "DPO of Ashgrove", "email": "dpo@ashgrove.example"}
    json_of(api.olu.post(PEOPLE, other), 201)
    first = json_of(api.olu.get(PEOPLE, limit="1"))
    assert [one["name"] for one in first["people"]] == ["DPO of Ashgrove"]
    rest = json_of(api.olu.get(PEOPLE, cursor=first["cursor"]))
    assert rest["cursor"] == ""
    assert rest["people"] == [
        {
            "person_id": person_id,
            **HEAD,
            "roles": [AUTUMN],
            "has_password": False,
            "signed_in_at": None,
            "phone": "",
        }
    ]


def test_a_retry_with_its_key_is_the_same_person(api: Api) -> None:
    first, again = (api.olu.post(PEOPLE, HEAD, key="p1") for _ in range(2))
    assert json_of(again, 201) == json_of(first, 201)
    assert again.headers["Idempotent-Replayed"] == "true"
    assert first.headers["Location"] == f"/api/v1{PEOPLE}"
    problem_of(api.olu.post(PEOPLE, HEAD), 422, "refused")


def test_a_role_ends_with_a_day(api: Api) -> None:
    person = f"{PEOPLE}/{added(api)}"
    json_of(api.olu.post(f"{person}/roles", {"role": "dsl", "from_on": "2026-06-01"}))
    end = {"role": "dsl", "until_on": "2026-06-30"}
    assert json_of(api.olu.post(f"{person}/roles/end", end)) == end
    (shown,) = json_of(api.olu.get(PEOPLE))["people"]
    assert shown["roles"][0]["until_on"] == "2026-06-30"
    other = {"role": "dpo", "until_on": "2026-06-30"}
    problem_of(api.olu.post(f"{person}/roles/end", other), 422, "refused")


def test_every_bad_field_of_a_person_is_named(api: Api) -> None:
    bodies: list[tuple[dict[str, Any], set[str]]] = [
        ({}, {"name", "email"}),
        ({"name": " ", "email": "x"}, {"email"}),
        ({"name": " ", "email": "head"}, {"name", "email"}),
        ({**HEAD, "person_id": str(uuid4())}, {"person_id"}),
    ]
    for body, fields in bodies:
        assert set(bad_fields(api.olu.post(PEOPLE, body))) == fields, body
    person = f"{PEOPLE}/{added(api)}"
    role = {"role": "king", "from_on": "soon", "until_on": "x"}
    assert set(bad_fields(api.olu.post(f"{person}/roles", role))) == role.keys()
    backwards = {**AUTUMN, "until_on": "2026-05-01"}
    assert set(bad_fields(api.olu.post(f"{person}/roles", backwards))) == {"until_on"}
    for bad in ("", "short", "password1234", "ashgrove-head"):
        answer = api.olu.post(f"{person}/password", {"password": bad})
        assert set(bad_fields(answer)) == {"password"}


def test_nothing_is_said_of_somebody_who_is_not_known(api: Api) -> None:
    nobody = f"{PEOPLE}/{uuid4()}"
    problem_of(api.olu.post(f"{nobody}/roles", AUTUMN), 404, "not_found")
    body = {"password": PASSWORD}
    problem_of(api.olu.post(f"{nobody}/password", body), 404, "not_found")


def test_a_head_manages_the_people_of_their_school_alone(api: Api) -> None:
    head = api.program(Role.HEAD, ASHGROVE)
    json_of(head.post(PEOPLE, HEAD), 201)
    for school in (BECKFIELD, PROVIDER):
        elsewhere = f"/schools/{school}/people"
        problem_of(head.get(elsewhere), 403, "forbidden")
        problem_of(head.post(elsewhere, HEAD), 403, "forbidden")
    problem_of(api.priya.get(PEOPLE), 403, "forbidden")


def test_the_long_way_round_makes_nobody_an_administrator(api: Api) -> None:
    at_the_msp = f"/schools/{PROVIDER}/people"
    problem_of(api.olu.post(at_the_msp, HEAD), 403, "forbidden")
    person_id = json_of(api.administrator.post(at_the_msp, HEAD), 201)["person_id"]
    role = {"role": "msp_administrator", "from_on": "2026-06-01"}
    answer = api.olu.post(f"{at_the_msp}/{person_id}/roles", role)
    problem_of(answer, 403, "forbidden")
    body = {"password": PASSWORD}
    answer = api.olu.post(f"{at_the_msp}/{person_id}/password", body)
    problem_of(answer, 403, "forbidden")


def test_a_number_is_kept_shown_and_taken_away(api: Api) -> None:
    person_id = added(api)
    at = f"{PEOPLE}/{person_id}/phone"
    typed = {"phone": "020 7946 0000"}
    assert json_of(api.olu.put(at, typed)) == typed
    (shown,) = json_of(api.olu.get(PEOPLE))["people"]
    assert shown["phone"] == "+442079460000"
    assert set(bad_fields(api.olu.put(at, {"phone": "204"}))) == {"phone"}
    json_of(api.olu.put(at, {"phone": ""}))
    (shown,) = json_of(api.olu.get(PEOPLE))["people"]
    assert shown["phone"] == ""
