"""How does a colour of a school become a stylesheet, read in light and in dark?"""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from contracts.colours import ENOUGH, WHITE, Colour, contrast, parse
from services.gateway.screens.assets import load
from services.gateway.screens.shades import (
    DARK,
    LIGHT,
    address,
    address_of,
    on_white,
)
from services.gateway.screens.shades import _written as written
from tests.services.gateway.api import Api

BURGUNDY = Colour(0x7A, 0x1F, 0x3D)


def tokens(colour: Colour) -> dict[str, tuple[Colour, Colour]]:
    """What each token is in light and in dark."""
    found = re.findall(
        r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\);", written(colour)
    )
    return {
        name: (parse(light) or WHITE, parse(dark) or WHITE)
        for name, light, dark in found
    }


def test_a_stylesheet_is_kept_for_ever_at_an_address_that_tells_it(
    shared_api: Api,
) -> None:
    at = address(BURGUNDY)
    assert at.startswith("/shades/7a1f3d.")
    answer = shared_api.client.get(at)
    assert answer.mimetype == "text/css"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.text == written(BURGUNDY)


def test_there_is_none_at_another_address(shared_api: Api) -> None:
    for name in ("7a1f3d.css", "7a1f3d.0000000000000000.css", "x.css", "7A1F3D.css"):
        assert shared_api.client.get(f"/shades/{name}").status_code == 404


def test_who_has_set_no_colour_has_no_stylesheet() -> None:
    assert address_of(None) is None
    assert address_of("#7a1f3d") == address(BURGUNDY)


@given(st.builds(Colour, *[st.integers(0, 255)] * 3))
def test_whatever_the_colour_links_are_read_in_light_and_in_dark(
    colour: Colour,
) -> None:
    made = tokens(colour)
    for at, backgrounds in ((0, LIGHT), (1, DARK)):
        for background in backgrounds:
            assert contrast(made["link"][at], background) >= ENOUGH
    assert contrast(made["accent"][1], made["on-accent"][1]) >= ENOUGH
    assert made["accent"][0] == colour


def test_the_backgrounds_are_those_of_our_pages() -> None:
    ours = load("caretaker.css").content.decode()
    for at, name in enumerate(("paper", "shade", "picked")):
        assert f"--{name}: light-dark({LIGHT[at]}, {DARK[at]});" in ours


def test_a_contrast_is_rounded_down() -> None:
    assert on_white(Colour(0x77, 0x77, 0x77)) == "4.47"
    assert on_white(WHITE) == "1.00"
