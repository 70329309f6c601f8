"""Which change do the stories of changes tell? New switches, on Tuesday evening."""

from __future__ import annotations

from typing import Any

from contracts.changes import (
    AllowChange,
    BeginChange,
    ChangeKind,
    EndChange,
    PlanChange,
    ReviewChange,
    WithdrawChange,
)
from contracts.values import Level
from tests.support.cast import ASHGROVE, OLU, PRIYA, TICKET
from tests.support.scenario import at

which: dict[str, Any] = {"school_id": ASHGROVE, "ticket_id": TICKET}
texts: dict[str, Any] = {
    "reason": "The switches are seven years old.",
    "risk_reason": "The wing has no network meanwhile.",
    "plan": "Take the old ones out, put the new ones in.",
    "back_out": "Put the old ones in again.",
    "test": "Every room reaches the server.",
}
when: dict[str, Any] = {"starts_at": at("tue 18:00"), "ends_at": at("tue 20:00")}
planned_how: dict[str, Any] = {
    **when,
    "risk": Level.MEDIUM,
    "services": ("wireless",),
    "who": (OLU.caller.actor,),
}
plan = PlanChange(**which, version=0, **planned_how, **texts)
emergency = PlanChange(
    **which, version=0, kind=ChangeKind.EMERGENCY, **planned_how, **texts
)
begin = BeginChange(**which, version=1)
end = EndChange(**which, version=2, done=True, said="Every room has it.")
withdraw = WithdrawChange(**which, version=1, reason="The old ones will do.")
review = ReviewChange(**which, version=3, said="Label the cables first.")
TUESDAY = at("tue 18:00").date()
allow = AllowChange(
    **which,
    from_on=TUESDAY,
    until_on=TUESDAY,
    allower_id=PRIYA.person_id,
    allower="Priya",
    reason="No exam is in that wing.",
)
