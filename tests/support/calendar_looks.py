"""Who comes to see a school's calendar, and what do they do there first?"""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

_FILE = """kind,name,from,until
term,Autumn term,01/09/2026,18/12/2026
inset,Safeguarding,01/09/2026,
banana,Fruit day,02/12/2026,
,Christmas fair,12/12/2026,
"""
_SETTINGS = "/console/schools/{ashgrove}"


def _close_before_opening(page: Page) -> None:
    page.locator("#tue-0-closes").fill("07:00")
    page.get_by_role("button", name="Save opening hours").click()
    page.locator(".summary").wait_for()


def _leave_out_a_name(page: Page) -> None:
    page.locator('[id="terms.1.name"]').fill("")
    page.get_by_role("button", name="Save term dates").click()
    page.locator(".summary").wait_for()


def _close_backwards(page: Page) -> None:
    page.locator('[id="closures.0.until_on"]').fill("2020-01-01")
    page.get_by_role("button", name="Save closures").last.click()
    page.locator(".summary").wait_for()


def _examine_backwards(page: Page) -> None:
    page.locator('[id="exams.0.until_on"]').fill("2020-01-01")
    page.get_by_role("button", name="Save exams").last.click()
    page.locator(".summary").wait_for()


def _bring_a_file(page: Page) -> None:
    page.locator("summary", has_text="Or write it here").click()
    page.get_by_label("What the file says").fill(_FILE)
    page.get_by_role("button", name="Show what it would change").click()
    page.locator("#changes-title").wait_for()


def _bring_nothing(page: Page) -> None:
    page.get_by_role("button", name="Show what it would change").click()
    page.locator(".summary").wait_for()


def _inspect_backwards(page: Page) -> None:
    page.get_by_label("Last day", exact=True).fill("2020-01-01")
    page.get_by_role("button", name="Set the inspection").click()
    page.locator(".summary").wait_for()


CALENDAR: tuple[tuple[str, str, str | None, Callable[[Page], object] | None], ...] = (
    ("hours", f"{_SETTINGS}/hours", "olu", None),
    ("hours-refused", f"{_SETTINGS}/hours", "olu", _close_before_opening),
    ("terms", f"{_SETTINGS}/terms", "olu", None),
    ("terms-refused", f"{_SETTINGS}/terms", "olu", _leave_out_a_name),
    ("terms-for-the-school", f"{_SETTINGS}/terms", "priya", None),
    ("closures", f"{_SETTINGS}/closures", "olu", None),
    ("closures-refused", f"{_SETTINGS}/closures", "olu", _close_backwards),
    ("closures-for-the-school", f"{_SETTINGS}/closures", "priya", None),
    ("exams", f"{_SETTINGS}/exams", "olu", None),
    ("exams-refused", f"{_SETTINGS}/exams", "olu", _examine_backwards),
    ("exams-for-the-school", f"{_SETTINGS}/exams", "priya", None),
    ("inspections", f"{_SETTINGS}/inspections", "olu", None),
    ("inspections-refused", f"{_SETTINGS}/inspections", "olu", _inspect_backwards),
    ("inspections-for-the-school", f"{_SETTINGS}/inspections", "priya", None),
    ("calendar", f"{_SETTINGS}/calendar", "olu", _bring_a_file),
    ("calendar-refused", f"{_SETTINGS}/calendar", "olu", _bring_nothing),
)
"""Each page with its name, who sees it, and what they do there."""
