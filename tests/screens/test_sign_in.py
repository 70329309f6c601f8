"""Does signing in and out, and keeping others out, work in a real browser?"""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.support.browser import Opens, password_of
from tests.support.platform import Platform, PlatformOn

NEW = "copper kettle umbrella"


def tries(page: Page, email: str, password: str) -> None:
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def is_let_in(page: Page) -> None:
    expect(page.get_by_role("button", name="Sign out", exact=True)).to_be_visible()


def test_a_wrong_password_is_told_as_an_unknown_address_is(opens: Opens) -> None:
    page = opens("/sign-in", None)
    told = []
    for email in ("olu@msp.example", "nobody@msp.example"):
        tries(page, email, "wrong horse battery")
        expect(page.locator(".summary")).to_be_focused()
        expect(page.get_by_label("Email address")).to_have_value(email)
        expect(page.get_by_label("Password")).to_have_value("")
        told.append(page.locator(".summary").inner_text())
        page.goto("/sign-in")
    assert "The e-mail address or the password is not right." in told[0]
    assert told[0] == told[1]


def test_after_ten_guesses_even_the_right_password_has_to_wait(
    platform_on: PlatformOn, tmp_path: Path, opens: Opens
) -> None:
    own = platform_on(tmp_path / "var")
    own.start()
    email, password = password_of(own.data, "olu")
    page = opens(f"{own.url}/sign-in", None)
    for _ in range(10):
        answer = page.request.post(
            f"{own.url}/sign-in",
            form={"email": email, "password": "wrong horse battery"},
        )
        assert answer.status == 422
    tries(page, email, password)
    expect(page.locator(".summary")).to_contain_text(
        re.compile(r"Too many tries\. Please wait [45] minutes and try again\.")
    )


def test_who_was_on_the_way_somewhere_arrives_there(
    demo: Platform, opens: Opens
) -> None:
    page = opens("/console?tab=mine", None)
    expect(page).to_have_url(re.compile("/sign-in"))
    tries(page, *password_of(demo.data, "olu"))
    expect(page.locator("#list-title")).to_have_text("Mine")


def test_nobody_is_sent_on_to_somewhere_else(demo: Platform, opens: Opens) -> None:
    page = opens("/sign-in?next=//elsewhere.example/", None)
    tries(page, *password_of(demo.data, "olu"))
    expect(page).to_have_url(re.compile(f"^{demo.url}/console"))


def test_everybody_begins_where_their_work_is(opens: Opens) -> None:
    for who, heading in (
        ("olu", "Open"),
        ("priya", "Your requests"),
        ("auditor", "Whose log?"),
    ):
        expect(opens("/", who).locator("h1")).to_have_text(heading)


def test_who_signed_out_is_out_even_by_the_button_back(opens: Opens) -> None:
    page = opens("/console", fresh=True)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("status").filter(has_text="signed out")).to_be_visible()
    page.go_back()
    expect(page.get_by_label("Password")).to_be_visible()
    expect(page.locator(".to-ticket")).to_have_count(0)


def test_a_session_is_ended_from_another_browser(opens: Opens) -> None:
    here = opens("/account", "digital", fresh=True)
    there = opens("/account", "digital", fresh=True)
    is_let_in(there)
    here.reload()
    rows = here.get_by_role("row").filter(has_text="Chrome on Linux")
    expect(rows).to_have_count(2)
    expect(rows.filter(has_text="This one")).to_have_count(1)
    here.get_by_role("button", name="Sign out there").click()
    expect(here.get_by_text("You are signed out there.")).to_be_visible()
    expect(rows).to_have_count(1)
    there.reload()
    expect(there.get_by_label("Password")).to_be_visible()
    is_let_in(here)


def test_a_new_password_counts_at_once_and_signs_everybody_else_out(
    demo: Platform, opens: Opens
) -> None:
    here = opens("/account", "dsl", fresh=True)
    there = opens("/account", "dsl", fresh=True)
    email, password = password_of(demo.data, "dsl")
    here.get_by_label("Current password").fill(password)
    here.get_by_label("New password").fill("short")
    here.get_by_role("button", name="Change password").click()
    expect(here.locator(".summary")).to_contain_text("New password")
    here.get_by_label("Current password").fill(password)
    here.get_by_label("New password").fill(NEW)
    here.get_by_role("button", name="Change password").click()
    expect(here.get_by_text("Your password is changed.")).to_be_visible()
    is_let_in(here)
    there.reload()
    tries(there, email, password)
    expect(there.locator(".summary")).to_contain_text("is not right")
    tries(there, email, NEW)
    is_let_in(there)
