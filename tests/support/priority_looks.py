"""Who comes to see which priorities there are, and what do they do there first?"""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page


def _offer_nine(page: Page) -> None:
    for number in range(5, 10):
        page.get_by_role("button", name=f"Promise P{number} too").click()
        page.locator(f'[id="p{number}.response"]').wait_for()


def _choose_nothing(page: Page) -> None:
    page.evaluate(
        """document.querySelectorAll("select")[2].options[0].value = "soon";
        document.querySelectorAll("select")[2].selectedIndex = 0;"""
    )
    page.get_by_role("button", name="Save matrix").click()
    page.locator(".summary").wait_for()


def _ask_what_it_gets(page: Page) -> None:
    page.locator("summary", has_text="Which priority it gets").click()


_SETTINGS = "/console/schools/{ashgrove}"

PRIORITIES: tuple[tuple[str, str, str | None, Callable[[Page], object] | None], ...] = (
    ("agreement-of-nine", f"{_SETTINGS}/agreement", "olu", _offer_nine),
    ("matrix", f"{_SETTINGS}/matrix", "olu", None),
    ("matrix-refused", f"{_SETTINGS}/matrix", "olu", _choose_nothing),
    ("new-request-by-priority", "/portal/{ashgrove}/new", "priya", _ask_what_it_gets),
    ("matrix-for-the-school", f"{_SETTINGS}/matrix", "priya", None),
)
"""Rows of `tests/support/pages.py`."""
