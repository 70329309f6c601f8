"""Which pages are there of problems and incidents of Ashgrove, and what is typed?"""

from __future__ import annotations

from typing import Any

from tests.services.gateway.incident_routes import ERROR, JAM, NEARLY, OUTAGE, TROUBLE
from tests.support.cast import ASHGROVE

_AT = f"/console/tickets/{TROUBLE}/incident"
THEMES, SURVEYS = f"/themes/{ASHGROVE}", f"/surveys/{ASHGROVE}"
_ERRORS = "/console/known-errors"
_REPORTS = f"/portal/{ASHGROVE}/tickets/{OUTAGE}/reports"
_SAID = {
    "title": "Printing stops",
    "workaround": "Restart it",
    "schools": str(ASHGROVE),
}

INCIDENT_PAGES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "incidents_screens.incident": ("GET", _AT, {}),
    "incidents_screens.record": (
        "POST",
        f"{_AT}/problem",
        {"workaround": "Fan it", "version": 0},
    ),
    "incidents_screens.resolve_incidents": (
        "POST",
        f"{_AT}/resolve",
        {"picked": str(JAM), "note": "Done"},
    ),
    "known_errors_screens.add_known_error": ("POST", f"{_ERRORS}/new", _SAID),
    "known_errors_screens.change_known_error": ("POST", f"{_ERRORS}/{ERROR}", _SAID),
    "known_errors_screens.end_known_error": (
        "POST",
        f"{_ERRORS}/{ERROR}/end",
        {"reason": "Gone"},
    ),
    "known_errors_screens.known_error": ("GET", f"{_ERRORS}/{ERROR}", {}),
    "known_errors_screens.known_errors": ("GET", _ERRORS, {}),
    "known_errors_screens.new_known_error": (
        "GET",
        f"{_ERRORS}/new?problem={TROUBLE}",
        {},
    ),
    "surveys_screens.of_all": ("GET", "/surveys", {}),
    "surveys_screens.of_one": ("GET", SURVEYS, {}),
    "surveys_screens.send": ("POST", SURVEYS, {}),
    "themes_screens.near_miss": ("GET", f"{THEMES}/near-miss", {}),
    "themes_screens.of_all": ("GET", "/themes", {}),
    "themes_screens.of_one": ("GET", THEMES, {}),
    "themes_screens.tell": ("POST", f"{THEMES}/near-miss", NEARLY),
    "reports_screens.record": (
        "POST",
        f"{_REPORTS}/begin",
        {"aware_at": "2020-06-08T08:00", "cyber": "true", "version": 0},
    ),
    "reports_screens.reports": ("GET", _REPORTS, {}),
    "recurring_screens.open_problem": (
        "POST",
        "/console/recurring/problem",
        {
            "school_id": str(ASHGROVE),
            "by": "category",
            "name": "printing",
            "days": "30",
            "subject": "Printing",
        },
    ),
}
"""The method, the address and what is typed."""
