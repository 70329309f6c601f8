"""What keeps people out of a page? Asked of it in each shape, and by keyboard alone."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from playwright.sync_api import CDPSession, Page

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
OURS = Path(__file__).with_suffix(".js")

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_CONTRAST = "color-contrast"
_NORMAL_TEXT = 16
_KEYS_OF_A_STOP = 5
"""A day is typed in four parts, each of them reached by Tab."""

_LONGEST_PICTURE = 4_000


class Shape(NamedTuple):
    """A window that somebody has before them, and how large they like their text.

    Where it changes the colours of a page alone, or its sizes alone, that is what it is
    `asked`: of a page, axe takes longest for its colours.
    """

    width: int
    height: int
    colours: str = "light"
    zoom: int = 1
    text: int = _NORMAL_TEXT
    asked: str = "all"


SHAPES = {
    "light": Shape(1440, 900),
    "dark": Shape(1440, 900, "dark", asked="colours"),
    "tablet": Shape(1024, 768),
    "telephone": Shape(390, 844),
    "telephone-in-the-dark": Shape(390, 844, "dark"),
    # What is left of a window of 1440 pixels when everything in it is twice as large.
    "zoomed": Shape(720, 450, zoom=2, asked="sizes"),
    "large-text": Shape(1440, 900, text=2 * _NORMAL_TEXT, asked="sizes"),
}
BETWEEN = {"tablet", "telephone-in-the-dark"}
"""Shapes whose parts axe sees in others; whether everything fits is their own."""

_WANTED: dict[str, dict[str, Any]] = {
    "all": {"runOnly": RULES},
    "colours": {"runOnly": [_CONTRAST]},
    "sizes": {"runOnly": RULES, "rules": {_CONTRAST: {"enabled": False}}},
}


def take(page: Page, shape: Shape) -> None:
    """Have the page in a window of this shape, at rest: colours do not fade over."""
    colours: Any = shape.colours
    page.emulate_media(color_scheme=colours, reduced_motion="reduce")
    session = _session(page)
    metrics = {
        "width": shape.width,
        "height": shape.height,
        "deviceScaleFactor": shape.zoom,
        "mobile": False,
    }
    session.send("Emulation.setDeviceMetricsOverride", metrics)
    sizes = {"standard": shape.text, "fixed": shape.text * 13 // _NORMAL_TEXT}
    session.send("Page.setFontSizes", {"fontSizes": sizes})
    page.wait_for_function(
        "size => getComputedStyle(document.documentElement).fontSize === `${size}px`",
        arg=shape.text,
    )


def flaws(page: Page, asked: str = "all") -> list[str]:
    """What axe-core finds wrong on the page, and what does not fit into its window."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    found = page.evaluate(
        "wanted => axe.run(document, wanted).then(found => found.violations)",
        # What is in order need not be told, node by node: on long pages it takes long.
        _WANTED[asked] | {"resultTypes": ["violations"]},
    )
    told = [
        f"{one['id']}: {one['help']}: {node['html'][:200]}"
        for one in found
        for node in one["nodes"]
    ]
    return told + misfits(page)


def _session(page: Page) -> CDPSession:
    if page not in _SESSIONS:
        _SESSIONS[page] = page.context.new_cdp_session(page)
    return _SESSIONS[page]


_SESSIONS: WeakKeyDictionary[Page, CDPSession] = WeakKeyDictionary()


@cache
def _axe() -> str:
    """Half a megabyte: given to a page that is asked, not to all that lead there."""
    return AXE.read_text()


def misfits(page: Page) -> list[str]:
    """What is wider than its place, or cut off by it."""
    found: list[str] = page.evaluate("[...looking.wide(), ...looking.cut()]")
    return found


def picture(page: Page, shape: Shape, path: Path) -> None:
    """Keep what the page looks like, to its end where that is not too far."""
    # A picture is as large as what the browser was told by its own name for it.
    page.set_viewport_size({"width": shape.width, "height": shape.height})
    take(page, shape)
    height: int = page.evaluate("document.scrollingElement.scrollHeight")
    page.screenshot(path=path, full_page=height < _LONGEST_PICTURE)


def walk(page: Page, *, whole: bool = True) -> list[str]:
    """What somebody without a mouse stumbles over, from the top of the page to its end.

    Where it is not the `whole` of it, from where the skip link leads. Tab reaches
    whatever can be used, in the order it is read in; what has the focus is marked and
    not covered; and after the last Tab goes on, out of the page.
    """
    stops: int = page.evaluate("looking.begin", whole)
    for _ in range(_KEYS_OF_A_STOP * stops + _KEYS_OF_A_STOP):
        page.keyboard.press("Tab")
        if not page.evaluate("looking.look()"):
            return list(page.evaluate("looking.verdict()"))
    return ["no way out: Tab does not come to the end of the page"]
