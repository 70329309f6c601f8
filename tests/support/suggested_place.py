"""Which ticket of the demo has everything suggested of it that can be?"""

from __future__ import annotations

from typing import Any

from infra.demo_people import PRIYA
from tests.support.platform import Platform

_AGAIN = "Whiteboard in 3B flickers again"


def suggested_ticket(demo: Platform) -> str:
    """The id of a new ticket like three that are done, and like one that waits."""
    grave = {"impact": "high", "urgency": "high", "category": "classroom"}
    for _ in range(3):
        done = _opened(demo, _AGAIN, **grave)
        said = {"version": 1, "note": "It has another cable."}
        demo.api("POST", f"/tickets/{done}/resolve", json=said)
    return _opened(demo, _AGAIN, impact="low", urgency="low")


def _opened(demo: Platform, subject: str, **said: Any) -> str:
    body = {
        "subject": subject,
        "description": "",
        "requester": {"name": PRIYA.name, "email": PRIYA.email},
        "channel": "phone",
        **said,
    }
    answer = demo.api("POST", f"/schools/{PRIYA.school}/tickets", json=body)
    ticket: str = answer.json()["ticket_id"]
    return ticket
