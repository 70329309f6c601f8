"""Which pages are there about promises and who is called, for the map of routes?"""

from __future__ import annotations

from typing import Any

from tests.support.cast import ASHGROVE, OLU, TICKET

_SCHOOL = f"/console/schools/{ASHGROVE}"
_TURN = {
    "turns.0.role": "first_on_call",
    "turns.0.person_id": str(OLU.person_id),
    "turns.0.from_at": "2026-06-01T17:00",
    "turns.0.until_at": "2026-06-02T08:00",
}
_RESTATED = {
    "act": "restate",
    "from_on": "2026-06-08",
    "until_on": "2026-06-09",
    "agreement_version": "2",
    "reason": "Agreed in May.",
}

PROMISE_PAGES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "on_call_screens.acknowledge": (
        "POST",
        f"/console/tickets/{TICKET}/acknowledge",
        {},
    ),
    "on_call_screens.on_call": ("GET", "/console/on-call", {}),
    "restating_screens.restate": ("POST", f"{_SCHOOL}/restate", _RESTATED),
    "restating_screens.restating": ("GET", f"{_SCHOOL}/restate", {}),
    "rota_screens.rota": ("GET", "/console/on-call/rota", {}),
    "rota_screens.set_rota": ("POST", "/console/on-call/rota", _TURN),
    "what_if_screens.what_if": ("GET", f"{_SCHOOL}/what-if?ask=yes", {}),
}
