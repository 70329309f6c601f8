"""What is done with the ticket of Ashgrove, in an order that the desk could send?"""

from __future__ import annotations

from typing import Any

ACTS: dict[str, tuple[str, dict[str, Any]]] = {
    "tickets.reply_ticket": ("reply", {"text": "I am on my way."}),
    "tickets.note_ticket": ("note", {"text": "Bring a tray."}),
    "tickets.triage_ticket": ("triage", {"impact": "high", "urgency": "high"}),
    "tickets.assign_ticket": ("assign", {"assignee": "Olu"}),
    "tickets.classify_ticket": ("classify", {"type": "change"}),
    "tickets.hold_ticket": ("hold", {"reason": "A part is ordered."}),
    "tickets.resume_ticket": ("resume", {}),
    "tickets.resolve_ticket": ("resolve", {"note": "A new tray is in."}),
    "tickets.reopen_ticket": ("reopen", {"reason": "It is jammed again."}),
    "tickets.ask_approval": ("approval", {"what": "A new printer."}),
    "tickets.give_approval": ("approval/give", {"approver": "A"}),
    "tickets.decline_approval": (
        "approval/decline",
        {"approver": "A", "reason": "B"},
    ),
}
"""The action of each route, and what is sent to it besides the version."""
