"""Is the calendar of a school set in a real browser, with script and without?"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import Opens
from tests.support.platform import Platform

ASHGROVE = "0a5f1e00-0000-4000-8000-00000000a5f1"
BECKFIELD = "beccf1e0-0000-4000-8000-0000000beccf"
SETTINGS = f"/console/schools/{ASHGROVE}"


def school_of(demo: Platform, school: str) -> dict[str, object]:
    found: dict[str, object] = demo.api("GET", f"/schools/{school}").json()
    return found


def fill_in(page: Page, row: int, **typed: str) -> None:
    for part, value in typed.items():
        page.locator(f'[id="terms.{row}.{part}"]').fill(value)


@pytest.mark.parametrize("script", [True, False])
def test_terms_are_set_row_by_row(demo: Platform, opens: Opens, script: bool) -> None:
    demo.api("PUT", f"/schools/{BECKFIELD}/terms", json={"terms": []})
    at = f"/console/schools/{BECKFIELD}/terms"
    page = opens(at, java_script_enabled=script)
    fill_in(page, 0, name="Autumn term", from_on="2026-09-02", until_on="2026-12-18")
    page.get_by_role("button", name="Add a term").click()
    expect(page.locator('[id="terms.1.name"]')).to_be_focused()
    expect(page.locator('[id="terms.0.until_on"]')).to_have_value("2026-12-18")
    fill_in(page, 1, name="Spring term", from_on="2026-12-01", until_on="2027-03-25")
    page.get_by_role("button", name="Save term dates").click()
    wrong = page.get_by_role("link", name="It must begin after the term before ends.")
    wrong.click()
    expect(page.locator('[id="terms.1.from_on"]')).to_be_focused()
    fill_in(page, 1, from_on="2027-01-04")
    page.get_by_label("Between terms and at half term").select_option("none")
    page.get_by_role("button", name="Save term dates").click()
    expect(page.locator(".flash")).to_have_text("The term dates are set.")
    expect(page.locator(".coming")).to_contain_text("19/12/2026 to Sunday 03/01/2027")
    assert school_of(demo, BECKFIELD)["support_in_holidays"] == "none"


def test_a_school_that_is_closed_today_is_told_so_in_its_portal(opens: Opens) -> None:
    page = opens(f"{SETTINGS}/closures")
    page.get_by_label("Why").fill("The boiler is out")
    page.get_by_role("button", name="Close Ashgrove Primary today").click()
    expect(page.locator(".flash")).to_contain_text("Ashgrove Primary is closed today")
    expect(page.locator(".coming")).to_contain_text("The boiler is out")
    portal = opens("/", "priya")
    expect(portal.locator(".notices")).to_contain_text("The help desk is closed")
    expect(portal.locator(".notices")).to_contain_text("The boiler is out")


def test_what_somebody_else_set_meanwhile_is_told_and_what_was_typed_is_kept(
    demo: Platform, opens: Opens
) -> None:
    page = opens(f"{SETTINGS}/closures")
    rows = page.locator("fieldset")
    before = rows.count()
    page.get_by_role("button", name="Add a closure").click()
    expect(rows).to_have_count(before + 1)
    rows.last.get_by_label("First day").fill("2027-02-01")
    rows.last.get_by_label("Reason").fill("Burst pipe")
    known = school_of(demo, ASHGROVE)
    demo.api(
        "PUT",
        f"/schools/{ASHGROVE}/terms",
        json={"terms": known["terms"], "support_in_holidays": "same_hours"},
    )
    page.get_by_role("button", name="Save closures").click()
    expect(page.locator(".summary")).to_contain_text("Terms set")
    expect(rows.last.get_by_label("Reason")).to_have_value("Burst pipe")
    page.get_by_role("button", name="Save closures").click()
    expect(page.locator(".flash")).to_have_text("The closures are set.")
