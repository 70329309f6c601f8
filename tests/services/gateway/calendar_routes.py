"""Which routes say when Ashgrove is open, and which days of its year are others?"""

from __future__ import annotations

from typing import Any

from tests.services.gateway.bodies import AUTUMN, HOURS, MOCKS, OFSTED, SNOW
from tests.services.gateway.calendar_texts import TABLE


def _set(part: str, **told: Any) -> tuple[tuple[str, str], dict[str, Any]]:
    return ("PUT", f"/schools/{{school}}/{part}"), {"json": told}


CALENDAR: dict[str, tuple[tuple[str, str], dict[str, Any]]] = {
    "schools.set_hours": _set("hours", hours=HOURS),
    "schools.set_terms": _set("terms", terms=[AUTUMN]),
    "schools.set_closures": _set("closures", closures=[SNOW]),
    "schools.set_exams": _set("exams", exams=[MOCKS]),
    "schools.set_inspections": _set("inspections", inspections=[OFSTED]),
    "calendar_imports.preview_calendar": (
        ("POST", "/schools/{school}/calendar/preview"),
        {"json": {"text": TABLE}},
    ),
    "calendar_imports.set_calendar": _set(
        "calendar", terms=[AUTUMN], closures=[SNOW], exams=[MOCKS]
    ),
    "schools.set_nation": _set("nation", nation="wales"),
}
"""By the name of the route: how it is called, and with what."""
