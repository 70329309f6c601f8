"""Which problems and incidents are there on the pages that are looked at?"""

from __future__ import annotations

from typing import Any

from infra.demo_people import ASHGROVE, BECKFIELD, PRIYA
from tests.support.platform import Platform

OF_INCIDENTS = ("jam", "problem", "error", "outage", "over", "reviewed")
"""What the places are called."""

_HELPS = (
    "**Fan the paper first**, then:\n\n1. open the tray\n2. press the green lever\n"
    "3. close it, and wait for a minute"
)


_AFTERWARDS: dict[str, dict[str, Any]] = {
    "stand-down": {"text": "A new switch is in, and all is up again."},
    "review": {
        "what_happened": "The switch in the hall lost its power supply.",
        "causes": "It was nine years old, and nobody had a second one.",
        "actions": [
            {"what": "Buy two spare switches", "owner": "Olu", "due_on": "2026-01-31"},
            {
                "what": "Write down which port is what",
                "owner": "Zoe",
                "due_on": "2099-06-30",
            },
        ],
    },
}


def trouble(demo: Platform) -> dict[str, object]:
    """Places of a problem, of an incident of it, and of an error that is known."""
    demo.api("POST", f"/schools/{ASHGROVE}/surveys")
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
    over = _major(demo, "stand-down")
    at = f"/tickets/{over}/reports"
    aware = {"aware_at": "2026-01-01T09:00:00Z", "cyber": True, "personal_data": True}
    demo.api("POST", at, json=aware)
    made = {"body": "ico", "reference": "IC-104", "reported_at": "2026-01-02T09:00:00Z"}
    demo.api("POST", f"{at}/made", json=made)
    why = {"body": "jisc", "reason": "We are a primary school."}
    demo.api("POST", f"{at}/waived", json=why)
    _kinds(demo, jam, over)
    return {
        "jam": jam,
        "problem": problem,
        "error": added["known_error_id"],
        "outage": _major(demo),
        "over": over,
        "reviewed": _major(demo, "stand-down", "review"),
    }


def _major(demo: Platform, *then: str) -> str:
    """The id of a major incident, with what was done of it."""
    ticket = _ticket(demo, "Nothing on the network of the whole site", "incident")
    at = f"/tickets/{ticket}/major-incident"
    declared = {"lead": "Olu", "reason": "The whole school is without a network."}
    demo.api("POST", at, json=declared)
    demo.api("POST", f"{at}/update", json={"text": f"A switch is dead.\n\n{_HELPS}"})
    demo.api("POST", f"{at}/note", json={"text": "Port 3 shows no light."})
    for one in then:
        demo.api("POST", f"{at}/{one}", json=_AFTERWARDS[one])
    return ticket


def _kinds(demo: Platform, jam: str, over: str) -> None:
    """Have incidents of two kinds, and a near miss."""
    demo.api("POST", f"/tickets/{jam}/incident-kind", json={"kind": "data_misdirected"})
    demo.api("POST", f"/tickets/{over}/incident-kind", json={"kind": "outage"})
    near = {
        "subject": "A mail asked the office for gift cards",
        "nearly": "The office nearly bought gift cards for 500 pounds.",
        "stopped": "Priya knew that the head never asks for this.",
        "kind": "phishing",
        "requester_name": PRIYA.name,
        "requester_email": PRIYA.email,
    }
    demo.api("POST", f"/schools/{ASHGROVE}/near-misses", json=near)


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
