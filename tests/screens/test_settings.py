"""Are the settings of a school set in a real browser, by everybody who has to?"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import Opens
from tests.support.looking import flaws

ASHGROVE = "0a5f1e00-0000-4000-8000-00000000a5f1"
AT = f"/console/schools/{ASHGROVE}"
TEAL, YELLOW, READABLE = "#0f5c6b", "#ffcc00", "#907300"
SHADE = re.compile(r"/shades/0f5c6b\.[0-9a-f]{16}\.css")


def ground(page: Page, place: str) -> str:
    """The colour that something stands on."""
    shown = page.locator(place).first
    found: str = shown.evaluate("one => getComputedStyle(one).backgroundColor")
    return found


@pytest.mark.parametrize(("day", "script"), [("Wednesday", True), ("Thursday", False)])
def test_hours_get_a_gap_at_noon_with_and_without_script(
    opens: Opens, day: str, script: bool
) -> None:
    page = opens(f"{AT}/hours", java_script_enabled=script)
    of_day = f"#{day[:3].lower()}"
    page.locator(f"{of_day}-0-closes").fill("12:00")
    page.get_by_role("button", name=f"Add hours on {day}").click()
    opening, closing = (page.locator(f"{of_day}-1-{at}") for at in ("opens", "closes"))
    expect(opening).to_be_focused()
    expect(page.locator(f"{of_day}-0-closes")).to_have_value("12:00")
    opening.fill("13:00")
    closing.fill("11:00")
    closing.press("Enter")
    wrong = page.locator(f"{of_day}-1-closes-wrong")
    expect(wrong).to_contain_text("It must close after it opens.")
    closing.fill("16:00")
    page.get_by_role("button", name="Save opening hours").last.click()
    expect(page.locator(".flash")).to_have_text("The opening hours are set.")
    expect(opening).to_have_value("13:00")
    page.get_by_role("button", name=f"Remove on {day}, stretch 2").click()
    expect(opening).to_have_count(0)


@pytest.mark.parametrize("script", [True, False])
def test_the_school_of_a_call_is_found_while_its_words_are_typed(
    opens: Opens, script: bool
) -> None:
    page = opens("/console/tickets/new", java_script_enabled=script)
    page.get_by_label("Who asks").fill("Ben Okafor")
    page.get_by_label("Words of its name").fill("beck")
    if not script:
        page.get_by_role("button", name="Find").click()
    expect(page.get_by_role("radio")).to_have_count(1)
    expect(page.get_by_label("Beckfield Academy")).to_be_checked()
    expect(page.get_by_label("Who asks")).to_have_value("Ben Okafor")
    page.get_by_label("Email address").fill("ben@beckfield.example")
    page.get_by_label("In a few words").fill("The hall is dark")
    page.get_by_label("In a few words").press("Enter")
    expect(page.locator("#ticket-title")).to_have_text("The hall is dark")


def test_a_colour_is_seen_before_it_counts_and_then_by_the_school(
    opens: Opens,
) -> None:
    page = opens(f"{AT}/look", color_scheme="light")
    page.get_by_label("Its colour").fill(YELLOW)
    page.get_by_role("button", name=f"Take {READABLE}").click()
    expect(page.get_by_label("Its colour")).to_have_value(READABLE)
    page.get_by_label("Its colour").fill(TEAL)
    expect(page.locator("#announcer")).to_contain_text("contrast of 7.59:1")
    expect(page.locator("#preview link")).to_have_attribute("href", SHADE)
    expect(page.locator(".sample-light .bar")).to_have_css(
        "background-color", "rgb(15, 92, 107)"
    )
    page.get_by_role("button", name="Save look").last.click()
    expect(page.locator(".flash")).to_have_text("The look is set.")
    portal = opens(f"/portal/{ASHGROVE}", "priya", color_scheme="light")
    assert ground(portal, ".bar") == "rgb(15, 92, 107)"
    assert ground(portal, ".btn-primary") == "rgb(15, 92, 107)"
    assert flaws(portal) == []
    at_night = opens(f"/portal/{ASHGROVE}", "priya", color_scheme="dark")
    assert ground(at_night, ".bar") == "rgb(29, 33, 38)"
    assert flaws(at_night) == []
    theirs = opens("/portal/beccf1e0-0000-4000-8000-0000000beccf", "ben")
    assert ground(theirs, ".btn-primary") == "rgb(20, 96, 63)"


def test_a_school_is_taken_on_and_its_head_let_in(opens: Opens) -> None:
    page = opens("/console/schools", "administrator")
    page.get_by_role("link", name="Add a school").click()
    page.get_by_label("Name", exact=True).fill("Elmwood Primary")
    page.get_by_role("button", name="Add school").click()
    expect(page.locator(".flash")).to_have_text("The school is taken on.")

    page.get_by_role("link", name="Mail addresses").click()
    for address in ("help@elmwood.example", "IT@elmwood.example"):
        page.get_by_label("Address", exact=True).fill(address)
        page.get_by_label("Address", exact=True).press("Enter")
        expect(page.locator(".flash")).to_contain_text(address.lower())
    page.get_by_role("button", name="Remove help@elmwood.example").click()
    expect(page.locator(".lines li > span")).to_have_text("it@elmwood.example")

    page.get_by_role("link", name="Closures and INSET").click()
    page.get_by_label("Why", exact=True).fill("Snow")
    page.get_by_label("Why", exact=True).press("Enter")
    expect(page.locator(".flash")).to_contain_text("Elmwood Primary is closed today")

    page.get_by_role("link", name="People", exact=True).click()
    page.get_by_label("Name", exact=True).fill("Nia Price")
    page.get_by_label("Email address", exact=True).fill("nia@elmwood.example")
    page.get_by_role("button", name="Add person").click()
    page.get_by_label("Role", exact=True).select_option("Head")
    page.get_by_role("button", name="Give role").click()
    expect(page.locator(".flash")).to_contain_text("Head from ")
    page.get_by_role("button", name="Make a password").click()
    password = page.locator(".made code").inner_text()

    theirs = opens("/sign-in", None)
    theirs.get_by_label("Email address", exact=True).fill("nia@elmwood.example")
    theirs.get_by_label("Password", exact=True).fill(password)
    theirs.get_by_role("button", name="Sign in").click()
    expect(theirs.locator(".bar .brand")).to_have_text("Elmwood Primary")
    expect(theirs.locator("main")).to_contain_text("closed")
    page.get_by_role("link", name="People", exact=True).click()
    page.get_by_role("link", name="Nia Price").click()
    page.get_by_role("button", name="Sign out everywhere").click()
    theirs.reload()
    expect(theirs.get_by_role("button", name="Sign in")).to_be_visible()
