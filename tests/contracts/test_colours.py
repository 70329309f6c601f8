"""Which colours can everybody read?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.colours import (
    BLACK,
    ENOUGH,
    WHITE,
    Colour,
    contrast,
    darkened,
    lightened,
    parse,
)

COLOURS = st.builds(Colour, *[st.integers(0, 255)] * 3)
NIGHT = Colour(0x15, 0x18, 0x1C)


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("#7a1f3d", Colour(0x7A, 0x1F, 0x3D)),
        (" #7A1F3D ", Colour(0x7A, 0x1F, 0x3D)),
        ("7a1f3d", None),
        ("#7a1f3", None),
        ("#7a1f3dd", None),
        ("#7a1f3g", None),
        ("red", None),
        ("", None),
    ],
)
def test_a_colour_is_read_as_it_is_written(text: str, colour: Colour | None) -> None:
    assert parse(text) == colour


@given(COLOURS)
def test_a_colour_that_is_written_is_read_again(colour: Colour) -> None:
    assert parse(str(colour)) == colour


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#767676", "#ffffff", 4.54),
        ("#777777", "#ffffff", 4.48),
        ("#0b57a4", "#ffffff", 7.21),
        ("#ff0000", "#ffffff", 4.0),
        ("#00ff00", "#ffffff", 1.37),
        ("#0000ff", "#ffffff", 8.59),
        ("#7a1f3d", "#7a1f3d", 1.0),
    ],
)
def test_the_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    """Known answers; #767676 is the lightest grey that may stand on white."""
    first, second = parse(one), parse(other)
    assert first is not None
    assert second is not None
    assert contrast(first, second) == pytest.approx(ratio, abs=0.005)


@given(COLOURS, COLOURS)
def test_it_does_not_matter_which_of_the_two_is_the_text(
    one: Colour, other: Colour
) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21


@given(COLOURS)
def test_the_nearest_shade_is_read_and_a_colour_that_is_stays_itself(
    colour: Colour,
) -> None:
    for shade, background in (
        (darkened(colour, WHITE), WHITE),
        (lightened(colour, NIGHT), NIGHT),
    ):
        assert contrast(shade, background) >= ENOUGH
        assert (shade == colour) == (contrast(colour, background) >= ENOUGH)


@given(COLOURS)
def test_a_shade_is_darker_or_lighter_and_nothing_else(colour: Colour) -> None:
    assert all(map(int.__le__, darkened(colour, WHITE), colour))
    assert all(map(int.__ge__, lightened(colour, NIGHT), colour))


def test_the_nearest_shade_is_near() -> None:
    assert str(darkened(Colour(0x77, 0x77, 0x77), WHITE)) == "#767676"
    assert darkened(Colour(0xFF, 0xCC, 0), WHITE) != BLACK


def test_where_no_shade_is_read_it_is_the_end_of_the_way() -> None:
    assert darkened(WHITE, WHITE, Colour(0x60, 0x60, 0x60)) == BLACK
