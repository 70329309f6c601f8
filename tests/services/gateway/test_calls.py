"""How does a telephone exchange tell who calls?"""

from __future__ import annotations

from contracts.calls import FindCalls
from tests.services.gateway.api import Api, bad_fields, json_of, problem_of, request_of
from tests.services.gateway.hook_routes import CALL
from tests.support.cast import ASHGROVE, PRIYA


def test_a_call_is_told_twice_and_kept_once(api: Api) -> None:
    begun = json_of(api.olu.post("/calls", CALL))
    assert begun["form"] == f"/console/tickets/new?call={begun['call_id']}"
    over = CALL | {"ended_at": "2026-06-08T08:05:00Z", "recording": "rec/1"}
    assert json_of(api.olu.post("/calls", over)) == begun
    assert json_of(api.olu.post("/calls", over)) == begun
    [one] = api.town.ask(FindCalls()).calls
    assert (one.number, one.extension, one.recording) == (
        *("+442079460000", "204", "rec/1"),
    )
    assert one.ended_at is not None


def test_what_an_exchange_says_besides_is_passed_over(api: Api) -> None:
    assert json_of(api.olu.post("/calls", CALL | {"queue": "desk"}))


def test_what_is_wrong_with_a_call_is_named(api: Api) -> None:
    answer = api.olu.post("/calls", {"number": "1" * 50})
    assert set(bad_fields(answer)) == {"call", "number", "started_at"}
    early = CALL | {"ended_at": "2026-06-08T07:00:00Z"}
    assert set(bad_fields(api.olu.post("/calls", early))) == {"ended_at"}


def test_nobody_of_a_school_says_who_calls(api: Api) -> None:
    problem_of(api.priya.post("/calls", CALL), 403, "forbidden")
    said = request_of() | {"call_id": str(ASHGROVE)}
    answer = api.priya.post(f"/schools/{ASHGROVE}/tickets", said)
    assert set(bad_fields(answer)) == {"call_id"}


def test_whoever_has_a_number_is_told_to_the_desk_alone(api: Api) -> None:
    people = f"/schools/{ASHGROVE}/people"
    priya = {"name": PRIYA.name, "email": PRIYA.email, "phone": "020 7946 0000"}
    person_id = json_of(api.olu.post(people, priya), 201)["person_id"]
    found = json_of(api.olu.get("/callers", number="+44 20 7946 0000"))
    assert found["known_by"] == "+442079460000"
    assert [one["person_id"] for one in found["holders"]] == [person_id]
    nobody = json_of(api.olu.get("/callers", number="withheld"))
    assert nobody == {"known_by": "", "holders": []}
    problem_of(api.priya.get("/callers", number="204"), 403, "forbidden")
    assert set(bad_fields(api.olu.get("/callers"))) == {"number"}
