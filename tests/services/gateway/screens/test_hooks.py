"""Which addresses are told of tickets, and what does a page show of what came of it?"""

from __future__ import annotations

import re
from uuid import UUID

import pytest

from contracts.access import Role
from contracts.hooks import Occasion
from contracts.values import PROVIDER
from services.gateway.screens.hooks import OCCASIONS
from tests.services.gateway.api import Api
from tests.services.gateway.hook_routes import ADDRESS, HOOK, NOTICE, told
from tests.services.gateway.screens.pages import Reader, make_known
from tests.support.cast import ASHGROVE, OLU, PRIYA

OF_MSP = f"/console/schools/{PROVIDER}/hooks"
OF_ASHGROVE = f"/console/schools/{ASHGROVE}/hooks"
TYPED = {"address": ADDRESS, "occasions": ["ticket.opened", "ticket.held"], "key": "1"}


@pytest.fixture
def administrator(api: Api) -> Reader:
    return make_known(api, OLU, Role.MSP_ADMINISTRATOR, PROVIDER).signed_in()


@pytest.fixture
def head(api: Api) -> Reader:
    """Priya, who has become the head of Ashgrove."""
    return make_known(api, PRIYA, Role.HEAD, ASHGROVE).signed_in()


def test_an_address_is_added_and_its_secret_is_shown_this_once(
    administrator: Reader,
) -> None:
    assert "Nobody is told yet." in administrator.reads(OF_MSP)
    page = administrator.sends(OF_MSP, **TYPED).text
    [secret] = re.findall(r"<code[^>]*>(whsec_[^<]+)</code>", page)
    page = administrator.reads(OF_MSP)
    assert secret not in page
    assert ADDRESS in page
    assert f"2 of {len(Occasion)} occasions" in page
    [at] = re.findall(rf'href="({OF_MSP}/[^"]+)"', page)
    assert "It was told nothing yet." in administrator.reads(at)
    assert administrator.sends(f"{at}/remove").location == OF_MSP
    assert ADDRESS not in administrator.reads(OF_MSP)


def test_what_is_wrong_is_said_beside_it_and_nothing_is_lost(
    administrator: Reader,
) -> None:
    answer = administrator.sends(OF_MSP, address="http://10.0.0.1/", key="1")
    assert answer.status_code == 422
    assert "Must be an https address" in answer.text
    assert "Choose at least one." in answer.text
    assert 'value="http://10.0.0.1/"' in answer.text


def test_every_try_is_shown_and_what_is_over_is_told_again(
    api: Api, head: Reader
) -> None:
    ticket = api.olu.opens()
    told(api.town, ticket_id=UUID(ticket))
    at = f"{OF_ASHGROVE}/{HOOK}"
    page = head.reads(at)
    assert "! failed" in page
    assert "answered with 410" in page
    assert api.olu.sees(ticket)["reference"] in page
    assert head.sends(f"{at}/replay", notice=str(NOTICE), key="1").location == at
    assert "◷ waits" in head.reads(at)
    refused = head.sends(f"{at}/replay", notice=str(NOTICE), key="2")
    assert refused.status_code == 422
    assert "It waits to be tried already." in refused.text
    assert head.sends(f"{at}/replay", notice="none", key="3").status_code == 404


def test_a_hook_that_is_not_there_is_not_shown(administrator: Reader) -> None:
    assert administrator.client.get(f"{OF_MSP}/{HOOK}").status_code == 404


def test_the_desk_and_the_staff_of_a_school_have_no_such_page(
    olu: Reader, priya: Reader
) -> None:
    for somebody, at in ((olu, OF_MSP), (priya, OF_ASHGROVE)):
        assert somebody.client.get(at).status_code == 403
    assert "Hooks" not in priya.reads(f"/console/schools/{ASHGROVE}/hours")


def test_every_occasion_is_said_in_words() -> None:
    assert OCCASIONS.keys() == {*Occasion}
