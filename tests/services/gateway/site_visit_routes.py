"""What is sent to the routes about visits to Ashgrove?"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid5

from contracts.site_visits import PlanSiteVisit
from tests.support.cast import ASHGROVE, TICKET
from tests.support.scenario import at
from tests.support.town import Town

_NAMES = ("moved", "cancelled", "done", "missed")
MOVED, CANCELLED, DONE, MISSED = (uuid5(TICKET, f"{one} visit") for one in _NAMES)
_AT = "/schools/{school}/site-visits"
_BEGAN, _ENDED = "2026-06-08T06:00:00Z", "2026-06-08T07:00:00Z"
TIME: dict[str, Any] = {"starts_at": _BEGAN, "ends_at": _ENDED, "who": ["Olu"]}
WHY: dict[str, Any] = {"version": 1, "reason": "The road was closed."}
WAS = {"version": 1, "arrived_at": _BEGAN, "left_at": _ENDED, "done": "It is lit."}
_WEEK = "since=2026-06-08T00:00:00Z&until=2026-06-15T00:00:00Z"

SITE_VISITS: dict[str, tuple[tuple[str, str], dict[str, Any]]] = {
    "site-visits.find_site_visits": (
        ("GET", f"/site-visits?school={{school}}&{_WEEK}"),
        {},
    ),
    "site-visits.get_site_visit": (("GET", f"{_AT}/{MOVED}"), {}),
    "site-visits.plan_site_visit": (
        ("POST", _AT),
        {"json": TIME | {"purpose": "A kiln.", "reason": WHY["reason"]}},
    ),
    "site-visits.move_site_visit": (
        ("POST", f"{_AT}/{MOVED}/move"),
        {"json": TIME | WHY | {"who": ["Zoe"]}},
    ),
    "site-visits.cancel_site_visit": (
        ("POST", f"{_AT}/{CANCELLED}/cancel"),
        {"json": WHY},
    ),
    "site-visits.record_site_visit": (
        ("POST", f"{_AT}/{DONE}/record"),
        {"json": WAS},
    ),
    "site-visits.miss_site_visit": (("POST", f"{_AT}/{MISSED}/miss"), {"json": WHY}),
}
"""Method and address of the routes; what is sent."""


def come(town: Town) -> None:
    """Somebody was to come to Ashgrove two hours before Monday at nine, four times."""
    for visit_id in (MOVED, CANCELLED, DONE, MISSED):
        command = PlanSiteVisit(
            school_id=ASHGROVE,
            visit_id=visit_id,
            starts_at=at("mon 07:00"),
            ends_at=at("mon 07:00") + timedelta(hours=1),
            who=("Olu",),
            purpose="The kiln will not light",
        )
        town.execute(command)
