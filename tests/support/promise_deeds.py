"""Who comes to see what is promised and who is called, and what do they do first?"""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page


def count_again(page: Page) -> None:
    """Count with hardly any time for a first reply, and see the answer."""
    page.locator('[id="p2.response"]').fill("0.01")
    page.get_by_role("button", name="Count again").click()
    page.locator(".counted").wait_for()


def promise_no_time(page: Page) -> None:
    """Type what is no time and what is no day, and see what is wrong."""
    page.locator('[id="p2.response"]').fill("soon")
    page.get_by_label("Counted in").select_option("given")
    page.get_by_label("Closed days").fill("Christmas")
    page.get_by_role("button", name="Count again").click()
    page.locator(".summary").wait_for()


def offer_nothing(page: Page) -> None:
    """Offer what is no time, from no day, and see what is wrong."""
    page.locator('[id="p2.response"]').fill("soon")
    page.get_by_label("Warnings").fill("half")
    page.get_by_role("button", name="Offer it").click()
    page.locator(".summary").wait_for()


def add_a_turn(page: Page) -> None:
    """Make room for another turn."""
    page.get_by_role("button", name="Add a turn").click()
    page.locator('[id="turns.0.role"]').wait_for()


def end_before_it_begins(page: Page) -> None:
    """Have a turn end before it begins, and see what is wrong."""
    add_a_turn(page)
    page.locator('[id="turns.0.from_at"]').fill("2030-01-01T17:00")
    page.locator('[id="turns.0.until_at"]').fill("2030-01-01T08:00")
    page.get_by_role("button", name="Save rota").click()
    page.locator(".summary").wait_for()


def show_what_changes(page: Page) -> None:
    """See what would be restated of a year."""
    page.get_by_label("First day").fill("2026-01-01")
    page.get_by_label("Last day").fill("2026-12-31")
    page.get_by_label("Reason").fill("Agreed in May.")
    page.get_by_role("button", name="Show what changes").click()
    page.locator("#answer").wait_for()


def restate_for_no_reason(page: Page) -> None:
    """Name no day and no reason, and see what is wrong."""
    page.get_by_role("button", name="Show what changes").click()
    page.locator(".summary").wait_for()


_SETTINGS = "/console/schools/{ashgrove}"
_ROTA = "/console/on-call/rota"

PROMISES: tuple[tuple[str, str, str, Callable[[Page], object] | None], ...] = (
    ("agreement", f"{_SETTINGS}/agreement", "olu", None),
    ("agreement-refused", f"{_SETTINGS}/agreement", "olu", offer_nothing),
    ("agreement-for-the-school", f"{_SETTINGS}/agreement", "head", None),
    ("what-if", f"{_SETTINGS}/what-if", "olu", count_again),
    ("what-if-refused", f"{_SETTINGS}/what-if", "olu", promise_no_time),
    ("restate", f"{_SETTINGS}/restate", "olu", show_what_changes),
    ("restate-refused", f"{_SETTINGS}/restate", "olu", restate_for_no_reason),
    ("on-call", "/console/on-call", "olu", None),
    ("rota", _ROTA, "olu", add_a_turn),
    ("rota-refused", _ROTA, "olu", end_before_it_begins),
)
"""A page, its address, who looks at it, and what they do there first."""
