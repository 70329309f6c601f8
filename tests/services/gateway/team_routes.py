"""What is sent to the routes about teams, and about who looks after what?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

TEAM = UUID("7ea30000-0000-4000-8000-000000000001")
OWN_TEAM = UUID("7ea30000-0000-4000-8000-000000000002")
_AT = "/schools/{school}"
_NETWORKS = {"team_id": str(TEAM), "name": "Networks"}
_OWN = {"team_id": str(OWN_TEAM), "name": "IT support"}
_FIRST = {"service": "print-service", "by": "school", "team_id": str(OWN_TEAM)}

TEAMS: dict[str, tuple[tuple[str, str], dict[str, Any]]] = {
    "teams.get_own_teams": (("GET", "/teams"), {}),
    "teams.set_own_teams": (("PUT", "/teams"), {"json": {"teams": [_NETWORKS]}}),
    "teams.get_teams": (("GET", f"{_AT}/teams"), {}),
    "teams.set_teams": (("PUT", f"{_AT}/teams"), {"json": {"teams": [_OWN]}}),
    "teams.get_delivery": (("GET", f"{_AT}/delivery"), {}),
    "teams.set_delivery": (("PUT", f"{_AT}/delivery"), {"json": {"ways": [_FIRST]}}),
    "teams.suggest_who": (("GET", "/tickets/{ticket}/suggestions"), {}),
}
"""Method and address of the routes; what is sent."""

OF_TECHNICIANS = {"tickets.work_for_school"}
"""What only a school's own technician does: tried by test_teams.py."""
