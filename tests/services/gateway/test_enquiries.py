"""What may be said and asked of enquiries, and how does one become a school's start?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from contracts.access import Role
from contracts.enquiries import EnquiryState
from services.gateway import enquiries
from services.gateway.asking import Asker
from services.gateway.taking_on import take_on
from tests.services.gateway.api import Api, bad_fields, json_of, problem_of
from tests.services.gateway.enquiry_routes import (
    ANSWERED,
    ENQUIRER,
    ENTERED,
    PRIVACY,
    TAKEN_ON,
)
from tests.support.cast import ASHGROVE


@pytest.fixture
def one(api: Api) -> str:
    """Where an enquiry is that the desk wrote down."""
    entered = json_of(api.olu.post("/enquiries", ENTERED), 201)
    return f"/enquiries/{entered['enquiry_id']}"


def schools(api: Api) -> list[str]:
    return [one["name"] for one in json_of(api.olu.get("/schools"))["schools"]]


def test_an_enquiry_is_written_down_answered_and_found(api: Api, one: str) -> None:
    seen = json_of(api.olu.post(f"{one}/answer", ANSWERED))
    assert (seen["state"], seen["basis"]) == ("answered", "contract")
    assert [each["kind"] for each in seen["entries"]] == ["received", "answered"]
    for query in ({"state": "answered"}, {"search": "cedric"}, {}):
        [row] = json_of(api.olu.get("/enquiries", **query))["enquiries"]
        assert row["name"] == ENQUIRER
    assert json_of(api.olu.get("/enquiries", state="closed"))["enquiries"] == []
    wrong = api.olu.post("/enquiries", ENTERED | {"email": "nowhere", "name": " "})
    assert set(bad_fields(wrong)) == {"email", "name"}


def test_it_is_written_down_once_however_often_it_is_sent(api: Api) -> None:
    first = json_of(api.olu.post("/enquiries", ENTERED, key="a"), 201)
    assert json_of(api.olu.post("/enquiries", ENTERED, key="a"), 201) == first
    assert len(json_of(api.olu.get("/enquiries"))["enquiries"]) == 1


def test_a_school_is_taken_on_by_a_contract_and_gets_nothing_of_it(
    api: Api, one: str
) -> None:
    taken = json_of(api.olu.post(f"{one}/take-on", TAKEN_ON))
    school = UUID(taken["school_id"])
    assert TAKEN_ON["name"] in schools(api)
    seen = json_of(api.olu.get(one))
    assert (seen["state"], seen["of_school"]) == ("taken_on", str(school))
    again = json_of(api.olu.post(f"{one}/take-on", TAKEN_ON))
    assert again == taken
    assert schools(api).count(TAKEN_ON["name"]) == 1
    api.town.settle()
    for service in ("directory", "intake", "sla", "audit"):
        assert ENQUIRER not in repr(api.town.events(service, school))


def test_without_a_contract_no_school_is_made(api: Api, one: str) -> None:
    before = schools(api)
    blank = TAKEN_ON | {"contract": "  "}
    assert set(bad_fields(api.olu.post(f"{one}/take-on", blank))) == {"contract"}
    nameless = {"contract": "C-1"}
    assert set(bad_fields(api.olu.post(f"{one}/take-on", nameless))) == {"name"}
    json_of(api.olu.post(f"{one}/close", {"reason": "They chose another"}))
    problem_of(api.olu.post(f"{one}/take-on", TAKEN_ON), 422, "refused")
    assert schools(api) == before


def test_without_looking_first_a_school_is_made_of_a_closed_enquiry(
    api: Api, one: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: the service refuses, and the school is there."""
    json_of(api.olu.post(f"{one}/close", {"reason": "They chose another"}))
    monkeypatch.setattr(enquiries, "_OPEN", {*EnquiryState})
    problem_of(api.olu.post(f"{one}/take-on", TAKEN_ON), 422, "refused")
    assert TAKEN_ON["name"] in schools(api)


def test_another_contract_makes_no_second_school(api: Api, one: str) -> None:
    json_of(api.olu.post(f"{one}/take-on", TAKEN_ON))
    other = TAKEN_ON | {"contract": "C-2026-015"}
    problem_of(api.olu.post(f"{one}/take-on", other), 422, "refused")
    assert schools(api).count(TAKEN_ON["name"]) == 1


