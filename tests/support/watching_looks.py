"""Who watches tickets and is named in notes, and what do they do there first?"""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from tests.support.platform import Platform


def _have_nobody_told(page: Page) -> None:
    page.locator("summary", has_text="Have somebody else told").click()
    page.get_by_label("Who else is told").fill("Nobody of that name")
    page.get_by_role("button", name="Add", exact=True).click()
    page.locator(".summary").wait_for()


def _have_no_colleague_told(page: Page) -> None:
    page.locator("summary", has_text="Have a colleague told").click()
    page.get_by_label("Your colleague").fill("Nobody of that name")
    page.get_by_role("button", name="Have them told").click()
    page.locator(".summary").wait_for()


def _name_nobody(page: Page) -> None:
    page.locator("summary", has_text="Note").first.click()
    page.get_by_label("Your note").fill("@nobody, is it yours?")
    page.get_by_role("button", name="Keep note").click()
    page.locator(".summary").wait_for()


def watched(demo: Platform, ticket: str) -> str:
    """A ticket that two people of the school watch, and of which a note names Olu."""
    version = demo.api("GET", f"/tickets/{ticket}").json()["version"]
    note = {"version": version, "text": "@olu, is this one **yours**?"}
    assert demo.api("POST", f"/tickets/{ticket}/note", json=note).status_code == 200
    for who in ("dsl@ashgrove.example", "Governor of Ashgrove"):
        answer = demo.api("POST", f"/tickets/{ticket}/watchers", json={"who": who})
        assert answer.status_code == 200, answer.text
    return ticket


_TICKET, _REQUEST = "/console/tickets/{leaver}", "/portal/{ashgrove}/tickets/{leaver}"
WATCHING: tuple[tuple[str, str, str, Callable[[Page], object] | None], ...] = (
    ("watched", "/console?tab=watched", "olu", None),
    ("watched-refused", _TICKET, "olu", _have_nobody_told),
    ("mentioned-refused", _TICKET, "olu", _name_nobody),
    ("mentions", "/console/mentions", "olu", None),
    ("mentions-of-nobody", "/console/mentions", "lead", None),
    ("request-watched", _REQUEST, "priya", None),
    ("request-watched-refused", _REQUEST, "priya", _have_no_colleague_told),
    ("portal-watched", "/portal/{ashgrove}?whose=watched", "priya", None),
)
"""Each with its name, its address, who comes and what they do there."""
