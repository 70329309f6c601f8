"""What does somebody at a school do on a page of its portal first?"""

from __future__ import annotations

from playwright.sync_api import Page


def say_how_it_was(page: Page) -> None:
    page.get_by_role("link", name="Say how it was").click()
    page.get_by_label("Good", exact=True).check()
    page.get_by_label("Anything else").fill("It took a minute. Thank you!")


def ask_badly(page: Page) -> None:
    page.get_by_label("In a few words").fill(" ")
    page.get_by_label("What is wrong").fill(" ")
    page.get_by_label("One person").check()
    page.get_by_label("It can wait").check()
    page.get_by_role("button", name="Send").click()
    page.locator(".summary").wait_for()


def ask_for_no_call(page: Page) -> None:
    page.get_by_label("Your number").fill("204")
    page.get_by_label("What it is about").fill(" ")
    page.get_by_role("button", name="Ask for a call").click()
    page.locator(".summary").wait_for()


def want_a_bad_password(page: Page) -> None:
    page.get_by_label("Current password").fill("not a password")
    page.get_by_label("New password").fill("short")
    page.get_by_role("button", name="Change password").click()
    page.locator(".summary").wait_for()
