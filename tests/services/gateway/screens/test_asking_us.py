"""How does somebody ask who is no school of ours, and have themselves forgotten?"""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import Any
from uuid import UUID

import pytest
from werkzeug.test import Client

from contracts.enquiries import (
    ConsentRecorded,
    EnquiriesView,
    FindEnquiries,
    GetEnquiry,
)
from contracts.values import PROVIDER
from services.gateway.screens.asking_us import TRAP
from services.gateway.strangers import (
    ENQUIRIES_ALL,
    ENQUIRIES_EACH,
    Strangers,
    enquirers,
)
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader

SAID = {
    "purpose": "offer",
    "name": "Cedric Marlow",
    "email": "head@cedarfield.example",
    "organisation": "Cedarfield School",
    "message": "Would you look after our network?",
}
_HIDDEN = re.compile(r'type="hidden" name="(\w+)" value="([^"]*)"')


@pytest.fixture
def visitor(api: Api) -> Client:
    """Somebody at a browser who has not signed in."""
    return api.app.test_client()


def filled_in(api: Api, page: str, **said: Any) -> dict[str, Any]:
    """The form of a page, half a minute after it was shown."""
    api.town.clock.advance(seconds=30)
    hidden = {name: unescape(value) for name, value in _HIDDEN.findall(page)}
    return hidden | SAID | said


def sends(api: Api, visitor: Client, **said: Any) -> str:
    """Send an enquiry; where its enquirer is sent on to."""
    typed = filled_in(api, visitor.get("/enquiries").text, **said)
    answer = visitor.post("/enquiries", data=typed)
    assert answer.status_code == 303, answer.text
    location: str = answer.location
    return location


def there(api: Api) -> list[UUID]:
    view: EnquiriesView = api.town.ask(FindEnquiries())
    return [one.enquiry_id for one in view.enquiries]


def test_somebody_asks_reads_what_becomes_of_it_and_gets_a_link(
    api: Api, visitor: Client
) -> None:
    page = visitor.get("/enquiries").text
    assert "What becomes of what you send" in page
    assert "It is erased after 180 days" in page
    link = sends(api, visitor, call_back="yes", phone="020 7946 0018")
    [enquiry_id] = there(api)
    own = visitor.get(link).text
    assert "Thank you. We have it" in own
    assert "by it you see how it stands" in own
    assert "05/12/2026" in own
    assert "Steps before a contract" in own
    assert SAID["name"] not in own
    known = api.town.ask(GetEnquiry(enquiry_id=enquiry_id))
    assert (known.text_version, known.call_back, known.news) == (0, True, False)


def test_consent_is_never_given_by_default_and_is_recorded_with_its_text(
    api: Api, visitor: Client
) -> None:
    page = visitor.get("/enquiries").text
    assert " checked" not in page
    sends(api, visitor)
    link = sends(api, visitor, news="yes")
    consents = [
        one
        for one in api.town.events("intake", PROVIDER)
        if isinstance(one, ConsentRecorded)
    ]
    assert [one.text_version for one in consents] == [0]
    assert "You agreed to hear of it" in visitor.get(link).text
    visitor.post(f"{link}/newsless")
    assert "You hear of none" in visitor.get(link).text


def test_what_is_wrong_is_named_and_nothing_typed_is_lost(
    api: Api, visitor: Client
) -> None:
    typed = filled_in(api, visitor.get("/enquiries").text, email="nowhere")
    answer = visitor.post("/enquiries", data=typed)
    assert answer.status_code == 422
    assert "Not an e-mail address" in answer.text
    assert f">{SAID['message']}</textarea>" in answer.text
    again = filled_in(api, answer.text)
    assert visitor.post("/enquiries", data=again).status_code == 303


def test_what_a_program_fills_in_where_nobody_sees_it_is_asked_for_again(
    api: Api, visitor: Client
) -> None:
    page = visitor.get("/enquiries").text
    for known in ("website", "url", "email2", "company", "address"):
        assert f'name="{known}"' not in page
    trapped = filled_in(api, page, **{TRAP: "https://pills.example"})
    answer = visitor.post("/enquiries", data=trapped)
    assert answer.status_code == 422
    assert "Please look once more" in answer.text
    assert there(api) == []
    assert f">{SAID['message']}</textarea>" in answer.text
    again = filled_in(api, answer.text)
    assert visitor.post("/enquiries", data=again).status_code == 303


