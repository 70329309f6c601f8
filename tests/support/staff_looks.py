"""Which pages are about who joins, moves or leaves, and what is done there first?"""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page


def tell_of_nobody(page: Page) -> None:
    page.get_by_label("What happens").select_option("leaver")
    for label in ("Who it is", "Role"):
        page.get_by_label(label, exact=True).fill(" ")
    page.get_by_label("First or last day").fill("2026-12-17")
    page.get_by_role("button", name="Send").click()
    page.locator(".summary").wait_for()


def want_no_reason(page: Page) -> None:
    last = page.locator(".staff .actions li", has_text="Free their licences")
    last.get_by_role("button").filter(has_text="Not needed").click()
    page.locator(".staff .summary").wait_for()


SCHOOL = "/portal/{ashgrove}"
STAFF: tuple[tuple[str, str, str, Callable[[Page], object] | None], ...] = (
    ("staff-change", f"{SCHOOL}/staff", "head", None),
    ("staff-change-refused", f"{SCHOOL}/staff", "head", tell_of_nobody),
    ("request-of-a-leaver", f"{SCHOOL}/tickets/{{leaver}}", "head", None),
    ("ticket-of-a-leaver", "/console/tickets/{leaver}", "olu", None),
    ("action-refused", "/console/tickets/{leaver}", "olu", want_no_reason),
)
