"""What may be said and asked of schools?"""

from typing import Any
from uuid import UUID, uuid5

import pytest

from contracts.directory import AddSchool, SchoolAdded
from contracts.intake import MailboxesSet
from contracts.reference import school_code
from services.gateway import taking_on
from services.gateway.asking import Asker
from tests.services.gateway.api import Api, bad_fields, json_of, problem_of, request_of
from tests.support.cast import (
    ASHGROVE,
    ASHGROVE_NAME,
    ASHGROVE_URN,
    BECKFIELD,
    BECKFIELD_NAME,
)

HOURS = {
    "timezone": "Europe/London",
    "days": [
        {
            "day": "mon",
            "intervals": [
                {"opens": "08:30", "closes": "12:00"},
                {"opens": "13:00", "closes": "16:00"},
            ],
        }
    ],
}
AUTUMN, SPRING = (
    {
        "name": name,
        "from_on": from_on,
        "until_on": until_on,
        "half_term_from": begins,
        "half_term_until": ends,
    }
    for name, from_on, until_on, begins, ends in (
        ("Autumn term", "2026-09-01", "2026-12-18", "2026-10-26", "2026-10-30"),
        ("Spring term", "2027-01-04", "2027-03-25", None, None),
    )
)
OFSTED = {"from_on": "2026-11-24", "until_on": "2026-11-25", "name": "Ofsted"}
INSET, POLLING_DAY = (
    {"from_on": on, "until_on": on, "kind": kind, "reason": reason}
    for on, kind, reason in (
        ("2026-09-01", "inset", "Safeguarding"),
        ("2026-11-05", "planned", "Polling day"),
    )
)


def test_a_school_is_taken_on_under_an_id_of_our_own(api: Api) -> None:
    body = {"name": "Cedarwood School", "urn": ASHGROVE_URN}
    answer = api.olu.post("/schools", body)
    school_id = json_of(answer, 201)["school_id"]
    assert answer.headers["Location"] == f"/api/v1/schools/{school_id}"
    shown = json_of(api.olu.get(f"/schools/{school_id}"))
    assert shown == {
        "school_id": school_id,
        **body,
        "added_at": "2026-06-08T08:00:00.000000Z",
        "hours": None,
        "version": 2,
        "terms": [],
        "support_in_holidays": "same_hours",
        "closures": [],
        "exams": [],
        "nation": "england",
        "urns": [{"urn": ASHGROVE_URN, "from_on": "2026-06-08", "until_on": None}],
        "links": [],
        "inspections": [],
    }


def test_a_school_that_was_just_taken_on_can_be_worked_for_at_once(api: Api) -> None:
    added = api.olu.post("/schools", {"name": "Cedarwood School"})
    school = json_of(added, 201)["school_id"]
    mailboxes = {"addresses": ["help@cedarwood.example"]}
    json_of(api.olu.put(f"/schools/{school}/mailboxes", mailboxes))
    json_of(api.olu.post(f"/schools/{school}/tickets", request_of()), 201)


def test_a_retry_with_its_key_is_the_same_school(api: Api) -> None:
    first = api.olu.post("/schools", {"name": "Cedarwood School"}, key="s1")
    again = api.olu.post("/schools", {"name": "Cedarwood School"}, key="s1")
    assert json_of(again, 201) == json_of(first, 201)
    assert again.headers["Idempotent-Replayed"] == "true"
    other = api.olu.post("/schools", {"name": "Birchwood School"}, key="s1")
    problem_of(other, 422, "reused")


def test_an_id_whose_references_are_taken_is_not_given_out(api: Api) -> None:
    key, body = "s1", {"name": "Cedarwood School"}
    neighbour = _takes_the_first_choice(api, key)
    given = UUID(json_of(api.olu.post("/schools", body, key=key), 201)["school_id"])
    assert school_code(given) != school_code(neighbour)
    retried = api.olu.post("/schools", body, key=key)
    assert UUID(json_of(retried, 201)["school_id"]) == given


def test_without_another_choice_there_would_be_no_school(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking_on, "_TRIES", 1)
    _takes_the_first_choice(api, "s1")
    answer = api.olu.post("/schools", {"name": "Cedarwood School"}, key="s1")
    problem_of(answer, 409, "conflict")


def test_every_bad_field_of_a_school_is_named(api: Api) -> None:
    for body, field in (
        ({}, "name"),
        ({"name": ""}, "name"),
        ({"name": " "}, "name"),
        ({"name": "a" * 201}, "name"),
        ({"name": "Cedarwood", "urn": "900001"}, "urn"),
        ({"name": "Cedarwood", "urn": 7}, "urn"),
        ({"name": "Cedarwood", "school_id": str(ASHGROVE)}, "school_id"),
    ):
        assert set(bad_fields(api.olu.post("/schools", body))) == {field}, body


