"""What is sent to the routes about remote sessions at Ashgrove?"""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from contracts.remote import Agreed, OpenRemoteSession
from tests.support.cast import ASHGROVE, TICKET
from tests.support.town import Town

REMOTE = uuid5(TICKET, "remote")
SESSION: dict[str, Any] = {
    "purpose": "The driver of the projector.",
    "device": "Laptop of 4B",
    "tool": "Quick Assist",
    "agreed_by": "Priya",
    "agreed": "phone",
}
AGREES = {"until_on": "2026-07-31", "devices": "The servers"}

_OF = "/schools/{school}/remote-sessions"
_CONSENT = "/schools/{school}/standing-consent"

REMOTE_ROUTES: dict[str, tuple[tuple[str, str], dict[str, Any]]] = {
    "remote.find_remote_sessions": (("GET", _OF), {}),
    "remote.open_remote_session": (
        ("POST", "/tickets/{ticket}/remote-sessions"),
        {"json": SESSION},
    ),
    "remote.record_remote_action": (
        ("POST", f"{_OF}/{REMOTE}/actions"),
        {"json": {"what": "A new driver."}},
    ),
    "remote.close_remote_session": (("POST", f"{_OF}/{REMOTE}/close"), {}),
    "remote.give_standing_consent": (("PUT", _CONSENT), {"json": AGREES}),
    "remote.end_standing_consent": (("DELETE", _CONSENT), {}),
}
"""Method and address of the routes; what is sent."""


def open_session(town: Town, ticket_id: UUID) -> None:
    """Have somebody of the desk be on a device at Ashgrove."""
    command = OpenRemoteSession(
        school_id=ASHGROVE,
        ticket_id=ticket_id,
        session_id=REMOTE,
        purpose=SESSION["purpose"],
        device=SESSION["device"],
        tool=SESSION["tool"],
        agreed_by=SESSION["agreed_by"],
        agreed=Agreed.PHONE,
    )
    town.execute(command)
