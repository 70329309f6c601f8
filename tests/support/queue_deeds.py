"""What does somebody do beside the queue, before a page is as it should be seen?"""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page


def tick_and(button: str, then: str) -> Callable[[Page], object]:
    """Tick the first two tickets, press a button, and wait for what comes then."""

    def do(page: Page) -> None:
        for box in page.get_by_role("checkbox").all()[:2]:
            box.check()
        page.locator("summary", has_text="Assign or merge several").first.click()
        page.get_by_role("button", name=button).click()
        page.locator(then).wait_for()

    return do


def ask_for_keys(page: Page) -> None:
    page.keyboard.press("?")
    page.get_by_role("dialog", name="Keys").wait_for()


def ask_the_palette(page: Page) -> None:
    page.keyboard.press("Control+k")
    page.keyboard.type("laptop")
    page.locator("#palette [role=option]").nth(1).wait_for()


def keep_badly(page: Page) -> None:
    """Keep a macro that nobody could fill in."""
    page.get_by_label("Name", exact=True).fill("Restart")
    page.get_by_label("Words").fill("Dear {customer}, please restart it.")
    page.get_by_role("button", name="Save macro").click()
    page.locator(".summary").wait_for()
