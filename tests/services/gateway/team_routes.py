"""What is sent to the routes about teams, and about who looks after what?"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from contracts.time_spent import RecordTime
from tests.services.gateway.site_visit_routes import SITE_VISITS, come
from tests.services.gateway.ticket_routes import LEAVING
from tests.support.cast import ASHGROVE
from tests.support.town import Town

TEAM = UUID("7ea30000-0000-4000-8000-000000000001")
OWN_TEAM = UUID("7ea30000-0000-4000-8000-000000000002")
TAKEN = UUID("7ea30000-0000-4000-8000-000000000003")
"""Time that somebody of the desk took for the ticket of a leaver."""

CORRECTED = {"minutes": 15, "on": "2026-06-08", "kind": "on_site", "reason": "A slip."}
_AT = "/schools/{school}"
_NETWORKS = {"team_id": str(TEAM), "name": "Networks"}
_OWN = {"team_id": str(OWN_TEAM), "name": "IT support"}
_FIRST = {"service": "", "by": "school", "team_id": str(OWN_TEAM)}

TEAMS: dict[str, tuple[tuple[str, str], dict[str, Any]]] = {
    **SITE_VISITS,
    "teams.get_own_teams": (("GET", "/teams"), {}),
    "teams.set_own_teams": (("PUT", "/teams"), {"json": {"teams": [_NETWORKS]}}),
    "teams.get_teams": (("GET", f"{_AT}/teams"), {}),
    "teams.set_teams": (("PUT", f"{_AT}/teams"), {"json": {"teams": [_OWN]}}),
    "teams.get_delivery": (("GET", f"{_AT}/delivery"), {}),
    "teams.set_delivery": (("PUT", f"{_AT}/delivery"), {"json": {"ways": [_FIRST]}}),
    "effort.find_time": (("GET", "/tickets/{ticket}/time"), {}),
    "effort.record_time": (
        ("POST", f"/tickets/{LEAVING}/time"),
        {"json": {"minutes": 45, "on": "2026-06-08"}},
    ),
    "effort.correct_time": (
        ("POST", f"/tickets/{LEAVING}/time/{TAKEN}/correct"),
        {"json": CORRECTED | {"version": 1}},
    ),
    "effort.get_effort": (("GET", "/effort?school={school}"), {}),
    "teams.suggest_who": (("GET", "/tickets/{ticket}/receivers"), {}),
}
"""Method and address of the routes; what is sent."""

OF_TECHNICIANS = {"tickets.work_for_school"}
"""What only a school's own technician does: tried by test_teams.py."""


def took(town: Town, ticket_id: UUID = LEAVING) -> None:
    """Somebody of the desk took some time for a ticket, and was to come four times."""
    command = RecordTime(
        school_id=ASHGROVE,
        ticket_id=ticket_id,
        time_id=TAKEN,
        minutes=45,
        on=date(2026, 6, 8),
    )
    town.execute(command)
    come(town)
