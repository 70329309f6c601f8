"""Who comes to see changes, and what do they do there first?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from playwright.sync_api import Page

from contracts.fields import format_moment
from infra.demo_people import ASHGROVE, PEOPLE, PRIYA
from shared.clock import now
from tests.support.platform import Platform

_TEXTS = {
    "reason": "The switches of the science wing are seven years old, and two have died"
    " this term.",
    "risk_reason": "The wing has no network while they are replaced.",
    "plan": "1. Take the old switches out.\n2. Put the new ones in.\n3. Load the"
    " settings that were kept on Friday.",
    "back_out": "Put the old switches in again: their settings stay on them.",
    "test": "Every room of the wing reaches the server, and the telephones ring.",
}
_STANDARD = [
    {
        "name": "restart",
        "title": "The print server restarts, after lessons",
        "plan": "Tell the office, wait for the queue to empty, restart it.",
        "back_out": "There is nothing to undo.",
        "test": "Print a page from the office.",
    }
]
_SCHOOL = f"/schools/{ASHGROVE}"


def keep_changes(demo: Platform) -> dict[str, str]:
    """Ashgrove has a change that waits, one that cannot wait, and a standard one."""
    demo.api("PUT", f"{_SCHOOL}/standard-changes", json={"changes": _STANDARD})
    waits = _opened(demo, "New switches for the science wing")
    _plan(demo, waits, "normal", _clear_day())
    cannot = _opened(demo, "The firewall has to be patched tonight")
    _plan(demo, cannot, "emergency", now() + timedelta(hours=1))
    why = {"version": 1, "reason": "The hole is used already, says the NCSC."}
    begun = demo.api("POST", f"/tickets/{cannot}/change/begin", json=why)
    assert begun.status_code == 200, begun.text
    project = demo.api("POST", f"{_SCHOOL}/projects", json=_project())
    assert project.status_code == 201, project.text
    project_id = project.json()["summary"]["project_id"]
    part = {"part_id": waits}
    demo.api("POST", f"{_SCHOOL}/projects/{project_id}/add", json=part)
    return {"change": waits, "change_begun": cannot, "project": project_id}


def _project() -> dict[str, Any]:
    """What Ashgrove has before it: it begins today and takes ninety days."""
    people = {one.name: f"person:{one.person_id}" for one in PEOPLE}
    first = now().date()
    days = [f"{first + timedelta(days=number)}" for number in (0, 30, 90)]
    return {
        "name": "Wi-Fi in every room by the end of term",
        "purpose": "The science wing and the music hut have none, and four classes a"
        " day are taught there.",
        "lead": people["Olu"],
        "starts_on": days[0],
        "target_on": days[2],
        "milestones": [
            {"name": "The switches of the science wing are replaced", "due_on": days[1]}
        ],
    }


def _opened(demo: Platform, subject: str) -> str:
    body = {
        "subject": subject,
        "description": "As we said in the review.",
        "requester": {"name": PRIYA.name, "email": PRIYA.email},
        "channel": "walk_in",
        "impact": "medium",
        "urgency": "low",
        "type": "change",
    }
    answer = demo.api("POST", f"{_SCHOOL}/tickets", json=body)
    assert answer.status_code == 201, answer.text
    ticket_id: str = answer.json()["ticket_id"]
    return ticket_id


def _plan(demo: Platform, ticket_id: str, kind: str, starts_at: datetime) -> None:
    people = {one.name: f"person:{one.person_id}" for one in PEOPLE}
    body: dict[str, Any] = _TEXTS | {
        "version": 0,
        "kind": kind,
        "starts_at": format_moment(starts_at),
        "ends_at": format_moment(starts_at + timedelta(hours=2)),
        "who": [people["Olu"]],
        "services": ["wireless"],
    }
    answer = demo.api("POST", f"/tickets/{ticket_id}/change/plan", json=body)
    assert answer.status_code == 200, answer.text


def _clear_day() -> datetime:
    """The first evening from next week on on which nothing forbids a change."""
    days = (now().replace(hour=17, minute=0) + timedelta(days=n) for n in range(8, 400))
    clear = (one for one in days if one.month in {1, 2, 4, 7, 10, 12})
    return next(clear)


def _plan_nothing(page: Page) -> None:
    page.locator("summary", has_text="Plan it").click()
    page.get_by_label("Why", exact=True).fill(" ")
    page.get_by_role("button", name="Plan it").click()
    page.locator(".summary").wait_for()


def _allow_no_day(page: Page) -> None:
    page.get_by_role("button", name="Allow it").click()
    page.locator(".summary").wait_for()


def _propose_nothing(page: Page) -> None:
    page.get_by_role("button", name="Propose it").click()
    page.locator(".summary").wait_for()


def _close_without_words(page: Page) -> None:
    page.locator("summary", has_text="Close it").click()
    page.get_by_role("button", name="Close it").click()
    page.locator(".summary").wait_for()


_TICKET, _PORTAL = "/console/tickets/{change}", "/portal/{ashgrove}"
_SETTINGS = "/console/schools/{ashgrove}"
CHANGES: tuple[tuple[str, str, str, Callable[[Page], object] | None], ...] = (
    ("changes", "/console/changes", "olu", None),
    ("changes-for-the-school", f"{_PORTAL}/changes", "priya", None),
    ("change", f"{_TICKET}/change", "olu", None),
    ("change-refused", f"{_TICKET}/change", "olu", _plan_nothing),
    ("change-begun", "/console/tickets/{change_begun}/change", "olu", None),
    (
        "change-for-the-school",
        f"{_PORTAL}/tickets/{{change}}/change",
        "head",
        _allow_no_day,
    ),
    ("standard-changes", f"{_SETTINGS}/standard-changes", "head", None),
    (
        "standard-changes-refused",
        f"{_SETTINGS}/standard-changes",
        "lead",
        _propose_nothing,
    ),
    ("projects", "/console/projects", "olu", None),
    ("projects-for-the-school", f"{_PORTAL}/projects", "priya", None),
    ("project", f"{_SETTINGS}/projects/{{project}}", "olu", _close_without_words),
    ("project-refused", f"{_SETTINGS}/projects/new", "olu", _propose_nothing),
    ("project-for-the-school", f"{_PORTAL}/projects/{{project}}", "head", None),
    ("forecast", f"{_SETTINGS}/forecast", "priya", None),
)
"""Rows of `tests/support/pages.py`."""
