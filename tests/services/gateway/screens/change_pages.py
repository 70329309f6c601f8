"""Which pages are there of changes, and what of Ashgrove is on them?"""

from __future__ import annotations

from typing import Any

from contracts.standard_changes import SetStandardChanges, StandardChange
from tests.services.gateway.change_routes import (
    BARE,
    PLANNED,
    READY,
    TEXTS,
    changing,
)
from tests.support.cast import ASHGROVE
from tests.support.town import Town

_SCHOOL, _PORTAL = f"/console/schools/{ASHGROVE}", f"/portal/{ASHGROVE}"
STANDARD = f"{_SCHOOL}/standard-changes"
TYPED: dict[str, Any] = TEXTS | {
    "version": "0",
    "kind": "normal",
    "risk": "low",
    "starts_at": "2026-06-09T18:00",
    "ends_at": "2026-06-09T20:00",
    "who": "Olu",
}
ALLOWED = {"from_on": "2026-06-09", "until_on": "2026-06-09", "reason": "It cannot."}
PROPOSED = {name: TEXTS[name] for name in ("plan", "back_out", "test")} | {
    "title": "A burner is replaced"
}

CHANGE_PAGES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "change_calendars_screens.forecast": ("GET", f"{_SCHOOL}/forecast", {}),
    "change_calendars_screens.of_all": ("GET", "/console/changes", {}),
    "change_calendars_screens.of_school": ("GET", f"{_PORTAL}/changes", {}),
    "changes_screens.act": ("POST", f"/console/tickets/{BARE}/change/plan", TYPED),
    "changes_screens.allow": (
        "POST",
        f"{_PORTAL}/tickets/{PLANNED}/change/allow",
        ALLOWED,
    ),
    "changes_screens.change": ("GET", f"/console/tickets/{READY}/change", {}),
    "changes_screens.of_school": ("GET", f"{_PORTAL}/tickets/{READY}/change", {}),
    "standard_changes_screens.approve": (
        "POST",
        f"{STANDARD}/approve",
        {"version": "1", "names": "kiln"},
    ),
    "standard_changes_screens.propose": ("POST", STANDARD, PROPOSED),
    "standard_changes_screens.standard": ("GET", STANDARD, {}),
}
"""The method, the address and what is typed."""

FOR_WHO_RUNS_IT = ("changes_screens.allow", "standard_changes_screens.approve")
"""Forms that only who runs the school may send."""


def change_some(town: Town) -> None:
    """Ashgrove has changes, and a list of those that are standard."""
    changing(town, BARE, READY, PLANNED)
    kiln = StandardChange(name="kiln", **PROPOSED)
    town.execute(SetStandardChanges(school_id=ASHGROVE, changes=(kiln,)))