def test_schools_are_found_by_words_and_in_pages(api: Api) -> None:
    def names(**query: str) -> list[str]:
        page = json_of(api.olu.get("/schools", **query))
        return [school["name"] for school in page["schools"]]

    assert names() == [ASHGROVE_NAME, BECKFIELD_NAME]
    assert names(search="ash prim") == [ASHGROVE_NAME]
    assert names(search="cedar") == []
    first = json_of(api.olu.get("/schools", limit="1"))
    assert [school["name"] for school in first["schools"]] == [ASHGROVE_NAME]
    assert names(limit="1", cursor=first["cursor"]) == [BECKFIELD_NAME]
    assert json_of(api.olu.get("/schools"))["cursor"] == ""
    assert set(bad_fields(api.olu.get("/schools", cursor="x"))) == {"cursor"}


def test_a_school_finds_itself(api: Api) -> None:
    (found,) = json_of(api.priya.get("/schools"))["schools"]
    assert found["school_id"] == str(ASHGROVE)
    assert json_of(api.priya.get(f"/schools/{ASHGROVE}")) == found


def test_a_school_that_is_not_there_is_not_found(api: Api) -> None:
    nowhere = UUID(int=7)
    for path in (f"/schools/{nowhere}", f"/schools/{nowhere}/agreement"):
        problem_of(api.olu.get(path), 404, "not_found")
    answer = api.olu.put(f"/schools/{nowhere}/hours", {"hours": HOURS})
    problem_of(answer, 404, "not_found")


def test_a_school_says_when_it_is_open_and_is_promised_times_in_those_hours(
    api: Api,
) -> None:
    said = json_of(api.olu.put(f"/schools/{ASHGROVE}/hours", {"hours": HOURS}))
    assert said["hours"] == HOURS
    assert json_of(api.olu.get(f"/schools/{ASHGROVE}")) == said
    api.town.settle()
    agreement = json_of(api.priya.get(f"/schools/{ASHGROVE}/agreement"))
    assert agreement["hours"] == HOURS
    first = agreement["promised"]["promises"][0]
    assert first["priority"] == "p1"
    assert first["response"].startswith("PT")


def test_terms_and_closures_say_which_days_are_not_counted(api: Api) -> None:
    terms = {"terms": [AUTUMN, SPRING], "support_in_holidays": "none"}
    closures = {"closures": [INSET, POLLING_DAY]}
    json_of(api.olu.put(f"/schools/{ASHGROVE}/terms", terms))
    said = json_of(api.olu.put(f"/schools/{ASHGROVE}/closures", closures))
    shown = json_of(api.priya.get(f"/schools/{ASHGROVE}"))
    assert shown == said
    assert {name: shown[name] for name in (*terms, *closures)} == terms | closures
    api.town.settle()
    agreement = json_of(api.priya.get(f"/schools/{ASHGROVE}/agreement"))
    why = {day["on"]: day["because"] for day in agreement["closed"]}
    assert "2026-09-01" not in why
    assert why["2026-10-26"] == "school_holiday"
    assert why["2026-11-05"] == "closure"
    assert why["2026-12-25"] == "bank_holiday"


def test_an_inspection_says_on_which_days_its_own_promises_count(api: Api) -> None:
    body = {"inspections": [OFSTED]}
    said = json_of(api.olu.put(f"/schools/{ASHGROVE}/inspections", body))
    assert said["inspections"] == [OFSTED]
    api.town.settle()
    agreement = json_of(api.priya.get(f"/schools/{ASHGROVE}/agreement"))
    assert agreement["inspected"] == ["2026-11-24", "2026-11-25"]


def test_what_was_decided_on_another_version_is_not_overwritten(api: Api) -> None:
    path = f"/schools/{ASHGROVE}"
    looked_at = json_of(api.olu.get(path))["version"]
    for name, body in (
        ("hours", {"hours": HOURS}),
        ("terms", {"terms": [AUTUMN]}),
        ("closures", {"closures": [POLLING_DAY]}),
        ("inspections", {"inspections": [OFSTED]}),
    ):
        body["version"] = looked_at
        after = json_of(api.olu.put(f"{path}/{name}", body))["version"]
        assert after == looked_at + 1
        changed = problem_of(api.olu.put(f"{path}/{name}", body), 409, "conflict")
        assert (changed["version"], len(changed["changes"])) == (after, 1)
        looked_at = after


def test_every_bad_field_of_the_calendar_is_named(api: Api) -> None:
    backwards = AUTUMN | {"from_on": "2026-12-19", "name": " "}
    answer = api.olu.put(f"/schools/{ASHGROVE}/terms", {"terms": [backwards, SPRING]})
    assert set(bad_fields(answer)) == {"terms.0.until_on", "terms.0.name"} | {
        "terms.0.half_term_from"
    }
    soon = {"terms": [AUTUMN | {"from_on": "soon"}], "support_in_holidays": "some"}
    answer = api.olu.put(f"/schools/{ASHGROVE}/terms", soon)
    assert set(bad_fields(answer)) == {"terms.0.from_on", "support_in_holidays"}
    twice = {"closures": [POLLING_DAY, POLLING_DAY | {"kind": "snow"}]}
    answer = api.olu.put(f"/schools/{ASHGROVE}/closures", twice)
    assert set(bad_fields(answer)) == {"closures.1.kind"}
    twice["closures"][1] = POLLING_DAY
    answer = api.olu.put(f"/schools/{ASHGROVE}/closures", twice)
    assert set(bad_fields(answer)) == {"closures.1.from_on"}


