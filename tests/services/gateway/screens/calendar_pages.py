"""On which pages does it stand, and is it said, what days of Ashgrove's year are?"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from tests.services.gateway.calendar_texts import TABLE
from tests.services.gateway.screens.typed import CLOSURE, EXAMS, HOURS, TERM
from tests.support.cast import ASHGROVE

_SCHOOL = f"/console/schools/{ASHGROVE}"

CALENDAR_PAGES = {
    "calendar_files_screens.calendar_file": f"{_SCHOOL}/calendar.ics",
    "calendars_screens.choose": f"{_SCHOOL}/calendar",
    "closures_screens.closures": f"{_SCHOOL}/closures",
    "exams_screens.exams": f"{_SCHOOL}/exams",
    "hours_screens.hours": f"{_SCHOOL}/hours",
    "inspections_screens.inspections": f"{_SCHOOL}/inspections",
    "terms_screens.terms": f"{_SCHOOL}/terms",
}
"""Pages that are read, by the name of the route."""

_SEEN = {
    "text": TABLE,
    "act": "set",
    "seen": sha256(TABLE.encode()).hexdigest(),
    "version": "2",
}
"""A file of which somebody has seen what it would change."""

CALENDAR_FORMS: dict[str, tuple[str, dict[str, Any]]] = {
    "calendars_screens.bring": (f"{_SCHOOL}/calendar", _SEEN),
    "closures_screens.close_today": (f"{_SCHOOL}/closures/today", {"reason": "Snow"}),
    "closures_screens.set_closures": (f"{_SCHOOL}/closures", CLOSURE),
    "exams_screens.set_exams": (f"{_SCHOOL}/exams", EXAMS),
    "hours_screens.set_hours": (f"{_SCHOOL}/hours", HOURS),
    "inspections_screens.add_inspection": (
        f"{_SCHOOL}/inspections",
        {"from_on": "2026-06-09", "name": "Ofsted"},
    ),
    "inspections_screens.remove_inspection": (
        f"{_SCHOOL}/inspections/remove",
        {"from_on": "2026-06-09"},
    ),
    "nations_screens.set_nation": (f"{_SCHOOL}/closures/nation", {"nation": "wales"}),
    "terms_screens.set_terms": (f"{_SCHOOL}/terms", TERM),
}
"""Where forms are sent to, and with what."""
