"""What may be asked about the promises of Ashgrove, and what was escalated of them?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from contracts.access import platform
from contracts.escalation import AlarmKind, GiveAlarm
from contracts.values import Priority, Target
from tests.services.gateway.api import Api
from tests.support.cast import ASHGROVE

_ALERT = {
    "status": "firing",
    "labels": {"alertname": "SwitchDown", "school": str(ASHGROVE)},
    "startsAt": "2026-06-08T08:00:00Z",
    "fingerprint": "f98ceba1b2c4e897",
}
_ALERTS = {"version": "4", "groupKey": "{}:{}", "alerts": [_ALERT]}

OF_PROMISES: dict[str, tuple[tuple[str, str], dict[str, Any]]] = {
    "alerts.deliver_alerts": (("POST", "/alerts"), {"json": _ALERTS}),
    "figures.get_attainment": (("GET", "/attainment?school={school}"), {}),
    "figures.get_at_risk": (("GET", "/at-risk?school={school}"), {}),
    "on_call.set_rota": (("PUT", "/rota"), {"json": {"turns": []}}),
    "on_call.get_rota": (("GET", "/rota"), {}),
    "on_call.get_on_call": (("GET", "/on-call"), {}),
    "on_call.find_escalations": (("GET", "/escalations?school={school}"), {}),
    "on_call.acknowledge_escalation": (
        ("POST", "/tickets/{escalated}/acknowledge"),
        {},
    ),
}
"""Method and address of each route, and what is sent to it."""


def escalated(api: Api, priority: Priority = Priority.P1) -> str:
    """A ticket of Ashgrove's that somebody has to know of; its id."""
    ticket = api.olu.opens()
    step = GiveAlarm(
        school_id=ASHGROVE,
        ticket_id=UUID(ticket),
        priority=priority,
        target=Target.RESPONSE,
        kind=AlarmKind.STEP,
        number=1,
        role="first_on_call",
        due_at=api.town.clock.now,
    )
    api.town.execute(step, by=platform("sla"))
    return ticket
