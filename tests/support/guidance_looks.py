"""Who comes to see guidance, and what do they do there first?"""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page


def _describe_something_known(page: Page) -> None:
    page.get_by_label("In a few words").fill("Our beamer is dark")
    page.locator(".offers summary").first.click()


def _write_no_article(page: Page) -> None:
    page.get_by_label("Title").fill("A title")
    page.get_by_label("Text").fill(" ")
    page.get_by_label("Who reads it").select_option("anybody")
    page.get_by_label("For one school only").fill("Ashgrove")
    page.get_by_role("button", name="Keep draft").last.click()
    page.locator(".summary").wait_for()


def _preview_an_article(page: Page) -> None:
    page.get_by_label("Text").fill("Press **one** key:\n\n- this one\n- that one")
    page.get_by_role("button", name="Preview").click()
    page.locator("section.preview").wait_for()


_PORTAL = "/portal/{ashgrove}"
_DESK = "/console/articles"

GUIDANCE: tuple[tuple[str, str, str | None, Callable[[Page], object] | None], ...] = (
    ("new-request-offered", f"{_PORTAL}/new", "priya", _describe_something_known),
    ("guidance", f"{_PORTAL}/guidance", "priya", None),
    (
        "guidance-found",
        f"{_PORTAL}/guidance?search=the+beamer+is+dark",
        "priya",
        None,
    ),
    ("guidance-read", f"{_PORTAL}/guidance/{{article}}", "priya", None),
    ("guidance-for-anybody", "/guidance", None, None),
    ("guidance-read-by-anybody", "/guidance/{open_article}", None, None),
    ("articles", _DESK, "olu", None),
    ("article", f"{_DESK}/{{article}}", "olu", None),
    ("article-long", f"{_DESK}/{{long_article}}", "olu", None),
    ("new-article", f"{_DESK}/new?ticket={{done}}", "olu", None),
    ("new-article-seen", f"{_DESK}/new", "olu", _preview_an_article),
    ("new-article-refused", f"{_DESK}/new", "olu", _write_no_article),
    ("article-changed", f"{_DESK}/{{article}}/edit", "olu", None),
)
"""Rows of `tests/support/pages.py`."""
