"""Can everybody use every page: in light, dark, large, on a telephone, by keyboard?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from services.gateway.app import create_app
from shared.link import LocalLink
from tests.support.browser import Opens
from tests.support.looking import BETWEEN, SHAPES, flaws, misfits, picture, take, walk
from tests.support.no_pages import NO_PAGES
from tests.support.pages import PAGES, Look
from tests.support.places import NAMES

WITH_ITS_BAR = tuple({look.who: look for look in reversed(PAGES)}.values())
"""Everybody has one bar over all of their pages: its keys are tried on the first."""


@pytest.fixture
def seen(
    opens: Opens,
    onlooker: Callable[[str | None], BrowserContext],
    places: dict[str, object],
    look: Look,
) -> Page:
    """The page of a row, after what is done there first."""
    address = look.address.format(**places)
    page = opens(address, look.who, within=onlooker(look.who))
    if look.then is not None:
        look.then(page)
    return page


def test_every_page_that_can_be_asked_for_has_its_row() -> None:
    routes = create_app(LocalLink()).url_map
    anywhere = dict.fromkeys(NAMES, "00000000-0000-4000-8000-000000000000")
    asked = routes.bind("localhost")
    shown = set()
    for look in PAGES:
        path, _, _ = look.address.format(**anywhere).partition("?")
        if asked.test(path, "GET"):
            shown.add(asked.match(path, "GET")[0])
    there = {
        rule.endpoint
        for rule in routes.iter_rules()
        if "GET" in (rule.methods or ())
        and rule.endpoint.partition(".")[0].endswith("_screens")
    }
    assert there - shown == NO_PAGES.keys(), "tests/support/pages.py has a row for each"


@pytest.mark.parametrize("look", PAGES, ids=lambda look: look.name)
def test_a_page_keeps_nobody_out(
    seen: Page, look: Look, pytestconfig: pytest.Config
) -> None:
    take(seen, SHAPES["light"])
    found = {"by keyboard": walk(seen, whole=look in WITH_ITS_BAR)}
    pictures = pytestconfig.getoption("--pictures")
    for name, shape in SHAPES.items():
        take(seen, shape)
        fits = name in BETWEEN
        found[name] = misfits(seen) if fits else flaws(seen, shape.asked)
        if pictures:
            picture(seen, shape, pictures / f"{look.name}-{name}.png")
    assert {shape: wrong for shape, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("shape", ["light", "telephone", "zoomed", "large-text"])
def test_what_has_no_name_is_found(opens: Opens, shape: str) -> None:
    page = opens("/sign-in", None)
    take(page, SHAPES[shape])
    page.evaluate("document.querySelector('label').remove()")
    assert "label" in str(flaws(page, SHAPES[shape].asked))


@pytest.mark.parametrize("shape", ["light", "dark", "telephone"])
def test_what_is_too_pale_is_found(opens: Opens, shape: str) -> None:
    page = opens("/help", None)
    take(page, SHAPES[shape])
    page.locator("main p").first.evaluate("one => { one.style.color = '#777777' }")
    assert "color-contrast" in str(flaws(page, SHAPES[shape].asked))


@pytest.mark.parametrize(
    ("spoilt", "said"),
    [
        ("one.tabIndex = -1", "out of reach"),
        ("one.tabIndex = 1", "out of order"),
        ("one.form.className = 'd-flex flex-column-reverse'", "out of order"),
        ("one.form.className = 'd-flex flex-row-reverse'", "out of order"),
        ("one.style.outline = 'none'", "no mark of focus"),
        ("one.inert = true", "out of reach"),
        ("one.onkeydown = (event) => event.preventDefault()", "no way out"),
    ],
)
def test_what_keeps_a_keyboard_out_is_found(
    opens: Opens, spoilt: str, said: str
) -> None:
    page = opens("/sign-in", None, reduced_motion="reduce")
    page.get_by_label("Email address").evaluate(f"one => {{ {spoilt} }}")
    assert said in str(walk(page, whole=False))


def test_what_is_out_of_reach_in_the_bar_is_found_by_the_whole_walk(
    opens: Opens,
) -> None:
    page = opens("/help", None, reduced_motion="reduce")
    page.locator("header a").last.evaluate("one => { one.tabIndex = -1 }")
    assert walk(page, whole=False) == []
    assert "out of reach" in str(walk(page))


def test_what_does_not_fit_is_found(opens: Opens) -> None:
    page = opens("/help", None)
    page.locator("h1").evaluate("one => { one.style.whiteSpace = 'nowrap' }")
    page.locator("h1").evaluate("one => { one.textContent = 'Help '.repeat(99) }")
    assert "wide in a window" in str(misfits(page))
    page.locator("main").evaluate("one => { one.style.overflowX = 'clip' }")
    assert "cut off" in str(misfits(page))


def test_whatever_can_be_clicked_can_be_hit(opens: Opens) -> None:
    page = opens("/console")
    take(page, SHAPES["telephone"])
    small = page.evaluate(
        """() => [...document.querySelectorAll(`.bar a, .bar button, .tabs a, summary,
            input, .btn, select, .to-ticket`)]
            .map(one => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
            .filter(([_, box]) => box.width && (box.width < 24 || box.height < 24))
            .map(([html, _]) => html)"""
    )
    assert small == []


def test_the_skip_link_leads_past_the_bar(opens: Opens) -> None:
    page = opens("/console")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("main :focus")).to_have_count(1)


def test_somebody_who_chose_dark_gets_dark_in_the_light(opens: Opens) -> None:
    page = opens("/account", color_scheme="light")
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_label("Colours").select_option("dark")
    page.get_by_role("button", name="Keep").click()
    page.get_by_text("Kept for this browser.").wait_for()
    after = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (before, after) == ("rgb(255, 255, 255)", "rgb(21, 24, 28)")
    assert flaws(page) == []
