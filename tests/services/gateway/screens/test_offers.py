"""Is guidance offered to whoever types a request, with a script and without?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import uuid5

import pytest
from werkzeug.test import TestResponse

from contracts.catalogue import SetCatalogue
from contracts.intake import FindTickets
from infra.demo_catalogue import OFFERINGS
from services.gateway.screens.offers import MOST
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader
from tests.services.intake.articles.test_guidance import PROJECTOR, publish, write
from tests.support.cast import ASHGROVE

NEW = f"/portal/{ASHGROVE}/new"
CATALOGUE = f"/portal/{ASHGROVE}/ask/new-starter"
CALLS = "/console/tickets/new"
TYPED = {"subject": "Our beamer", "description": "It is dark since Friday."}


@pytest.fixture
def shelf(api: Api, priya: Reader) -> Reader:
    """Priya, where an article is shown."""
    api.town.execute(write)
    api.town.execute(publish)
    return priya


def types(reader: Reader, **typed: str) -> TestResponse:
    """What htmx sends while somebody types: only the offers are asked for."""
    data: dict[str, Any] = {"csrf": reader.token(), "act": "look", **typed}
    return reader.client.post(NEW, data=data, headers={"HX-Target": "offered"})


def test_what_fits_is_offered_with_its_text_and_the_words_it_fits(
    api: Api, shelf: Reader
) -> None:
    answer = types(shelf, **TYPED)
    assert answer.status_code == 200
    assert "<main" not in answer.text
    assert write.title in answer.text
    assert "It fits your words: beamer, dark." in answer.text
    assert "<strong>power</strong>" in answer.text
    assert "1 article may help." in answer.text
    assert api.town.ask(FindTickets()).tickets == ()


def test_without_a_script_a_button_looks_and_keeps_what_is_typed(
    api: Api, shelf: Reader
) -> None:
    answer = shelf.sends(NEW, act="look", **TYPED)
    assert answer.status_code == 200
    assert write.title in answer.text
    assert 'value="Our beamer"' in answer.text
    assert "Fill this in." not in answer.text
    assert api.town.ask(FindTickets()).tickets == ()


def test_what_fits_nothing_says_so_to_who_looked(shelf: Reader) -> None:
    answer = shelf.sends(NEW, act="look", subject="Six tablets")
    assert "No guidance fits." in answer.text
    assert "may help" not in types(shelf, subject="Six tablets").text
    assert "No guidance fits." not in shelf.reads(NEW)


def test_few_are_offered_at_once(api: Api, shelf: Reader) -> None:
    for number in range(MOST + 1):
        which: dict[str, Any] = {"article_id": uuid5(PROJECTOR, str(number))}
        api.town.execute(replace(write, **which))
        api.town.execute(replace(publish, **which))
    assert types(shelf, **TYPED).text.count("<details") == MOST


def test_a_request_is_sent_all_the_same(api: Api, shelf: Reader) -> None:
    sent = {"impact": "low", "urgency": "low", **TYPED}
    assert shelf.sends(NEW, **sent).status_code == 303
    assert len(api.town.ask(FindTickets()).tickets) == 1


def test_the_form_is_there_while_guidance_cannot_be_had(
    api: Api, shelf: Reader
) -> None:
    api.town.link.hosted.pop("intake")
    answer = shelf.sends(NEW, act="look", **TYPED)
    assert answer.status_code == 200
    assert 'value="Our beamer"' in answer.text


@pytest.mark.parametrize(
    ("address", "typed"),
    [
        (CATALOGUE, {"answer-needs": "A beamer that is dark"}),
        (CALLS, {**TYPED, "school_id": str(ASHGROVE)}),
    ],
)
def test_every_form_offers_it_while_somebody_types(
    api: Api, shelf: Reader, olu: Reader, address: str, typed: dict[str, str]
) -> None:
    api.town.execute(SetCatalogue(school_id=ASHGROVE, offerings=OFFERINGS))
    reader = olu if address == CALLS else shelf
    page = reader.reads(address)
    assert f'hx-post="{address}"' in page
    assert all(f"from:#{name}" in page for name in typed if name != "school_id")
    part = reader.client.post(
        address,
        data={"csrf": reader.token(), "act": "look", **typed},
        headers={"HX-Target": "offered"},
    )
    assert part.status_code == 200
    assert "<main" not in part.text
    assert write.title in part.text
    whole = reader.sends(address, act="look", **typed)
    assert write.title in whole.text
    assert all(said in whole.text for said in typed.values())
    assert "Fill this in." not in whole.text
    assert api.town.ask(FindTickets()).tickets == ()


def test_before_a_school_is_picked_the_desk_finds_what_anybody_may_read(
    api: Api, shelf: Reader, olu: Reader
) -> None:
    data = {"csrf": olu.token(), "act": "look", **TYPED}
    htmx = {"HX-Target": "offered"}
    part = olu.client.post(CALLS, data=data, headers=htmx)
    assert write.title not in part.text
    theirs = olu.client.post(
        CALLS, data=data | {"school_id": str(ASHGROVE)}, headers=htmx
    )
    assert write.title in theirs.text
    assert "back to your requests" not in theirs.text
