"""Who comes to see teams and their queues, and what do they do there first?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid5

from playwright.sync_api import Page

from contracts.fields import format_moment
from contracts.values import PROVIDER
from infra.demo_people import ASHGROVE, PEOPLE
from shared.clock import now
from tests.support.platform import Platform

_NETWORKS, _OWN = uuid5(PROVIDER, "networks"), uuid5(ASHGROVE, "own")
_NOTE = {
    "known": "The tablet starts, and shows no network.",
    "next": "See whether the trolley charges it.",
}


def _keep_nameless(page: Page) -> None:
    page.get_by_label("Name", exact=True).fill(" ")
    page.get_by_role("button", name="Keep team").click()
    page.locator(".summary").wait_for()


def _want_nobody_first(page: Page) -> None:
    page.get_by_label("Who looks after it: Web filtering").select_option("school")
    page.get_by_role("button", name="Save who does what").click()
    page.locator(".summary").wait_for()


def _correct(page: Page) -> None:
    page.locator("summary", has_text="Correct it").click()


def _take_no_time(page: Page) -> None:
    page.get_by_role("button", name="Record it").click()
    page.locator(".summary").wait_for()


def _hand_over(page: Page) -> None:
    page.locator("summary", has_text="Hand it over").click()


def keep_teams(demo: Platform, ticket: str) -> dict[str, str]:
    """The desk and Ashgrove have a team; the school's own has a ticket, and a visit."""
    people = {one.name: f"person:{one.person_id}" for one in PEOPLE}
    ours = {"actor": people["Olu"], "skills": ["wireless", "network"]}
    theirs = {"actor": people["Technician of Ashgrove"], "skills": ["devices"]}
    networks: dict[str, Any] = {"team_id": str(_NETWORKS), "name": "Networks"}
    own: dict[str, Any] = {"team_id": str(_OWN), "name": "IT support of Ashgrove"}
    way = {"service": "print-service", "by": "school", "team_id": str(_OWN)}
    school, own_teams = f"/schools/{ASHGROVE}", [own | {"members": [theirs]}]
    demo.api("PUT", "/teams", json={"teams": [networks | {"members": [ours]}]})
    demo.api("PUT", f"{school}/teams", json={"teams": own_teams})
    demo.api("PUT", f"{school}/delivery", json={"ways": [way]})
    over = {"version": 1, "team_id": str(_OWN), **_NOTE}
    answer = demo.api("POST", f"/tickets/{ticket}/hand-over", json=over)
    assert answer.status_code == 200, answer.text
    worked = {"minutes": 75, "on": f"{now():%Y-%m-%d}", "kind": "on_site"}
    demo.api("POST", f"/tickets/{ticket}/time", json=worked | {"note": "Two rooms."})
    tomorrow = now().replace(hour=3, minute=0) + timedelta(days=1)
    visit = {
        "starts_at": format_moment(tomorrow),
        "ends_at": format_moment(tomorrow + timedelta(hours=1)),
        "who": [people["Olu"]],
        "tickets": [ticket],
        "purpose": "See to the trolley, and to the access point of the music hut.",
        "reason": "Nobody needs the trolley then.",
    }
    planned = demo.api("POST", f"{school}/site-visits", json=visit)
    assert planned.status_code == 201, planned.text
    return {"own_work": ticket, "site_visit": planned.json()["visit"]["visit_id"]}


def _plan_nothing(page: Page) -> None:
    page.get_by_role("button", name="Plan it").click()
    page.locator(".summary").wait_for()


def _next_week(page: Page) -> None:
    page.get_by_role("link", name="The week after").click()
    page.get_by_role("heading", name="Visits in the week").wait_for()


SETTINGS = "/console/schools/{ashgrove}"
TEAMS: tuple[tuple[str, str, str, Callable[[Page], object] | None], ...] = (
    ("teams", f"/console/schools/{{msp}}/teams?team={_NETWORKS}", "lead", None),
    ("teams-refused", "/console/schools/{msp}/teams", "lead", _keep_nameless),
    ("own-team-of-a-school", f"{SETTINGS}/teams", "head", None),
    ("delivery", f"{SETTINGS}/delivery", "lead", None),
    ("delivery-refused", f"{SETTINGS}/delivery", "lead", _want_nobody_first),
    ("delivery-for-the-school", f"{SETTINGS}/delivery", "priya", None),
    ("own-queue", "/portal/{ashgrove}/own-queue", "technician", None),
    (
        "request-of-the-own-team",
        "/portal/{ashgrove}/tickets/{own_work}",
        "technician",
        None,
    ),
    ("site-visits", "/console/site-visits", "olu", None),
    ("site-visits-of-next-week", "/console/site-visits", "olu", _next_week),
    ("site-visit", f"{SETTINGS}/site-visits/{{site_visit}}", "olu", None),
    ("site-visit-refused", f"{SETTINGS}/site-visits/new", "olu", _plan_nothing),
    ("site-visits-for-the-school", "/portal/{ashgrove}/site-visits", "priya", None),
    ("time-spent", "/console/tickets/{own_work}/time", "olu", _correct),
    ("time-spent-refused", "/console/tickets/{own_work}/time", "olu", _take_no_time),
    ("ticket-to-hand-over", "/console/tickets/{own_work}", "olu", _hand_over),
)
"""Rows of `tests/support/pages.py`."""
