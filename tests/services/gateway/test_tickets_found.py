"""Which tickets does who find, in which order?"""

from base64 import urlsafe_b64encode
from uuid import uuid4

import pytest

from tests.services.gateway.api import Api, bad_fields, json_of, problem_of
from tests.support.cast import BECKFIELD


def test_the_queue_is_told_by_what_is_due_next(api: Api) -> None:
    late, soon = api.olu.opens(), api.olu.opens(impact="high", urgency="high")
    api.town.settle()
    page = json_of(api.olu.get("/tickets"))
    assert [ticket["ticket_id"] for ticket in page["tickets"]] == [soon, late]
    assert page["tickets"][0]["due_target"] == "response"
    assert page["cursor"] == ""


def test_the_queue_is_told_by_what_changed_last(api: Api) -> None:
    first, second = api.olu.opens(), api.olu.opens()
    api.town.clock.advance(minutes=5)
    api.olu.acts(first, "reply", text="I am on my way.")
    page = json_of(api.olu.get("/tickets", sort="updated"))
    assert [ticket["ticket_id"] for ticket in page["tickets"]] == [first, second]


@pytest.mark.parametrize("sort", ["due", "updated"])
def test_pages_hold_every_ticket_once(api: Api, sort: str) -> None:
    opened = {api.olu.opens() for _ in range(5)}
    api.town.settle()
    found: list[str] = []
    cursor = ""
    while True:
        page = json_of(api.olu.get("/tickets", sort=sort, limit=2, cursor=cursor))
        found += [ticket["ticket_id"] for ticket in page["tickets"]]
        cursor = page["cursor"]
        if not cursor:
            break
    assert sorted(found) == sorted(opened)


def test_tickets_are_found_by_school_state_assignee_and_words(api: Api) -> None:
    at_ashgrove, at_beckfield = api.olu.opens(), api.olu.opens(BECKFIELD)
    projector = api.olu.opens(subject="The projector is dark")
    api.olu.acts(at_ashgrove, "assign", assignee="Olu")
    api.olu.acts(projector, "hold", reason="A lamp is ordered.")

    def found(**query: str) -> set[str]:
        page = json_of(api.olu.get("/tickets", **query))
        return {ticket["ticket_id"] for ticket in page["tickets"]}

    assert found(school=str(BECKFIELD)) == {at_beckfield}
    assert found(state="on_hold") == {projector}
    assert found(assignee="Olu") == {at_ashgrove}
    assert found(search="projector dark") == {projector}
    assert found(search="projector", state="open") == set()
    assert found(search="", state="", school="", assignee="") == {
        at_ashgrove,
        at_beckfield,
        projector,
    }


def test_tickets_are_opened_and_found_by_their_type(api: Api) -> None:
    change = api.olu.opens(type="change")
    incident = api.olu.opens()
    api.olu.acts(incident, "classify", type="major_incident")

    def found(kind: str) -> list[str]:
        page = json_of(api.olu.get("/tickets", type=kind))
        return [ticket["ticket_id"] for ticket in page["tickets"]]

    assert found("change") == [change]
    assert found("major_incident") == [incident]
    assert found("incident") == []
    assert set(bad_fields(api.olu.get("/tickets", type="wish"))) == {"type"}


def test_every_bad_parameter_of_a_search_is_named(api: Api) -> None:
    answer = api.olu.get(
        "/tickets",
        school="ashgrove",
        state="lost",
        sort="colour",
        limit="0",
        cursor="!",
        colour="blue",
    )
    assert set(bad_fields(answer)) == {"school", "state", "sort", "limit", "colour"}
    assert set(bad_fields(api.olu.get("/tickets", cursor="!"))) == {"cursor"}


def test_a_cursor_that_no_page_had_is_a_mistake_and_no_fault(api: Api) -> None:
    ticket = uuid4()
    for sort in ("due", "updated"):
        for place in ('-1, "{}"', '1e9999, "{}"', f'{10**30}, "{{}}"', '1, "x"', "1"):
            bare = f"[{place.format(ticket)}]".encode()
            answer = api.olu.get("/tickets", sort=sort, cursor=urlsafe_b64encode(bare))
            assert set(bad_fields(answer)) == {"cursor"}, (sort, place)


def test_a_school_finds_its_own_tickets_only(api: Api) -> None:
    own, _ = api.olu.opens(), api.olu.opens(BECKFIELD)
    page = json_of(api.priya.get("/tickets"))
    assert [ticket["ticket_id"] for ticket in page["tickets"]] == [own]
    problem_of(api.priya.get("/tickets", school=str(BECKFIELD)), 403, "forbidden")
