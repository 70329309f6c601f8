"""What is typed into the forms of Ashgrove, where it takes several fields?"""

from __future__ import annotations

from typing import Any

from tests.support.cast import ASHGROVE, ASHGROVE_MAILBOX

HOURS = {
    "timezone": "Europe/London",
    "mon-0-opens": "07:00",
    "mon-0-closes": "17:00",
}

TERM = {
    "support_in_holidays": "none",
    "terms.0.name": "Autumn term",
    "terms.0.from_on": "2026-09-01",
    "terms.0.until_on": "2026-12-18",
}
CLOSURE = {
    "closures.0.from_on": "2026-09-01",
    "closures.0.kind": "inset",
    "closures.0.reason": "Training",
}
EXAMS = {"exams.0.name": "Mocks", "exams.0.from_on": "2027-01-11"}
_LEVELS = ("high", "medium", "low")
MATRIX = {f"{impact}.{urgency}": "p2" for impact in _LEVELS for urgency in _LEVELS}
STAFF = {
    "kind": "leaver",
    "person": "Sam Okafor",
    "role": "Teacher",
    "on": "2026-06-12",
}
SMALL = {"impact": "low", "urgency": "low"}
PROPOSAL = "0ffe0000-0000-4000-8000-000000000002"
OFFER = {
    "proposal_id": PROPOSAL,
    "effective_on": "2026-06-09",
    "p1.response": "0.25",
    "reopening": "continue",
    "warn_at_percents": "50, 75",
    **{
        f"pausing.{reason}": "yes"
        for reason in ("requester", "supplier", "part", "visit", "approval", "other")
    },
}

_SCHOOL = f"/console/schools/{ASHGROVE}"
PASTED = {"text": "Hello", "way": "walk_in", "name": "Priya"}
CALL = {"number": "02079460000", "when": "2026-06-08T14:00", "subject": "Hello"}

SETTINGS_PAGES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "look_screens.look": ("GET", f"{_SCHOOL}/look", {}),
    "look_screens.set_look": (
        "POST",
        f"{_SCHOOL}/look",
        {"shown_name": "Ben's", "accent": "#7a1f3d"},
    ),
    "mailboxes_screens.add_address": (
        "POST",
        f"{_SCHOOL}/mailboxes",
        {"address": "ben@beckfield.example"},
    ),
    "mailboxes_screens.mailboxes": ("GET", f"{_SCHOOL}/mailboxes", {}),
    "mailboxes_screens.remove_address": (
        "POST",
        f"{_SCHOOL}/mailboxes/remove",
        {"address": ASHGROVE_MAILBOX},
    ),
    "matrix_screens.matrix": ("GET", f"{_SCHOOL}/matrix", {}),
    "matrix_screens.set_matrix": ("POST", f"{_SCHOOL}/matrix", MATRIX),
}
"""Method and address of the pages that set a school's look, mail and matrix."""
