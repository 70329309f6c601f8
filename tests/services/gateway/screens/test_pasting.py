"""How does a chat message, or what was said in passing, become a ticket at once?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from contracts.channels import Chat, CountChannels
from contracts.intake import GetTicket, TicketView
from contracts.values import Channel
from services.gateway.screens.pasting import WAYS, subject_of
from tests.services.gateway.api import Api, bad_fields, json_of
from tests.services.gateway.screens.pages import Reader
from tests.support.cast import ASHGROVE, ASHGROVE_NAME, PRIYA

AT = "/console/tickets/paste"
SAID = "Hi, no sound in the hall\nThe assembly is at ten."
TYPED: dict[str, Any] = {
    "text": SAID,
    "way": "teams",
    "school_id": str(ASHGROVE),
    "name": PRIYA.name,
    "email": PRIYA.email,
    "key": "a",
}


def opened(api: Api, address: str) -> TicketView:
    found: TicketView = api.town.ask(
        GetTicket(ticket_id=UUID(address.rpartition("/")[2]))
    )
    return found


def test_a_chat_that_is_pasted_is_a_ticket_in_one_step(api: Api, olu: Reader) -> None:
    answer = olu.sends(AT, **TYPED)
    assert answer.status_code == 303
    ticket = opened(api, answer.location)
    assert ticket.subject == "Hi, no sound in the hall"
    assert ticket.description == SAID
    assert (ticket.channel, ticket.requester.email) == (Channel.CHAT, PRIYA.email)
    assert olu.sends(AT, **TYPED).location == answer.location
    (count,) = api.town.ask(CountChannels(school_id=ASHGROVE)).counts
    assert (count.via, count.official, count.times) == (Chat.TEAMS, False, 1)


@pytest.mark.parametrize("way", WAYS)
def test_each_way_is_kept_with_its_channel(api: Api, olu: Reader, way: str) -> None:
    ticket = opened(api, olu.sends(AT, **TYPED | {"way": way}).location)
    assert ticket.channel is (Channel.WALK_IN if way == "walk_in" else Channel.CHAT)


def test_of_somebody_who_is_known_the_name_is_enough(
    api: Api, olu: Reader, priya: Reader
) -> None:
    answer = olu.sends(AT, **TYPED | {"email": "", "name": PRIYA.name.upper()})
    assert opened(api, answer.location).requester.name == PRIYA.name
    answer = olu.sends(AT, **TYPED | {"email": "", "name": "Somebody", "key": "b"})
    assert answer.status_code == 422
    assert "Nobody alone is known by this name there." in answer.text


def test_what_was_said_before_counts_from_then(api: Api, olu: Reader) -> None:
    answer = olu.sends(AT, **TYPED, happened_at="05/06/2026 15:30")
    page = olu.reads(answer.location)
    assert "05/06/2026 15:30" in page
    assert "entered" in page


def test_every_field_that_is_wrong_is_named_and_kept(olu: Reader) -> None:
    answer = olu.sends(AT, text=" ", way="pigeon", name="", happened_at="soon")
    assert answer.status_code == 422
    for words in (
        "What was said: Paste",
        "How it came: Choose",
        "School: Pick",
        "Who asks: Fill",
        "When it was: Not",
    ):
        assert words in answer.text
    long = olu.sends(AT, **TYPED | {"text": "a" * 100_001})
    assert long.status_code == 422


def test_a_school_is_looked_for_before_anything_is_missed(olu: Reader) -> None:
    page = olu.sends(AT, school_search="ashgr", act="find", text=SAID).text
    assert f"{ASHGROVE_NAME}" in page
    assert "Error" not in page
    assert "no sound in the hall" in page


def test_a_ticket_is_called_by_how_the_text_begins() -> None:
    assert subject_of("\n  The lamp \nflickers") == "The lamp"
    assert subject_of("word " * 30) == "word " * 15 + "word…"
    assert subject_of("x" * 100) == "x" * 80 + "…"
    assert subject_of(" ") == ""


def test_the_figures_tell_what_came_by_no_official_channel(
    api: Api, olu: Reader, priya: Reader, ben: Reader
) -> None:
    olu.sends(AT, **TYPED)
    api.olu.opens()
    for reader, address in (
        (olu, "/console/figures"),
        (priya, f"/console/schools/{ASHGROVE}/figures"),
    ):
        page = reader.reads(address)
        assert "Of 2 requests in 2026-06, 1 came by no official channel." in page
        assert "Chat (Teams)" in page
    ben.reads(f"/console/schools/{ASHGROVE}/figures", 403)


def test_the_api_opens_and_counts_what_came_by_chat(api: Api) -> None:
    api.olu.opens(channel="chat", via="whatsapp")
    counts = json_of(api.priya.get("/channels", month="2026-06"))
    assert (counts["requests"], counts["unofficial"]) == (1, 1)
    assert counts["counts"][0]["via"] == "whatsapp"
    answer = api.olu.post(
        f"/schools/{ASHGROVE}/tickets", {"channel": "phone", "via": "pigeon"}
    )
    assert "via" in bad_fields(answer)
    assert set(bad_fields(api.olu.get("/channels", month="2026-13"))) == {"month"}
