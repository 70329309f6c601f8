"""How is the name and the colour of a school chosen, and seen before it counts?"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from contracts.access import Role
from contracts.look import GetLook
from services.gateway.screens.look import preview
from services.gateway.screens.shades import address_of
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader, make_known
from tests.support.cast import ASHGROVE, ASHGROVE_NAME, BECKFIELD, BEN, OLU, PRIYA

AT = f"/console/schools/{ASHGROVE}/look"
PORTAL = f"/portal/{ASHGROVE}"
BURGUNDY = {"shown_name": "Ashgrove", "accent": "#7a1f3d"}


def look(api: Api) -> Any:
    return api.town.ask(GetLook(school_id=ASHGROVE))


def test_the_portal_and_its_sign_in_have_the_name_and_the_colour(
    api: Api, olu: Reader, priya: Reader
) -> None:
    stylesheet = address_of("#7a1f3d")
    assert ASHGROVE_NAME in priya.reads(PORTAL)
    assert stylesheet
    assert olu.sends(AT, **BURGUNDY).status_code == 303
    assert "The look is set." in olu.reads(AT)
    page = priya.reads(PORTAL)
    assert ">Ashgrove</a>" in page
    assert stylesheet in page
    stranger = Reader(api, PRIYA)
    assert stranger.client.get(PORTAL).location.startswith("/sign-in?next=/portal/")
    asked = stranger.reads(stranger.client.get(PORTAL).location)
    assert ">Ashgrove</a>" in asked
    assert stylesheet in asked
    for elsewhere in ("/sign-in", "/sign-in?next=/portal/x", "/sign-in?next=/console"):
        assert stylesheet not in stranger.reads(elsewhere)


def test_its_log_and_what_it_keeps_are_read_in_the_colour_by_the_school_alone(
    api: Api, olu: Reader
) -> None:
    assert olu.sends(AT, **BURGUNDY).status_code == 303
    api.town.settle()
    told = api.town.log("directory", ASHGROVE)[-1]
    person = replace(BEN, caller=replace(OLU.caller, school=ASHGROVE))
    head = make_known(api, person, Role.HEAD, ASHGROVE).signed_in()
    log = f"/audit/{ASHGROVE}"
    for at in (log, f"{log}/stories/{told.correlation_id}", f"/retention/{ASHGROVE}"):
        assert str(address_of("#7a1f3d")) in head.reads(at)
        assert "/shades/" not in olu.reads(at)


def test_beckfield_looks_like_beckfield(api: Api, olu: Reader, ben: Reader) -> None:
    olu.sends(AT, **BURGUNDY)
    assert "/shades/" not in ben.reads(f"/portal/{BECKFIELD}")
    ben.reads(AT, 403)


def test_a_colour_is_seen_before_it_counts(api: Api, olu: Reader) -> None:
    answer = olu.sends(AT, **BURGUNDY, act="show")
    assert answer.status_code == 200
    assert str(address_of("#7a1f3d")) in answer.text
    assert 'value="Ashgrove"' in answer.text
    assert look(api).accent is None
    part = olu.client.post(
        AT,
        data={"csrf": olu.token(), **BURGUNDY, "act": "show"},
        headers={"HX-Target": "preview"},
    )
    assert "<html" not in part.text
    assert 'hx-swap-oob="innerHTML"' in part.text


def test_a_colour_that_is_too_light_is_refused_and_a_darker_one_proposed(
    api: Api, olu: Reader
) -> None:
    typed = {"shown_name": "Ashgrove", "accent": "#ffcc00"}
    answer = olu.sends(AT, **typed)
    assert answer.status_code == 422
    assert "has a contrast of 1.51:1" in answer.text
    assert 'value="#ffcc00"' in answer.text
    shown = preview("#ffcc00")
    assert shown
    assert shown.instead
    assert f'value="use {shown.instead}"' in answer.text
    taken = olu.sends(AT, **typed, act=f"use {shown.instead}")
    assert f'name="accent" type="text" value="{shown.instead}"' in taken.text
    assert look(api).accent is None
    assert olu.sends(AT, **{**typed, "accent": str(shown.instead)}).status_code == 303
    assert look(api).accent == str(shown.instead)


def test_a_look_that_somebody_else_changed_meanwhile_is_not_overwritten(
    api: Api, olu: Reader
) -> None:
    [seen] = re.findall(r'name="version" value="(\d+)"', olu.reads(AT))
    olu.sends(AT, **BURGUNDY, version=seen)
    typed = {"shown_name": "Grove", "accent": "#14603f"}
    late = olu.sends(AT, **typed, version=seen)
    assert late.status_code == 409
    assert "Somebody changed this look since you looked" in late.text
    assert "<li>Colour: #7a1f3d</li>" in late.text
    assert 'value="Grove"' in late.text
    assert look(api).name == "Ashgrove"
    [seen] = re.findall(r'name="version" value="(\d+)"', late.text)
    assert olu.sends(AT, **typed, version=seen).status_code == 303
    assert look(api).name == "Grove"


def test_what_is_no_colour_is_told_beside_its_field(olu: Reader) -> None:
    answer = olu.sends(AT, shown_name="", accent="red")
    assert "Colour: Not a colour such as #7a1f3d." in answer.text
    assert preview("red") is None


def test_a_look_is_taken_away_again(api: Api, olu: Reader) -> None:
    olu.sends(AT, **BURGUNDY)
    assert olu.sends(AT, shown_name="", accent="").status_code == 303
    assert (look(api).name, look(api).accent) == (ASHGROVE_NAME, None)


def test_a_colour_that_is_dark_enough_is_shown_as_it_is() -> None:
    shown = preview(" #7A1F3D ")
    assert shown is not None
    assert shown.instead is None
    assert shown.ratio == "10.04"
