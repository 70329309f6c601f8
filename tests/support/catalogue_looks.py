"""Who comes to see what can be asked for, and what do they do there first?"""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page


def _take_one_away(page: Page) -> None:
    page.get_by_role("button", name="Take away").first.click()
    page.get_by_role("button", name="Set it").wait_for()


def _word_it_anew(page: Page) -> None:
    page.get_by_label("What can be asked for").fill("Borrow laptops for a lesson")
    page.get_by_role("button", name="Show what would differ").last.click()
    page.get_by_role("button", name="Set it").wait_for()


def _leave_it_blank(page: Page) -> None:
    page.get_by_label("What can be asked for").fill(" ")
    page.get_by_role("button", name="Show what would differ").last.click()
    page.locator(".summary").wait_for()


_AT = "/console/schools/{ashgrove}/catalogue"

CATALOGUE: tuple[tuple[str, str, str | None, Callable[[Page], object] | None], ...] = (
    ("catalogue", _AT, "olu", None),
    ("catalogue-for-the-school", _AT, "priya", None),
    ("catalogue-less", _AT, "olu", _take_one_away),
    ("catalogue-form", f"{_AT}/form?name=borrow-laptops", "olu", _word_it_anew),
    ("catalogue-form-refused", f"{_AT}/form", "olu", _leave_it_blank),
)
"""Rows of `tests/support/pages.py`."""
