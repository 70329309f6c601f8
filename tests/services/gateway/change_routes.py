"""What is sent to the routes about changes at Ashgrove?"""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from contracts.changes import (
    BeginChange,
    ChangeKind,
    EndChange,
    PlanChange,
)
from contracts.intake import OpenTicket, Requester
from contracts.values import Channel, Level, TicketType
from tests.support.cast import ASHGROVE, PRIYA, TICKET
from tests.support.scenario import at
from tests.support.town import Town

_NAMES = ("bare", "ready", "begun", "planned", "ended")
BARE, READY, BEGUN, PLANNED, ENDED = (uuid5(TICKET, f"{one} change") for one in _NAMES)
ALL = (BARE, READY, BEGUN, PLANNED, ENDED)
"""Tickets whose change is not planned, may be begun, is begun, is planned, is over."""

TEXTS: dict[str, Any] = {
    "reason": "The kiln will not light.",
    "risk_reason": "It is cold meanwhile.",
    "plan": "Put the new burner in.",
    "back_out": "Put the old one in again.",
    "test": "Light it.",
}
TIMES = {"starts_at": "2026-06-09T17:00:00Z", "ends_at": "2026-06-09T19:00:00Z"}
PLAN: dict[str, Any] = {"version": 0, "who": ["Olu"], **TIMES, **TEXTS}
ALLOWED = {"from_on": "2026-06-09", "until_on": "2026-06-09", "reason": "It cannot."}
SWITCH = {"name": "switch", "title": "A burner is replaced"} | {
    name: TEXTS[name] for name in ("plan", "back_out", "test")
}
_SCHOOL, _DAYS = "/schools/{school}", "from_on=2026-06-01&until_on=2026-06-30"


def _of(ticket_id: UUID, act: str, body: dict[str, Any]) -> Any:
    return ("POST", f"/tickets/{ticket_id}/change/{act}"), {"json": body}


CHANGES: dict[str, tuple[tuple[str, str], dict[str, Any]]] = {
    "changes.get_change": (("GET", f"/tickets/{PLANNED}/change"), {}),
    "changes.find_changes": (("GET", f"/changes?school={{school}}&{_DAYS}"), {}),
    "changes.forecast_tickets": (
        ("GET", f"{_SCHOOL}/forecast?from_on=2026-09-01"),
        {},
    ),
    "changes.get_standard_changes": (("GET", f"{_SCHOOL}/standard-changes"), {}),
    "changes.set_standard_changes": (
        ("PUT", f"{_SCHOOL}/standard-changes"),
        {"json": {"changes": [SWITCH]}},
    ),
    "changes.approve_standard_changes": (
        ("POST", f"{_SCHOOL}/standard-changes/approve"),
        {"json": {"version": 1, "names": ["switch"]}},
    ),
    "changes.plan_change": _of(BARE, "plan", PLAN),
    "changes.allow_change": _of(PLANNED, "allow", ALLOWED),
    "changes.begin_change": _of(READY, "begin", {"version": 1, "reason": "It is."}),
    "changes.end_change": _of(
        BEGUN, "end", {"version": 2, "done": True, "said": "Lit."}
    ),
    "changes.withdraw_change": _of(
        PLANNED, "withdraw", {"version": 2, "reason": "No."}
    ),
    "changes.review_change": _of(ENDED, "review", {"version": 3, "said": "Well."}),
}
"""Method and address of the routes; what is sent."""

OF_WHO_RUNS_IT = {"changes.allow_change", "changes.approve_standard_changes"}
"""What the MSP may not do."""


def changing(town: Town, *tickets: UUID) -> None:
    """Ashgrove has changes, each in its state; none of them can wait."""
    for ticket_id in tickets or ALL:
        which: dict[str, Any] = {"school_id": ASHGROVE, "ticket_id": ticket_id}
        opening = OpenTicket(
            **which,
            subject="The kiln will not light",
            description="It is cold.",
            requester=Requester(name=PRIYA.name, email=PRIYA.email),
            channel=Channel.PORTAL,
            impact=Level.LOW,
            urgency=Level.LOW,
            type=TicketType.CHANGE,
        )
        town.execute(opening)
        if ticket_id != BARE:
            town.execute(_plan(which))
        if ticket_id in {BEGUN, ENDED}:
            town.execute(BeginChange(**which, version=1, reason="It is cold."))
        if ticket_id == ENDED:
            town.execute(EndChange(**which, version=2, done=True, said="Lit."))


def _plan(which: dict[str, Any]) -> PlanChange:
    return PlanChange(
        **which,
        version=0,
        kind=ChangeKind.EMERGENCY,
        starts_at=at("tue 18:00"),
        ends_at=at("tue 20:00"),
        who=("Olu",),
        **TEXTS,
    )
