"""What is sent to the routes about projects of Ashgrove?"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid5

from contracts.access import platform
from contracts.projects import (
    AddToProject,
    ApproveProject,
    Milestone,
    PlanProject,
    StartProject,
)
from tests.services.gateway.change_routes import BARE
from tests.support.cast import ASHGROVE, TICKET
from tests.support.town import Town

_NAMES = ("proposed", "approved", "running", "closing")
PROPOSED, APPROVED, RUNNING, CLOSING = (uuid5(TICKET, f"{o} project") for o in _NAMES)
"""Projects, each as it is called."""

LIT = "The kiln is lit"
PROJECT: dict[str, Any] = {
    "name": "A new kiln",
    "purpose": "The kiln will not light.",
    "lead": "Olu",
    "starts_on": "2026-06-15",
    "target_on": "2026-08-28",
    "milestones": [{"name": LIT, "due_on": "2026-07-10"}],
}
_AT = "/schools/{school}/projects"


def _act(project_id: UUID, act: str, body: dict[str, Any]) -> Any:
    return ("POST", f"{_AT}/{project_id}/{act}"), {"json": body}


PROJECTS: dict[str, tuple[tuple[str, str], dict[str, Any]]] = {
    "projects.find_projects": (("GET", "/projects?school={school}"), {}),
    "projects.get_project": (("GET", f"{_AT}/{RUNNING}"), {}),
    "projects.plan_project": (("POST", _AT), {"json": PROJECT}),
    "projects.replan_project": _act(
        APPROVED, "plan", PROJECT | {"name": "Kilns", "reason": "Two.", "version": 2}
    ),
    "projects.approve_project": _act(PROPOSED, "approve", {"version": 1}),
    "projects.start_project": _act(PROPOSED, "start", {"version": 2}),
    "projects.reach_milestone": _act(
        RUNNING, "milestone", {"version": 4, "milestone": LIT}
    ),
    "projects.close_project": _act(CLOSING, "close", {"version": 1, "reason": "No."}),
    "projects.add_to_project": _act(PROPOSED, "add", {"part_id": str(BARE)}),
    "projects.remove_from_project": _act(PROPOSED, "remove", {"part_id": str(BARE)}),
}
"""Method and address of the routes; what is sent."""


def plan_projects(town: Town, ticket_id: UUID) -> None:
    """Ashgrove has projects; a ticket belongs to the one that runs, which is read."""
    for project_id in (PROPOSED, APPROVED, RUNNING, CLOSING):
        which: dict[str, Any] = {"school_id": ASHGROVE, "project_id": project_id}
        plan = PlanProject(
            **which,
            version=0,
            name="A new kiln",
            purpose="The kiln will not light",
            lead="Olu",
            starts_on=date(2026, 6, 15),
            target_on=date(2026, 8, 28),
            milestones=(Milestone(name=LIT, due_on=date(2026, 7, 10)),),
        )
        town.execute(plan)
        if project_id in {APPROVED, RUNNING}:
            who: dict[str, Any] = {"approver_id": TICKET, "approver": "Hana"}
            yes = ApproveProject(**which, version=1, **who)
            town.execute(yes, by=platform("test"))
        if project_id == RUNNING:
            town.execute(StartProject(**which, version=2))
            town.execute(AddToProject(**which, part_id=ticket_id))
