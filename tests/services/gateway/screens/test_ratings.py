"""How does a requester say how it was, in one click and without signing in?"""

from __future__ import annotations

import re
from uuid import UUID

import pytest

from contracts.intake import GetTicket
from services.gateway.screens.ratings import address_for
from tests.services.gateway.api import Api, json_of
from tests.services.gateway.screens.pages import Reader
from tests.support.cast import ASHGROVE, OLU


@pytest.fixture
def ticket(api: Api) -> str:
    ticket = api.priya.opens(subject="No sound")
    json_of(api.olu.acts(ticket, "resolve", note="Plugged in."))
    return ticket


@pytest.fixture
def link(api: Api, ticket: str) -> str:
    """What the letter leads to."""
    with api.app.app_context():
        found = address_for(ASHGROVE, UUID(ticket))
    assert found is not None
    return found


def said(api: Api, ticket: str) -> str | None:
    rating = api.town.ask(GetTicket(ticket_id=UUID(ticket)), by=OLU.caller).rating
    return rating.said.value if rating else None


def chosen(page: str) -> list[str]:
    return re.findall(r'value="(\w+)" required checked', page)


def hidden(page: str) -> list[str]:
    """What is sent of a name that can be chosen no longer."""
    return re.findall(r'type="hidden" name="anonymous" value="(\w*)"', page)


def test_a_link_opens_a_page_with_one_button_left_and_says_nothing_by_itself(
    api: Api, ticket: str, link: str
) -> None:
    visitor = api.app.test_client()
    answer = visitor.get(f"{link}?said=good")
    assert answer.status_code == 200
    assert chosen(answer.text) == ["good"]
    assert said(api, ticket) is None
    sent = visitor.post(link, data={"said": "good"})
    assert (sent.status_code, sent.location) == (303, link)
    assert said(api, ticket) == "good"
    page = visitor.get(link).text
    assert "Thank you. You may change it here." in page
    assert chosen(page) == ["good"]


def test_what_was_said_without_a_name_is_changed_without_one(
    api: Api, ticket: str, link: str, olu: Reader
) -> None:
    visitor = api.app.test_client()
    assert 'type="checkbox" id="anonymous"' in visitor.get(link).text
    visitor.post(link, data={"said": "good", "anonymous": "on"})
    page = visitor.get(link).text
    assert "You sent it without your name." in page
    assert hidden(page) == ["on"]
    typed = {"said": "poor", "comment": "It took a week.", "anonymous": "on"}
    assert visitor.post(link, data=typed).status_code == 303
    assert said(api, ticket) is None
    page = visitor.get(link).text
    assert chosen(page) == ["poor"]
    assert ">It took a week.</textarea>" in page
    figures = olu.reads("/console/figures")
    assert "Not good: It took a week." in figures
    assert "Anonymous" in figures


def test_a_name_is_neither_taken_away_nor_added_afterwards(
    api: Api, ticket: str, link: str
) -> None:
    visitor = api.app.test_client()
    visitor.post(link, data={"said": "good"})
    assert hidden(visitor.get(link).text) == [""]
    answer = visitor.post(link, data={"said": "poor", "anonymous": "on"})
    assert answer.status_code == 422
    assert "Your name: It was sent with your name, and stays so." in answer.text
    assert hidden(answer.text) == [""]
    assert said(api, ticket) == "good"


def test_nothing_chosen_is_said_and_what_was_written_is_kept(
    api: Api, ticket: str, link: str
) -> None:
    answer = api.app.test_client().post(link, data={"comment": "Quick!"})
    assert answer.status_code == 422
    assert ">Quick!</textarea>" in answer.text
    assert said(api, ticket) is None


def test_a_link_that_we_did_not_make_leads_nowhere(
    api: Api, ticket: str, link: str
) -> None:
    visitor = api.app.test_client()
    for forged in (
        f"{link}a",
        link[:-1] + ("a" if link[-1] != "a" else "b"),
        f"{link}{'a' * 99}",
    ):
        assert visitor.get(forged).status_code == 404
        assert visitor.post(forged, data={"said": "poor"}).status_code == 404
    assert said(api, ticket) is None


def test_another_site_says_nothing_for_anybody(
    api: Api, ticket: str, link: str
) -> None:
    headers = {"Sec-Fetch-Site": "cross-site"}
    answer = api.app.test_client().post(link, data={"said": "poor"}, headers=headers)
    assert answer.status_code == 403
    assert said(api, ticket) is None


def test_its_requester_finds_the_way_in_the_portal_and_nobody_else(
    priya: Reader, olu: Reader, ticket: str, link: str
) -> None:
    at = f"/portal/{ASHGROVE}/tickets/{ticket}"
    assert f'href="{link}"' in priya.reads(at)
    assert link not in olu.reads(at)
    assert priya.sends(link, said="fair").status_code == 303
    assert "<dd>All right</dd>" in olu.reads(f"/console/tickets/{ticket}")
