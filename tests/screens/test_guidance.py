"""Is guidance written, offered and read in a browser, with a script and without?"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from infra.demo_people import ASHGROVE, BECKFIELD, BEN
from tests.support.browser import Opens
from tests.support.places import ticket_of
from tests.support.platform import Platform

SCRIPT = pytest.mark.parametrize("script", [True, False])


@SCRIPT
def test_what_fits_is_offered_beside_the_form_and_nothing_typed_is_lost(
    opens: Opens, script: bool
) -> None:
    page = opens(f"/portal/{ASHGROVE}/new", "priya", java_script_enabled=script)
    said = page.get_by_label("In a few words")
    said.fill("Our beamer is dark")
    page.get_by_label("Soon: it slows us down").check()
    if not script:
        page.get_by_role("button", name="See whether guidance fits").click()
    page.locator(".offers summary", has_text="The projector stays dark").click()
    expect(page.locator(".offers")).to_contain_text("Windows + P")
    expect(page.locator(".offers")).to_contain_text("beamer, dark")
    expect(said).to_have_value("Our beamer is dark")
    expect(page.get_by_label("Soon: it slows us down")).to_be_checked()


@SCRIPT
def test_an_article_goes_from_a_ticket_to_its_school_and_to_no_other(
    demo: Platform, opens: Opens, script: bool
) -> None:
    subject = f"The kiln hums {'aloud' if script else 'softly'}"
    ticket = ticket_of(demo, subject, BEN)
    done = {"version": 1, "note": "Its **lid** was open."}
    demo.api("POST", f"/tickets/{ticket}/resolve", json=done)
    page = opens(f"/console/tickets/{ticket}", java_script_enabled=script)
    page.get_by_role("link", name="Write an article from this ticket").click()
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("section.preview")).to_contain_text("Its lid was open.")
    page.get_by_role("button", name="Keep draft").click()
    page.get_by_role("button", name="Publish").click()
    expect(page.locator(".flash")).to_have_text("It is published.")
    expect(page.locator(".facts")).to_contain_text("Beckfield Academy only")

    theirs = opens(f"/portal/{BECKFIELD}/guidance?search=kilns", "ben")
    theirs.get_by_role("link", name=subject).click()
    expect(theirs.locator(".said strong").last).to_have_text("lid")
    others = opens(f"/portal/{ASHGROVE}/guidance?search=kilns", "priya")
    expect(others.locator("main")).to_contain_text("Nothing fits.")


def test_who_cannot_sign_in_finds_out_why_from_the_sign_in_page(opens: Opens) -> None:
    page = opens("/sign-in", None)
    page.get_by_role("link", name="Guidance that you can read").click()
    page.get_by_role("link", name="You cannot sign in").click()
    expect(page.locator("main")).to_contain_text("Caps Lock")
