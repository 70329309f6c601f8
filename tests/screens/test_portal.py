"""Does a school get help in its portal: with script or without, or on a telephone?"""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import Opens
from tests.support.places import ticket_of
from tests.support.platform import Platform

TELEPHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
}
WAYS: dict[str, dict[str, Any]] = {
    "at a desk": {},
    "without script": {"java_script_enabled": False},
    "by telephone": TELEPHONE,
    "by telephone without script": {**TELEPHONE, "java_script_enabled": False},
}
MOMENT = r"\w+day \d\d/\d\d/\d{4} at \d\d:\d\d"


def asks(page: Page, subject: str) -> str:
    """Ask for help by the form; where the request stands then."""
    page.get_by_role("link", name="Ask for help").last.click()
    page.get_by_label("In a few words").fill(subject)
    page.get_by_label("What is wrong").fill("It hums.\n\nSince **Friday**.")
    page.get_by_label("A class, a team or an office").check()
    page.get_by_label("Now: we cannot teach or work").check()
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".flash")).to_have_text("Thank you. We have it.")
    return page.url


def number_of(page: Page) -> str:
    return page.url.rpartition("/")[2]


@pytest.mark.parametrize("way", WAYS)
def test_a_request_is_raised_followed_and_answered(
    demo: Platform, opens: Opens, way: str
) -> None:
    subject = f"The board hums, said {way}"
    page = opens("/", "priya", **WAYS[way])
    asks(page, subject)
    expect(page.locator("h1")).to_have_text(subject)
    expect(page.locator(".said strong")).to_have_text("Friday")
    standing = page.locator(".standing")
    expect(standing).to_contain_text("We have it")
    expect(standing).to_contain_text(re.compile(f"We will answer by {MOMENT}"))
    expect(standing).to_contain_text(re.compile(f"It will be done by {MOMENT}"))

    ticket = number_of(page)
    said = {"version": 1, "text": "Olu comes at **ten**."}
    demo.api("POST", f"/tickets/{ticket}/reply", json=said)
    demo.api("POST", f"/tickets/{ticket}/note", json={"version": 2, "text": "A fuse?"})
    page.reload()
    expect(page.locator(".entry-spoken")).to_contain_text("Olu comes at ten.")
    expect(standing).to_contain_text("We answered in time.")
    expect(page.locator("body")).not_to_contain_text("A fuse?")

    page.get_by_label("Your message").fill("Please come to the back door.")
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".flash")).to_contain_text("Thank you.")
    expect(page.locator(".timeline")).to_contain_text("Please come to the back door.")

    page.get_by_role("link", name="Back to your requests").click()
    entry = page.locator(".requests li").filter(has_text=subject)
    expect(entry).to_contain_text("We have it")
    expect(page.locator(".requests li").first).to_contain_text(subject)


def test_what_is_not_done_after_all_is_opened_again(
    demo: Platform, opens: Opens
) -> None:
    ticket = ticket_of(demo, "The gate stays open")
    note = {"version": 1, "note": "It shuts."}
    demo.api("POST", f"/tickets/{ticket}/resolve", json=note)
    page = opens("/", "priya")
    page.get_by_role("link", name="The gate stays open").click()
    expect(page.locator(".standing .state")).to_have_text("Done")
    expect(page.locator(".entry-spoken")).to_contain_text("It shuts.")
    page.get_by_label("What is still wrong").fill("It opens by itself.")
    page.get_by_role("button", name="Open it again").click()
    expect(page.locator(".flash")).to_have_text("It is open again.")
    expect(page.locator(".standing .state")).to_have_text("We have it")
    expect(page.locator(".timeline")).to_contain_text("It opens by itself.")


@pytest.mark.parametrize("script", [True, False])
def test_a_form_that_is_wrong_says_where_and_loses_nothing(
    opens: Opens, script: bool
) -> None:
    page = opens("/", "priya", java_script_enabled=script)
    page.get_by_role("link", name="Ask for help").last.click()
    page.get_by_label("In a few words").fill(" ")
    page.get_by_label("What is wrong").fill("The long story.")
    page.get_by_label("One person").check()
    page.get_by_label("It can wait").check()
    page.get_by_role("button", name="Send").click()
    page.locator(".summary a", has_text="In a few words").click()
    expect(page.get_by_label("In a few words")).to_be_focused()
    expect(page.get_by_label("What is wrong")).to_have_value("The long story.")
    expect(page.get_by_label("One person")).to_be_checked()


def test_a_request_is_found_among_those_of_the_whole_school(
    demo: Platform, opens: Opens
) -> None:
    ticket_of(demo, "Speakers whistle in the gym")
    page = opens("/", "head")
    expect(page.locator("h1")).to_have_text("Your requests")
    page.get_by_role("link", name="All of the school").click()
    page.get_by_label("Find a request").fill("whistle")
    page.get_by_role("button", name="Find").click()
    expect(page.locator(".requests li")).to_have_count(1)
    page.get_by_role("link", name="Speakers whistle in the gym").click()
    expect(page.locator(".muted").first).to_contain_text("asked by Priya Nair")


def test_beckfield_finds_nothing_of_what_ashgrove_asks(
    demo: Platform, opens: Opens
) -> None:
    theirs = asks(opens("/", "priya"), "Only Ashgrove knows")
    page = opens(theirs, "ben")
    expect(page.locator("h1")).to_have_text("Not allowed")
    expect(page.locator("body")).not_to_contain_text("Only Ashgrove knows")
    page.goto("/")
    page.get_by_role("link", name="All of the school").click()
    page.get_by_label("Find a request").fill("Ashgrove")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_text("Nothing found.")).to_be_visible()