def breaks_off(
    api: Api, one: str, monkeypatch: pytest.MonkeyPatch, make: Any = take_on
) -> None:
    """A school is made, and of which enquiry cannot be recorded any more."""
    with monkeypatch.context() as broken:

        def make_it_last(*asked: Any) -> Any:
            made = make(*asked)
            broken.delitem(api.town.link.hosted, "intake")
            return made

        broken.setattr(enquiries, "take_on", make_it_last)
        answer = api.olu.post(f"{one}/take-on", TAKEN_ON, key="first")
        problem_of(answer, 503, "unavailable")


def test_taken_on_again_after_it_broke_off_it_is_the_same_school(
    api: Api, one: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    breaks_off(api, one, monkeypatch)
    named_otherwise = TAKEN_ON | {"name": "Cedarfields"}
    answer = api.olu.post(f"{one}/take-on", named_otherwise)
    assert "was made already" in problem_of(answer, 422, "refused")["detail"]
    json_of(api.administrator.post(f"{one}/take-on", TAKEN_ON, key="second"))
    assert schools(api).count(TAKEN_ON["name"]) == 1
    assert json_of(api.olu.get(one))["state"] == "taken_on"


def test_known_by_a_key_alone_it_is_a_second_school(
    api: Api, one: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin."""

    def by_key(asker: Asker, school: Any, _: UUID) -> Any:
        return take_on(asker, school)

    breaks_off(api, one, monkeypatch, by_key)
    monkeypatch.setattr(enquiries, "take_on", by_key)
    json_of(api.administrator.post(f"{one}/take-on", TAKEN_ON, key="second"))
    assert schools(api).count(TAKEN_ON["name"]) == 2


def test_whoever_withdraws_is_in_no_answer_any_more(api: Api, one: str) -> None:
    seen = json_of(api.olu.post(f"{one}/withdraw", {}))
    assert (seen["state"], seen["name"], seen["message"]) == ("withdrawn", "", "")
    answer = api.olu.get("/enquiries")
    assert ENQUIRER not in answer.text


def test_the_privacy_text_is_set_in_versions(api: Api) -> None:
    at = "/enquiries/privacy-text"
    assert json_of(api.olu.get(at))["text_version"] == 0
    told = json_of(api.olu.put(at, PRIVACY | {"version": 0}))
    assert (told["text_version"], told["keep_days"]) == (1, 90)
    problem_of(api.olu.put(at, PRIVACY | {"words": "B", "version": 0}), 409, "conflict")
    assert json_of(api.olu.get(at, version=0))["text_version"] == 0
    problem_of(api.olu.get(at, version=7), 404, "not_found")
    short = api.olu.put(at, PRIVACY | {"keep_days": 5})
    assert set(bad_fields(short)) == {"keep_days"}


@pytest.mark.parametrize("role", [Role.STAFF, Role.HEAD, Role.DPO, Role.AUDITOR])
def test_no_school_reads_or_writes_an_enquiry(api: Api, one: str, role: Role) -> None:
    somebody = api.program(role, ASHGROVE)
    for answer in (
        somebody.get("/enquiries"),
        somebody.get(one),
        somebody.post("/enquiries", ENTERED),
        somebody.post(f"{one}/withdraw", {}),
        somebody.put("/enquiries/privacy-text", PRIVACY),
    ):
        problem_of(answer, 403, "forbidden")
        assert ENQUIRER not in answer.text


def test_an_engineer_answers_and_takes_nobody_on(api: Api, one: str) -> None:
    engineer = api.program(Role.ENGINEER)
    json_of(engineer.post(f"{one}/answer", ANSWERED))
    problem_of(engineer.post(f"{one}/take-on", TAKEN_ON), 403, "forbidden")


def test_no_search_count_or_export_of_a_school_has_one(api: Api, one: str) -> None:
    head = api.program(Role.HEAD, ASHGROVE)
    for program in (api.olu, head):
        found = program.get("/tickets", search="cedarfield")
        assert json_of(found)["tickets"] == []
    for path in (
        "/tickets",
        "/attainment",
        "/satisfaction",
        "/channels",
        "/effort",
        f"/schools/{ASHGROVE}/events",
        f"/schools/{ASHGROVE}/people",
        f"/schools/{ASHGROVE}/remote-sessions",
    ):
        answer = head.get(path)
        assert ENQUIRER not in answer.text
        assert answer.status_code == 200, (path, answer.text)
