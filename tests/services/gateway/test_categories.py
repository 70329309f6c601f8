"""What may be said by API of what tickets of a school are about?"""

from __future__ import annotations

from tests.services.gateway.api import Api, bad_fields, json_of, problem_of
from tests.support.cast import ASHGROVE

AT = f"/schools/{ASHGROVE}/categories"
KILNS = {"name": "kilns", "title": "Kilns", "uses": ["teaching"]}


def test_they_are_set_and_read_by_their_school(api: Api) -> None:
    assert json_of(api.priya.get(AT))["categories_version"] == 0
    body = {"categories": [KILNS], "services": []}
    set_now = json_of(api.olu.put(AT, body))
    assert (set_now["categories_version"], set_now["categories"]) == (1, [KILNS])
    assert json_of(api.priya.get(AT)) == set_now
    problem_of(api.olu.put(AT, body | {"version": 0}), 409, "conflict")
    problem_of(api.priya.put(AT, body), 403, "forbidden")
    problem_of(api.ben.get(AT), 403, "forbidden")


def test_a_ticket_is_opened_and_found_by_what_it_is_about(api: Api) -> None:
    ticket = api.olu.opens(category="printing", service="print-service")
    api.olu.opens()
    [found] = json_of(api.olu.get("/tickets", category="printing"))["tickets"]
    assert found["ticket_id"] == ticket
    moved = api.olu.acts(ticket, "classify", type="incident", category="network")
    shown = json_of(moved)
    assert (shown["category"], shown["service"]) == ("network", "print-service")
    wrong = api.olu.acts(ticket, "classify", type="incident", category="kilns")
    assert set(bad_fields(wrong)) == {"category"}