def test_every_bad_field_of_the_hours_is_named(api: Api) -> None:
    days = [
        {"day": "monday", "intervals": []},
        {"day": "tue", "intervals": [{"opens": "8", "closes": "16:00"}]},
    ]
    body = {"hours": {"timezone": 1, "days": days}}
    answer = api.olu.put(f"/schools/{ASHGROVE}/hours", body)
    assert set(bad_fields(answer)) == {
        "hours.timezone",
        "hours.days.0.day",
        "hours.days.1.intervals.0.opens",
    }
    backwards = [{"day": "mon", "intervals": [{"opens": "16:00", "closes": "08:00"}]}]
    body = {"hours": {"timezone": "Europe/London", "days": backwards}}
    answer = api.olu.put(f"/schools/{ASHGROVE}/hours", body)
    (field,) = bad_fields(answer)
    assert field.startswith("hours.days.0")


def test_the_mailboxes_that_are_named_are_the_ones_there_are(api: Api) -> None:
    path = f"/schools/{ASHGROVE}/mailboxes"
    for addresses in (["help@ashgrove.example"], ["it@ashgrove.example"], []):
        json_of(api.olu.put(path, {"addresses": addresses}))
    sets = [e for e in api.town.events("intake", ASHGROVE) if type(e) is MailboxesSet]
    assert [event.addresses for event in sets] == [
        ("help@ashgrove.example",),
        ("it@ashgrove.example",),
        (),
    ]


def test_addresses_are_shown_as_they_are_kept_and_not_as_they_were_sent(
    api: Api,
) -> None:
    path = f"/schools/{ASHGROVE}/mailboxes"
    sent = {"addresses": [" IT@Ashgrove.Example", "help@ashgrove.example"]}
    kept = ["help@ashgrove.example", "it@ashgrove.example"]
    shown = json_of(api.olu.put(path, sent))
    assert shown == {"school_id": str(ASHGROVE), "addresses": kept, "version": 1}
    assert json_of(api.olu.get(path)) == shown


def test_every_address_that_is_none_is_named(api: Api) -> None:
    body = {"addresses": ["help@ashgrove.example", "help", "@ashgrove.example"]}
    answer = api.olu.put(f"/schools/{ASHGROVE}/mailboxes", body)
    assert set(bad_fields(answer)) == {"addresses.1", "addresses.2"}


def test_a_school_has_the_bank_holidays_of_the_nation_that_is_said(api: Api) -> None:
    def agreement() -> Any:
        api.town.settle()
        return json_of(api.olu.get(f"/schools/{ASHGROVE}/agreement"))

    saint_andrew = {"on": "2026-11-30", "because": "bank_holiday"}
    assert saint_andrew not in agreement()["closed"]
    said = {"nation": "scotland"}
    shown = json_of(api.olu.put(f"/schools/{ASHGROVE}/nation", said))
    assert shown["nation"] == "scotland"
    now = agreement()
    assert now["nation"] == "scotland"
    assert saint_andrew in now["closed"]
    answer = api.olu.put(f"/schools/{ASHGROVE}/nation", {"nation": "france"})
    assert set(bad_fields(answer)) == {"nation"}


def test_only_the_msp_says_things_of_schools(api: Api) -> None:
    for path, body in (
        ("hours", {"hours": HOURS}),
        ("terms", {"terms": [AUTUMN]}),
        ("closures", {"closures": [POLLING_DAY]}),
        ("exams", {"exams": []}),
        ("nation", {"nation": "wales"}),
        ("inspections", {"inspections": [OFSTED]}),
        ("mailboxes", {"addresses": []}),
    ):
        answer = api.priya.put(f"/schools/{ASHGROVE}/{path}", body)
        problem_of(answer, 403, "forbidden")
    assert [type(e) for e in api.town.events("directory", BECKFIELD)][:1] == [
        SchoolAdded
    ]


def _takes_the_first_choice(api: Api, key: str) -> UUID:
    """Add a school whose references begin as those of the id Olu would be given."""
    caller = api.app.extensions["caretaker"].doorkeeper.admit(f"Bearer {api.olu.token}")
    asker = Asker(api.town.link, caller, key)
    first_choice = uuid5(asker.command_id("schools"), "school 0")
    neighbour = UUID(int=first_choice.int ^ 1)
    api.town.execute(AddSchool(school_id=neighbour, name="Birchwood School"))
    return neighbour
