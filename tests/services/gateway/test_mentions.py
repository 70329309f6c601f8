"""Is it clear whom a note names, and told where it is not?"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from contracts.access import Role
from contracts.refusals import Invalid
from contracts.values import PROVIDER
from services.gateway.mentions import mentioned_in
from tests.services.gateway.api import Api, bad_fields, json_of
from tests.services.gateway.screens.pages import make_known
from tests.services.gateway.watching_routes import colleague
from tests.support.cast import ASHGROVE, OLU, ZOE

ZOE_MARSH = replace(ZOE, name="Zoe Marsh")
ZOE_BELL = replace(
    ZOE, person_id=UUID(int=7), name="Zoe Bell", email="zbell@msp.example"
)


@pytest.fixture(autouse=True)
def desk(api: Api) -> None:
    """Olu and two of the same first name work at the desk; Sam is of Ashgrove."""
    for somebody in (OLU, ZOE_MARSH, ZOE_BELL):
        make_known(api, somebody, Role.ENGINEER, PROVIDER)
    colleague(api.town)


def named(api: Api, text: str) -> set[str]:
    with api.app.app_context():
        return {one.email for one in mentioned_in(text, ASHGROVE)}


def why(api: Api, text: str) -> list[str]:
    with pytest.raises(Invalid) as told:
        named(api, text)
    return told.value.errors["text"]


@pytest.mark.parametrize(
    "text",
    [
        "@olu please look",
        "(@Olu), please",
        "Ask @OLU.",
        "Line one\n@olu",
        "@olu @olu",
    ],
)
def test_a_first_name_names_somebody_once(api: Api, text: str) -> None:
    assert named(api, text) == {OLU.email}


def test_all_of_a_name_or_the_address_tells_two_apart(api: Api) -> None:
    assert named(api, "@zoe.marsh and @zbell") == {ZOE.email, ZOE_BELL.email}


@pytest.mark.parametrize(
    "text",
    [
        "olu@msp.example",
        "at 5 @ the gate",
        "run `@media print`",
        "```\n@everybody\n```",
        "@@olu",
        "see https://x.example/@olu",
        "",
    ],
)
def test_what_is_no_name_names_nobody(api: Api, text: str) -> None:
    assert named(api, text) == set()


def test_a_name_that_means_none_or_several_is_told(api: Api) -> None:
    [several] = why(api, "@zoe, can you?")
    assert "@zbell (Zoe Bell)" in several
    [nobody, school] = why(api, "@nobody and @sam")
    assert "Nobody of the desk is called @nobody" in nobody
    assert "@sam is of the school" in school


def test_a_note_by_api_names_and_one_that_is_not_clear_is_refused(api: Api) -> None:
    ticket = api.olu.opens()
    json_of(api.olu.acts(ticket, "note", text="@olu, is it yours?"))
    [watcher] = json_of(api.olu.get(f"/tickets/{ticket}/watchers"))["watchers"]
    assert watcher["email"] == OLU.email
    assert bad_fields(api.olu.acts(ticket, "note", text="@zoe")).keys() == {"text"}
    typed = {"text": "Hello", "mentions": []}
    assert bad_fields(api.olu.acts(ticket, "note", **typed)).keys() == {"mentions"}
