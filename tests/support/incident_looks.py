"""Which pages are about problems and incidents, and what is done there first?"""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page


def _show_what_does_not_help(page: Page) -> None:
    page.get_by_label("What helps meanwhile").fill(" ")
    page.get_by_label("reads what helps").check()
    page.get_by_role("button", name="Record", exact=True).click()
    page.locator(".summary").wait_for()


def _declare_nothing(page: Page) -> None:
    page.get_by_label("What is wrong").fill(" ")
    page.get_by_label("What helps meanwhile").fill(" ")
    page.get_by_role("button", name="Declare it").click()
    page.locator(".summary").wait_for()


def _note_nothing(page: Page) -> None:
    page.get_by_label("What was seen or done").fill(" ")
    page.get_by_role("button", name="Add", exact=True).click()
    page.locator(".summary").wait_for()


def _open_a_draft(page: Page) -> None:
    page.locator("summary", has_text="A draft of the report").first.click()


def _report_nothing(page: Page) -> None:
    page.get_by_label("When the school became aware of it").fill("2026-01-01T09:00")
    page.get_by_role("button", name="Show who is to be told").click()
    page.locator(".summary").wait_for()


def _tell_nothing(page: Page) -> None:
    for label in ("In a few words", "What nearly happened", "What stopped it"):
        page.get_by_label(label).fill(" ")
    page.get_by_role("button", name="Tell it").click()
    page.locator(".summary").wait_for()


def _send_again(page: Page) -> None:
    page.get_by_role("button", name="Send this year's survey").click()
    page.locator(".summary").wait_for()


_REPORTED = "/portal/{ashgrove}/tickets/{outage}"
_PROBLEM = "/console/tickets/{problem}/incident"
_ERRORS = "/console/known-errors"

INCIDENTS: tuple[tuple[str, str, str | None, Callable[[Page], object] | None], ...] = (
    ("problem-recorded", _PROBLEM, "olu", None),
    ("problem-refused", _PROBLEM, "olu", _show_what_does_not_help),
    ("ticket-of-a-problem", "/console/tickets/{jam}", "olu", None),
    ("request-of-a-problem", "/portal/{ashgrove}/tickets/{jam}", "head", None),
    ("incident", "/console/tickets/{jam}/incident", "olu", None),
    ("incident-major", "/console/tickets/{outage}/incident", "olu", None),
    ("incident-refused", "/console/tickets/{outage}/incident", "olu", _note_nothing),
    ("incident-reviewed", "/console/tickets/{reviewed}/incident", "olu", None),
    ("ticket-of-an-incident", "/console/tickets/{outage}", "olu", None),
    ("request-of-an-incident", "/portal/{ashgrove}/tickets/{outage}", "head", None),
    ("request-reviewed", "/portal/{ashgrove}/tickets/{reviewed}", "head", None),
    ("incident-reports", "/console/tickets/{over}/incident", "olu", _open_a_draft),
    ("request-reports", f"{_REPORTED}/reports", "head", _report_nothing),
    ("request-reported", "/portal/{ashgrove}/tickets/{over}/reports", "head", None),
    ("themes", "/themes", "olu", None),
    ("themes-of-a-school", "/themes/{ashgrove}", "head", None),
    ("surveys", "/surveys", "olu", None),
    ("survey", "/surveys/{ashgrove}", "head", None),
    ("survey-refused", "/surveys/{ashgrove}", "head", _send_again),
    ("near-miss", "/themes/{ashgrove}/near-miss", "priya", None),
    ("near-miss-refused", "/themes/{ashgrove}/near-miss", "olu", _tell_nothing),
    ("known-errors", _ERRORS, "olu", None),
    ("known-error", f"{_ERRORS}/{{error}}", "olu", None),
    ("new-known-error", f"{_ERRORS}/new?problem={{problem}}", "olu", None),
    ("known-error-refused", f"{_ERRORS}/new", "olu", _declare_nothing),
)
"""Rows of `tests/support/pages.py`."""
