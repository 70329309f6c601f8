"""What may a ticket be about, as the desk chooses it and as it is said?"""

from __future__ import annotations

from contracts.categories import Matter, SetCategories
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader
from tests.support.cast import ASHGROVE

KILNS = Matter(name="kilns", title="Kilns and ovens")
own = SetCategories(school_id=ASHGROVE, categories=(KILNS,), services=())


def test_the_desk_chooses_from_what_the_school_has(api: Api, olu: Reader) -> None:
    ticket = api.olu.opens()
    at = f"/console/tickets/{ticket}"
    assert '<option value="network">Network and Wi-Fi</option>' in olu.reads(at)
    api.town.execute(own)
    page = olu.reads(at)
    assert '<option value="kilns">Kilns and ovens</option>' in page
    assert "Network and Wi-Fi" not in page


def test_what_the_school_has_no_more_is_shown_as_it_was(api: Api, olu: Reader) -> None:
    ticket = api.olu.opens(category="data")
    api.town.execute(own)
    page = olu.reads(f"/console/tickets/{ticket}")
    assert '<option value="data" selected>Data</option>' in page
    assert "<summary>Type: Incident, Data</summary>" in page


def test_what_the_school_has_no_more_stays_when_the_rest_is_changed(
    api: Api, olu: Reader
) -> None:
    at = f"/console/tickets/{api.olu.opens(category='data')}"
    api.town.execute(own)
    typed = {"version": 1, "type": "problem", "category": "data", "service": ""}
    assert olu.sends(f"{at}/classify", **typed).status_code == 303
    assert "<summary>Type: Problem, Data</summary>" in olu.reads(at)


def test_what_one_may_not_choose_is_named_and_kept(api: Api, olu: Reader) -> None:
    at = f"/console/tickets/{api.olu.opens()}"
    typed = {"version": 1, "type": "incident", "category": "kilns"}
    answer = olu.sends(f"{at}/classify", **typed)
    assert answer.status_code == 422
    assert "What it is about: No category of the school is called so." in answer.text