def test_a_program_that_sends_at_once_is_asked_to_look_again(
    api: Api, visitor: Client
) -> None:
    page = visitor.get("/enquiries").text
    hidden = {name: unescape(value) for name, value in _HIDDEN.findall(page)}
    answer = visitor.post("/enquiries", data=hidden | SAID)
    assert answer.status_code == 422
    assert "That was very quick" in answer.text
    assert there(api) == []
    forged = filled_in(api, page) | {"shown_at": "2026-06-01T09:00:00Z"}
    assert visitor.post("/enquiries", data=forged).status_code == 422
    assert visitor.post("/enquiries", data=SAID).status_code == 422
    assert there(api) == []


def test_pressed_twice_it_is_one_enquiry(api: Api, visitor: Client) -> None:
    typed = filled_in(api, visitor.get("/enquiries").text)
    first, second = (visitor.post("/enquiries", data=typed) for _ in range(2))
    assert first.location == second.location
    assert len(there(api)) == 1


def test_what_looks_like_personal_data_is_pointed_out_before_it_is_sent(
    api: Api, visitor: Client
) -> None:
    card = "My card is 4111 1111 1111 1111"
    typed = filled_in(api, visitor.get("/enquiries").text, message=card)
    answer = visitor.post("/enquiries", data=typed)
    assert answer.status_code == 422
    assert "the number of a payment card" in answer.text
    assert there(api) == []


def test_by_the_link_its_enquirer_is_forgotten(api: Api, visitor: Client) -> None:
    link = sends(api, visitor)
    answer = visitor.post(f"{link}/forget")
    assert (answer.status_code, answer.location) == (303, link)
    assert "You are forgotten" in visitor.get(link).text
    [enquiry_id] = there(api)
    assert api.town.ask(GetEnquiry(enquiry_id=enquiry_id)).name == ""


def test_a_link_that_we_did_not_make_leads_nowhere(api: Api, visitor: Client) -> None:
    link = sends(api, visitor)
    for forged in (f"{link}a", link[:-1] + ("b" if link[-1] != "b" else "a")):
        assert visitor.get(forged).status_code == 404
        assert visitor.post(f"{forged}/forget").status_code == 404
    [enquiry_id] = there(api)
    assert api.town.ask(GetEnquiry(enquiry_id=enquiry_id)).name == SAID["name"]


def test_another_site_sends_nothing_for_anybody(api: Api, visitor: Client) -> None:
    typed = filled_in(api, visitor.get("/enquiries").text)
    headers = {"Sec-Fetch-Site": "cross-site"}
    answer = visitor.post("/enquiries", data=typed, headers=headers)
    assert answer.status_code == 403
    assert there(api) == []


def test_strangers_ask_within_bounds(api: Api, visitor: Client) -> None:
    api.app.extensions["caretaker strangers"] = Strangers(each=2, all=9)
    link = sends(api, visitor)
    for answer in (
        visitor.get("/enquiries"),
        visitor.post("/enquiries", data=SAID),
        visitor.get(link),
        visitor.post(f"{link}/forget"),
    ):
        assert answer.status_code == 429


def test_a_network_that_sends_a_few_keeps_nobody_else_out(
    api: Api, visitor: Client
) -> None:
    elsewhere = {"REMOTE_ADDR": "192.0.2.8"}
    for _ in range(ENQUIRIES_EACH):
        last = filled_in(api, visitor.get("/enquiries").text)
        refused = visitor.post("/enquiries", data=last | {"email": "nowhere"})
        assert refused.status_code == 422
        assert visitor.post("/enquiries", data=last).status_code == 303
    assert visitor.post("/enquiries", data=last).status_code == 303
    more = filled_in(api, visitor.get("/enquiries").text)
    answer = visitor.post("/enquiries", data=more)
    assert answer.status_code == 429
    assert f">{SAID['message']}</textarea>" in answer.text
    other = visitor.post("/enquiries", data=more, environ_overrides=elsewhere)
    assert other.status_code == 303
    api.town.clock.advance(hours=1)
    sends(api, visitor)
    assert len(there(api)) == ENQUIRIES_EACH + 2


def test_without_that_bound_one_network_sends_as_much_as_all_may(
    api: Api, visitor: Client
) -> None:
    """The twin."""
    boundless = replace(enquirers(), each=ENQUIRIES_ALL)
    api.app.extensions["caretaker enquirers"] = boundless
    for _ in range(ENQUIRIES_EACH + 1):
        sends(api, visitor)
    assert len(there(api)) == ENQUIRIES_EACH + 1


def test_who_is_signed_in_may_ask_as_well(api: Api, olu: Reader) -> None:
    typed = filled_in(api, olu.reads("/enquiries"))
    assert olu.client.post("/enquiries", data=typed).status_code == 303
    assert len(there(api)) == 1
