"""Which pages are there of the portal of a school, for the map of routes?"""

from __future__ import annotations

from typing import Any

from tests.services.gateway.screens.typed import CALL, SMALL
from tests.services.gateway.watching_routes import SAMS_ADDRESS
from tests.support.cast import ASHGROVE, OTHER_TICKET, TICKET

_PORTAL = f"/portal/{ASHGROVE}"
_ASKED = {"subject": "From elsewhere", "description": "Hello", **SMALL}
_AGAIN = {"version": 2, "reason": "Hello"}
_REPLY = {"version": 1, "text": "Hello"}

PORTAL_PAGES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "callbacks_screens.ask": ("POST", f"{_PORTAL}/call-me", CALL),
    "callbacks_screens.call_me": ("GET", f"{_PORTAL}/call-me", {}),
    "offerings_screens.ask": ("POST", f"{_PORTAL}/ask/laptops", {}),
    "offerings_screens.offering": ("GET", f"{_PORTAL}/ask/laptops", {}),
    "offerings_screens.offerings": ("GET", f"{_PORTAL}/ask", {}),
    "portal_screens.home": ("GET", f"{_PORTAL}?whose=all", {}),
    "portal_screens.new_request": ("GET", f"{_PORTAL}/new", {}),
    "portal_screens.raise_request": ("POST", f"{_PORTAL}/new", _ASKED),
    "portal_screens.reopen": (
        "POST",
        f"{_PORTAL}/tickets/{OTHER_TICKET}/reopen",
        _AGAIN,
    ),
    "portal_screens.reply": ("POST", f"{_PORTAL}/tickets/{TICKET}/reply", _REPLY),
    "watching_screens.unwatch": ("POST", f"{_PORTAL}/tickets/{TICKET}/unwatch", {}),
    "watching_screens.watch": (
        "POST",
        f"{_PORTAL}/tickets/{TICKET}/watch",
        {"who": SAMS_ADDRESS},
    ),
    "portal_screens.ticket": ("GET", f"{_PORTAL}/tickets/{TICKET}", {}),
}
