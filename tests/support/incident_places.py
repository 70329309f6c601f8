"""Which problems and incidents are there on the pages that are looked at?"""

from __future__ import annotations

from typing import Any

from infra.demo_people import ASHGROVE, BECKFIELD, PRIYA
from tests.support.platform import Platform

_HELPS = (
    "**Fan the paper first**, then:\n\n1. open the tray\n2. press the green lever\n"
    "3. close it, and wait for a minute"
)


def trouble(demo: Platform) -> dict[str, object]:
    """Places of a problem, of an incident of it, and of an error that is known."""
    jam = _ticket(demo, "The printer of the staff room jams", "incident")
    problem = _ticket(demo, "Printers of the K series jam after the update", "problem")
    link = {"version": 1, "other_id": jam, "link": "effect"}
    demo.api("POST", f"/tickets/{problem}/link", json=link)
    said = {
        "cause": "hardware",
        "root_cause": "Rollers of this series wear within a year.",
        "workaround": _HELPS,
        "shown": True,
    }
    demo.api("POST", f"/tickets/{problem}/problem", json=said)
    error = {
        "title": "Printing stops after the update of the driver",
        "workaround": _HELPS,
        "schools": [str(ASHGROVE), str(BECKFIELD)],
        "problems": [{"school_id": str(ASHGROVE), "ticket_id": problem}],
    }
    added = demo.api("POST", "/known-errors", json=error).json()
    return {"jam": jam, "problem": problem, "error": added["known_error_id"]}


def _ticket(demo: Platform, subject: str, kind: str) -> str:
    body: dict[str, Any] = {
        "subject": subject,
        "description": f"{subject}.",
        "requester": {"name": PRIYA.name, "email": PRIYA.email},
        "channel": "phone",
        "impact": "medium",
        "urgency": "low",
        "type": kind,
    }
    answer = demo.api("POST", f"/schools/{ASHGROVE}/tickets", json=body)
    ticket: str = answer.json()["ticket_id"]
    return ticket
