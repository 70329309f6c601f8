"""Which pages are about what Ashgrove keeps, and what is typed there?"""

from __future__ import annotations

from typing import Any

from tests.services.gateway.retention_routes import DIGEST, HOLD, LIST
from tests.support.cast import ASHGROVE

RETENTION_AT = f"/retention/{ASHGROVE}"
_LIST = f"{RETENTION_AT}/lists/{LIST}"
TIMES = {"months_mail": "6", "reason_mail": "No longer.", "version": "0"}
HELD = {"on": "class", "record_class": "ratings", "reason": "A dispute", "key": "h"}
APPROVED = {"digest": DIGEST, "sure": "yes"}

RETENTION_PAGES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "retention_screens.approve": ("POST", f"{_LIST}/approve", APPROVED),
    "retention_screens.due_list": ("GET", _LIST, {}),
    "retention_screens.lift_hold": (
        *("POST", f"{RETENTION_AT}/holds/{HOLD}/lift"),
        {"reason": "It is settled"},
    ),
    "retention_screens.list_due": (
        *("POST", f"{RETENTION_AT}/lists"),
        {"record_class": "tickets", "key": "l"},
    ),
    "retention_screens.of_school": ("GET", RETENTION_AT, {}),
    "retention_screens.place_hold": ("POST", f"{RETENTION_AT}/holds", HELD),
    "retention_screens.set_times": ("POST", f"{RETENTION_AT}/times", TIMES),
}
"""Method and address of the pages; what is typed."""
