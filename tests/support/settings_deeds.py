"""What does somebody do wrong where a school is set up, so that they are told?"""

from __future__ import annotations

from playwright.sync_api import Page


def choose_a_pale_colour(page: Page) -> None:
    page.get_by_label("Its colour").fill("#ffcc00")
    page.get_by_role("button", name="Save look").last.click()
    page.locator(".summary").wait_for()


def take_on_nobody(page: Page) -> None:
    page.get_by_label("Name", exact=True).fill(" ")
    page.get_by_label("URN, if it has one", exact=True).fill("12")
    page.get_by_role("button", name="Add school").click()
    page.locator(".summary").wait_for()


def add_no_address(page: Page) -> None:
    page.get_by_label("Address", exact=True).fill("help")
    page.get_by_role("button", name="Add address").click()
    page.locator(".summary").wait_for()


def add_nobody(page: Page) -> None:
    page.get_by_label("Name", exact=True).fill(" ")
    page.get_by_label("Email address", exact=True).fill("priya@ashgrove")
    page.get_by_role("button", name="Add person").click()
    page.locator(".summary").wait_for()


def give_it_backwards(page: Page) -> None:
    page.get_by_label("Role", exact=True).select_option("governor")
    page.get_by_label("First day", exact=True).fill("2026-09-01")
    page.get_by_label("Last day, if it is known", exact=True).fill("2026-08-01")
    page.get_by_role("button", name="Give role").click()
    page.locator(".summary").wait_for()
