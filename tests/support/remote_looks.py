"""Which pages are about remote sessions, and what is done there first?"""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page


def open_without_consent(page: Page) -> None:
    for label in ("Why", "Which device", "By which tool"):
        page.get_by_label(label, exact=True).fill("The projector")
    page.get_by_role("button", name="Open the session").click()
    page.locator(".summary").wait_for()


_AT = "/remote/{ashgrove}"

REMOTE: tuple[tuple[str, str, str, Callable[[Page], object] | None], ...] = (
    ("remote", _AT, "olu", None),
    ("remote-of-the-school", _AT, "head", None),
    ("remote-of-a-ticket", f"{_AT}/tickets/{{carded}}", "olu", open_without_consent),
)
