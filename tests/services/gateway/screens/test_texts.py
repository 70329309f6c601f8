"""Who looks after a text that holds personal data, and what do they do with it?"""

from __future__ import annotations

import pytest

from contracts.access import Role
from contracts.values import PROVIDER
from services.gateway.screens import texts
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader, make_known
from tests.services.gateway.screens.test_minding import CARD
from tests.support.cast import ASHGROVE, PRIYA, ZOE

SAID = f"Charge it to {CARD}"


@pytest.fixture
def ticket(api: Api) -> str:
    """A ticket of Ashgrove with the number of a card in it."""
    return api.olu.opens(description=SAID)


@pytest.fixture
def dpo(api: Api) -> Reader:
    """Priya as the DPO of Ashgrove."""
    return make_known(api, PRIYA, Role.DPO, ASHGROVE).signed_in()


def address(api: Api, ticket: str) -> str:
    entry_id = api.olu.sees(ticket)["timeline"][0]["entry_id"]
    return f"/texts/{ASHGROVE}/{entry_id}"


def test_the_ticket_says_what_it_looks_like_and_leads_there(
    api: Api, olu: Reader, ticket: str
) -> None:
    page = olu.reads(f"/console/tickets/{ticket}")
    assert "looks like the number of a payment card" in page
    assert f'href="{address(api, ticket)}"' in page


def test_staff_of_the_school_are_not_led_there(
    api: Api, priya: Reader, ticket: str
) -> None:
    page = priya.reads(f"/portal/{ASHGROVE}/tickets/{ticket}")
    assert "payment card" not in page
    assert "/texts/" not in page
    priya.reads(address(api, ticket), 403)


def test_the_desk_restricts_it_and_nobody_sees_it_any_more(
    api: Api, olu: Reader, priya: Reader, ticket: str
) -> None:
    at = address(api, ticket)
    assert olu.sends(f"{at}/restrict", key="a").location == at
    page = olu.reads(at)
    assert "is <strong>restricted</strong>" in page
    assert CARD not in page
    portal = priya.reads(f"/portal/{ASHGROVE}/tickets/{ticket}")
    assert CARD not in portal
    assert "A text of it is restricted." in portal


def test_the_dpo_reads_it_and_the_ticket_says_so(
    api: Api, olu: Reader, dpo: Reader, ticket: str
) -> None:
    at = address(api, ticket)
    olu.sends(f"{at}/restrict", key="a")
    assert CARD not in dpo.reads(at)
    seen = dpo.sends(f"{at}/read")
    assert (seen.status_code, CARD in seen.text) == (200, True)
    assert "read a text that is restricted" in olu.reads(f"/console/tickets/{ticket}")


def test_what_is_not_restricted_is_not_read_this_way(
    api: Api, dpo: Reader, ticket: str
) -> None:
    answer = dpo.sends(f"{address(api, ticket)}/read")
    assert (answer.status_code, "is not restricted" in answer.text) == (422, True)


def test_it_is_left_as_it_stands(
    api: Api, olu: Reader, dpo: Reader, ticket: str
) -> None:
    dpo.sends(f"{address(api, ticket)}/leave", key="a", reason="A test card.")
    page = olu.reads(f"/console/tickets/{ticket}")
    assert "looks like" not in page
    assert CARD in page


def test_it_is_redacted_once_somebody_means_it(
    api: Api, olu: Reader, dpo: Reader, ticket: str
) -> None:
    at = address(api, ticket)
    typed = {"key": "a", "reason": "Nobody needs it."}
    answer = dpo.sends(f"{at}/redact", **typed)
    assert (answer.status_code, "Tick that you mean it" in answer.text) == (422, True)
    assert CARD in olu.reads(f"/console/tickets/{ticket}")
    assert dpo.sends(f"{at}/redact", **typed, sure="yes").location == at
    assert CARD not in olu.reads(f"/console/tickets/{ticket}") + olu.reads(at)
    assert "Nobody needs it." in olu.reads(f"/console/tickets/{ticket}")


def test_without_asking_first_one_click_would_erase_it(
    api: Api, dpo: Reader, ticket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin."""
    monkeypatch.setattr(texts, "MEANT", "")
    answer = dpo.sends(f"{address(api, ticket)}/redact", key="a", reason="No.")
    assert answer.status_code == 303


def test_an_engineer_is_offered_to_restrict_only(api: Api, ticket: str) -> None:
    engineer = make_known(api, ZOE, Role.ENGINEER, PROVIDER).signed_in()
    at = address(api, ticket)
    page = engineer.reads(at)
    assert f'action="{at}/restrict"' in page
    assert f'action="{at}/redact"' not in page
    answer = engineer.sends(f"{at}/redact", key="a", reason="No.", sure="yes")
    assert answer.status_code == 403


def test_the_figures_count_it_by_its_kind(api: Api, olu: Reader, ticket: str) -> None:
    assert ticket
    page = olu.reads(f"/console/schools/{ASHGROVE}/figures")
    assert "the number of a payment card" in page
    assert CARD not in page
