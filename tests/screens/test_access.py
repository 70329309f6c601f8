"""Can everybody use the console: in light, in dark, enlarged, and on a telephone?"""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.browser import Opens, flaws

SHAPES: dict[str, dict[str, Any]] = {
    "light": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "dark"},
    # What is left of a screen of 1440 pixels at a zoom of 200 %.
    "zoomed": {"viewport": {"width": 720, "height": 450}, "device_scale_factor": 2},
    "telephone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
}


@pytest.mark.parametrize("shape", SHAPES)
def test_no_page_of_the_desk_keeps_anybody_out(opens: Opens, shape: str) -> None:
    found: dict[str, list[str]] = {}
    page = opens("/sign-in", None, **SHAPES[shape])
    found["sign-in"] = flaws(page)
    page.get_by_label("Email address").fill("nobody@msp.example")
    page.get_by_label("Password").fill("not a password")
    page.get_by_role("button", name="Sign in").click()
    page.locator(".summary").wait_for()
    found["refused"] = flaws(page)
    page = opens("/console", **SHAPES[shape])
    found["queue"] = flaws(page)
    page.locator(".to-ticket").first.click()
    page.locator("#ticket-title").wait_for()
    page.locator(".composer-note summary").click()
    found["ticket"] = flaws(page)
    page.get_by_label("Your note").fill(" ")
    page.get_by_role("button", name="Keep note").click()
    page.locator(".summary").wait_for()
    found["ticket with a mistake"] = flaws(page)
    page.keyboard.press("Control+k")
    page.locator("#palette [role=option]").first.wait_for()
    found["palette"] = flaws(page)
    for address in ("/console/tickets/new", "/account", "/help", "/console/tickets/x"):
        page.goto(address)
        found[address] = flaws(page)
    assert {where: wrong for where, wrong in found.items() if wrong} == {}


def test_somebody_who_chose_dark_gets_dark_in_the_light(opens: Opens) -> None:
    page = opens("/account", **SHAPES["light"])
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_label("Colours").select_option("dark")
    page.get_by_role("button", name="Keep").click()
    page.get_by_text("Kept for this browser.").wait_for()
    after = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (before, after) == ("rgb(255, 255, 255)", "rgb(21, 24, 28)")
    assert flaws(page) == []


def test_whatever_can_be_clicked_can_be_hit(opens: Opens) -> None:
    page = opens("/console", **SHAPES["telephone"])
    small = page.evaluate(
        """() => [...document.querySelectorAll(`.bar a, .bar button, .tabs a, summary,
            input, .btn, select, .to-ticket`)]
            .map(one => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
            .filter(([_, box]) => box.width && (box.width < 24 || box.height < 24))
            .map(([html, _]) => html)"""
    )
    assert small == []


def test_a_first_visit_loads_little(opens: Opens) -> None:
    page = opens("/console")
    sizes = page.evaluate(
        """() => [...performance.getEntriesByType("resource"),
            ...performance.getEntriesByType("navigation")]
            .map(one => [one.name, one.encodedBodySize])"""
    )
    assert len(sizes) > 5
    assert sum(size for _, size in sizes) <= 100_000, sizes
