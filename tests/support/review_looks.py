"""Which pages are about account reviews, and what is done there first?"""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page


def _sign_too_early(page: Page) -> None:
    page.get_by_role("button", name="Sign", exact=True).click()
    page.locator(".summary").wait_for()


_AT = "/portal/{ashgrove}/account-review"

REVIEWS: tuple[tuple[str, str, str, Callable[[Page], object] | None], ...] = (
    ("account-reviews", "/console/schools/account-reviews", "olu", None),
    ("account-review-for-the-desk", _AT, "olu", None),
    ("account-review", _AT, "head", None),
    ("account-review-refused", _AT, "head", _sign_too_early),
)
