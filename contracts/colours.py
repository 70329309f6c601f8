"""Which colours can everybody read? By relative luminance, as WCAG 2.2 has it.

https://www.w3.org/TR/WCAG22/#dfn-relative-luminance and #dfn-contrast-ratio
"""

from __future__ import annotations

import re
from colorsys import hls_to_rgb, rgb_to_hls
from typing import NamedTuple

ENOUGH = 4.5
"""The least contrast of text (WCAG 2.2, 1.4.3, level AA)."""

_WRITTEN = re.compile(r"#[0-9a-f]{6}")
_MOST = 255


class Colour(NamedTuple):
    """Red, green and blue in sRGB, each from 0 to 255."""

    red: int
    green: int
    blue: int

    def __str__(self) -> str:
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"


WHITE, BLACK = Colour(_MOST, _MOST, _MOST), Colour(0, 0, 0)


def parse(text: str) -> Colour | None:
    """The colour that `#rrggbb` is, in capitals or not; None if it is none."""
    written = text.strip().lower()
    if not _WRITTEN.fullmatch(written):
        return None
    return Colour(*bytes.fromhex(written[1:]))


def contrast(one: Colour, other: Colour) -> float:
    """From 1 (the same) to 21 (black on white), whichever of the two is the text."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def darkened(colour: Colour, *backgrounds: Colour) -> Colour:
    """The nearest darker shade with enough contrast with light colours, or itself."""
    return _nearest(colour, 0.0, backgrounds)


def lightened(colour: Colour, *backgrounds: Colour) -> Colour:
    """The nearest lighter shade with enough contrast with dark colours, or itself."""
    return _nearest(colour, 1.0, backgrounds)


def _nearest(colour: Colour, end: float, backgrounds: tuple[Colour, ...]) -> Colour:
    """The first on the way to a lightness that is read on all of them, or its end.

    Hue and saturation stay, so that it is still the school's own colour.
    """
    hue, lightness, saturation = rgb_to_hls(*(part / _MOST for part in colour))
    shade = colour
    for step in range(_MOST + 1):
        at = lightness + (end - lightness) * step / _MOST
        shades = hls_to_rgb(hue, at, saturation)
        shade = Colour(*(round(part * _MOST) for part in shades))
        if all(contrast(shade, background) >= ENOUGH for background in backgrounds):
            break
    return shade


def _luminance(colour: Colour) -> float:
    red, green, blue = map(_linear, colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: int) -> float:
    share = part / _MOST
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
