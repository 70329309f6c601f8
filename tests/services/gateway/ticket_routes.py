"""What is done with the ticket of Ashgrove, in an order that the desk could send?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import uuid5

from contracts.intake import SetMailboxes
from tests.services.intake.leavers import LEAVER, telling
from tests.support.cast import ASHGROVE, ASHGROVE_MAILBOX, TICKET
from tests.support.town import Town

ACTS: dict[str, tuple[str, dict[str, Any]]] = {
    "tickets.reply_ticket": ("reply", {"text": "I am on my way."}),
    "tickets.answer_ticket": ("answer", {"text": "Restart it, please."}),
    "tickets.note_ticket": ("note", {"text": "Bring a tray."}),
    "tickets.triage_ticket": ("triage", {"impact": "high", "urgency": "high"}),
    "tickets.assign_ticket": ("assign", {"assignee": "Olu"}),
    "tickets.hand_over_ticket": (
        "hand-over",
        {"known": "E13.", "next": "A tray.", "assignee": "Zoe"},
    ),
    "tickets.classify_ticket": ("classify", {"type": "service_request"}),
    "tickets.hold_ticket": ("hold", {"reason": "A part is ordered."}),
    "tickets.record_callback": ("callback", {"reached": False}),
    "tickets.resume_ticket": ("resume", {}),
    "tickets.resolve_ticket": ("resolve", {"note": "A new tray is in."}),
    "tickets.reopen_ticket": ("reopen", {"reason": "It is jammed again."}),
    "tickets.ask_approval": ("approval", {"what": "A new printer."}),
    "tickets.give_approval": ("approval/give", {}),
    "tickets.decline_approval": ("approval/decline", {"reason": "B"}),
}
"""The action of each route, and what is sent to it besides the version."""

_LEVELS = ("high", "medium", "low")
CELLS = [
    {"impact": impact, "urgency": urgency, "priority": "p2"}
    for impact in _LEVELS
    for urgency in _LEVELS
]
"""A matrix in which everything is a P2."""

LEAVING = uuid5(TICKET, "leaving")
"""The ticket by which somebody leaves Ashgrove."""

_ONE = "/macros/{macro}"
WORDS = {"name": "Restart", "text": "Restart it."}
MACROS: dict[str, tuple[tuple[str, str], dict[str, Any]]] = {
    "categories.get_categories": (("GET", "/schools/{school}/categories"), {}),
    "categories.set_categories": (
        ("PUT", "/schools/{school}/categories"),
        {"json": {"categories": [], "services": []}},
    ),
    "matrices.get_matrix": (("GET", "/schools/{school}/matrix"), {}),
    "matrices.set_matrix": (
        ("PUT", "/schools/{school}/matrix"),
        {"json": {"cells": CELLS}},
    ),
    "figures.find_obligations": (("GET", "/schools/{school}/obligations"), {}),
    "tickets.mark_action": (
        ("POST", f"/tickets/{LEAVING}/action"),
        {"json": {"version": 2, "action": "mail", "state": "done"}},
    ),
    "tickets.dismiss_duplicate": (
        ("POST", "/tickets/{ticket}/dismiss-duplicate"),
        {"json": {"other_id": str(LEAVING)}},
    ),
    "suggestions.get_suggestions": (("GET", "/tickets/{ticket}/suggestions"), {}),
    "suggestions.suggest_for": (
        ("POST", "/schools/{school}/suggestions"),
        {"json": {"subject": "Printer"}},
    ),
    "tickets.change_staff_day": (
        ("POST", f"/tickets/{LEAVING}/staff-day"),
        {"json": {"version": 3, "on": "2026-06-19"}},
    ),
    "macros.find_macros": (("GET", "/macros"), {}),
    "views.find_views": (("GET", "/views"), {}),
    "views.add_view": (("POST", "/views"), {"json": {"name": "Another"}}),
    "views.save_view": (("PUT", "/views/{view}"), {"json": {"name": "Urgent"}}),
    "views.remove_view": (("DELETE", "/views/{view}"), {}),
    "macros.add_macro": (("POST", "/macros"), {"json": WORDS}),
    "macros.save_macro": (("PUT", _ONE), {"json": WORDS | {"name": "Again"}}),
    "macros.remove_macro": (("DELETE", _ONE), {}),
}
"""Method and address of routes about macros, views, categories and the matrix."""


def prepared(town: Town) -> None:
    """Mail comes to Ashgrove, and somebody leaves it."""
    town.execute(SetMailboxes(school_id=ASHGROVE, addresses=(ASHGROVE_MAILBOX,)))
    town.execute(replace(telling(LEAVER), ticket_id=LEAVING))
    town.settle()
