"""Which pages are there of projects, and what of Ashgrove is on them?"""

from __future__ import annotations

from typing import Any

from tests.services.gateway.project_routes import PROPOSED, RUNNING
from tests.support.cast import ASHGROVE

AT, PORTAL = f"/console/schools/{ASHGROVE}/projects", f"/portal/{ASHGROVE}/projects"
TYPED = {
    "name": "New kilns",
    "purpose": "The kiln will not light.",
    "lead": "Olu",
    "starts_on": "2026-06-15",
    "target_on": "2026-08-28",
    "milestones": "10/07/2026 The kiln is lit",
}

PROJECT_PAGES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "projects_screens.act": (
        "POST",
        f"{AT}/{RUNNING}/close",
        {"version": "4", "reason": "Lit"},
    ),
    "projects_screens.approve": (
        "POST",
        f"{PORTAL}/{PROPOSED}/approve",
        {"version": "1"},
    ),
    "projects_screens.new_project": ("GET", f"{AT}/new", {}),
    "projects_screens.of_all": ("GET", "/console/projects", {}),
    "projects_screens.of_school": ("GET", PORTAL, {}),
    "projects_screens.of_school_one": ("GET", f"{PORTAL}/{RUNNING}", {}),
    "projects_screens.plan_project": ("POST", f"{AT}/new", TYPED),
    "projects_screens.project": ("GET", f"{AT}/{RUNNING}", {}),
}
"""The method, the address and what is typed."""
