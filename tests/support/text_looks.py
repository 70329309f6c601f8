"""Which pages are about personal data in texts, and what is done there first?"""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

CARD = "4111 1111 1111 1111"


def ask_with_a_card(page: Page) -> None:
    page.get_by_label("In a few words").fill("A card does not work")
    page.get_by_label("What is wrong").fill(f"It is {CARD}.")
    page.get_by_label("One person").check()
    page.get_by_label("It can wait").check()
    page.get_by_role("button", name="Send").click()
    page.locator(".summary").wait_for()


def reply_with_a_card(page: Page) -> None:
    page.get_by_label("Your reply").fill(f"Is it {CARD}?")
    page.get_by_role("button", name="Send reply").click()
    page.locator(".summary").wait_for()


def redact_unsure(page: Page) -> None:
    page.locator("#redact-reason").fill("Nobody needs it.")
    page.get_by_role("button", name="Redact", exact=True).click()
    page.locator(".summary").wait_for()


_AT = "/texts/{ashgrove}"
_SCHOOL = "/portal/{ashgrove}"

TEXTS: tuple[tuple[str, str, str, Callable[[Page], object] | None], ...] = (
    ("text", f"{_AT}/{{text}}", "lead", None),
    ("text-refused", f"{_AT}/{{text}}", "lead", redact_unsure),
    ("text-restricted", f"{_AT}/{{restricted_text}}", "head", None),
    ("ticket-with-a-card", "/console/tickets/{carded}", "olu", None),
    ("ticket-minded", "/console/tickets/{busy}", "olu", reply_with_a_card),
    ("request-restricted", f"{_SCHOOL}/tickets/{{restricted}}", "priya", None),
    ("new-request-minded", f"{_SCHOOL}/new", "priya", ask_with_a_card),
)
