"""What may be asked about the promises of Ashgrove, and what was escalated of them?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from contracts.access import platform
from contracts.escalation import AlarmKind, GiveAlarm
from contracts.sla_signing import AcceptAgreement, ProposeAgreement
from contracts.values import Priority, Target
from services.sla.standard import PROMISED
from tests.services.gateway.api import Api, json_of
from tests.services.gateway.bodies import OFFER, RESTATED, SIMULATED, TRIED
from tests.support.cast import ASHGROVE, OLU, PRIYA

NEXT_DAY = datetime(2026, 6, 9, tzinfo=ZoneInfo("Europe/London"))
"""From when all of them count: nothing else is offered before what is signed does."""

OFFERED = UUID("0ffe0000-0000-4000-8000-000000000001")
_ALERT = {
    "status": "firing",
    "labels": {"alertname": "SwitchDown", "school": str(ASHGROVE)},
    "startsAt": "2026-06-08T08:00:00Z",
    "fingerprint": "f98ceba1b2c4e897",
}
_ALERTS = {"version": "4", "groupKey": "{}:{}", "alerts": [_ALERT]}

OF_PROMISES: dict[str, tuple[tuple[str, str], dict[str, Any]]] = {
    "sla.simulate": (("POST", "/sla/simulate"), {"json": SIMULATED}),
    "what_if.what_if": (("POST", "/sla/what-if"), {"json": TRIED}),
    "restating.restate_clock": (
        ("POST", "/tickets/{restated}/sla/restate"),
        {"json": RESTATED},
    ),
    "restating.restate_tickets": (
        ("POST", "/schools/{school}/sla/restate"),
        {"json": RESTATED | {"from_on": "2026-06-08", "until_on": "2026-06-09"}},
    ),
    "calendar.get_calendar": (("GET", "/schools/{school}/calendar.ics"), {}),
    "sla.explain_clock": (("GET", "/tickets/{ticket}/sla/explanation"), {}),
    "agreements.find_agreements": (("GET", "/schools/{school}/agreements"), {}),
    "agreements.sign_agreement": (
        ("POST", "/schools/{school}/agreements/{proposal}/sign"),
        {"json": {"signatory": "Priya"}},
    ),
    "agreements.propose_agreement": (
        ("POST", "/schools/{school}/agreements"),
        {"json": OFFER},
    ),
    "alerts.deliver_alerts": (("POST", "/alerts"), {"json": _ALERTS}),
    "figures.get_attainment": (("GET", "/attainment?school={school}"), {}),
    "figures.get_satisfaction": (("GET", "/satisfaction?school={school}"), {}),
    "figures.count_first_replies": (("GET", "/first-replies?school={school}"), {}),
    "figures.count_channels": (("GET", "/channels?school={school}"), {}),
    "figures.find_recurring": (("GET", "/recurring?school={school}"), {}),
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


def offered(api: Api) -> UUID:
    """What Olu offers Ashgrove from the next day on: what stands; its id."""
    api.town.execute(
        ProposeAgreement(
            school_id=ASHGROVE,
            proposal_id=OFFERED,
            effective_from=NEXT_DAY,
            promised=PROMISED,
            proposer_id=OLU.person_id,
            proposer=OLU.name,
        ),
        by=platform("test"),
    )
    return OFFERED


def signed(api: Api) -> None:
    """What Ashgrove signs for the next day: a version of half the times."""
    proposal = UUID("0ffe0000-0000-4000-8000-000000000009")
    sooner = tuple(
        replace(one, response=one.response and one.response / 2)
        for one in PROMISED.promises
    )
    for command in (
        ProposeAgreement(
            school_id=ASHGROVE,
            proposal_id=proposal,
            effective_from=NEXT_DAY,
            promised=replace(PROMISED, promises=sooner),
            proposer_id=OLU.person_id,
            proposer=OLU.name,
        ),
        AcceptAgreement(
            school_id=ASHGROVE,
            proposal_id=proposal,
            signatory_id=PRIYA.person_id,
            signatory=PRIYA.name,
        ),
    ):
        api.town.execute(command, by=platform("test"))


def done(api: Api) -> str:
    """A P1 that was done in twenty minutes, before other terms were signed; its id."""
    ticket = api.olu.opens(impact="high", urgency="high")
    api.town.clock.advance(minutes=20)
    json_of(api.olu.acts(ticket, "resolve", note="A new tray is in."))
    api.town.settle()
    signed(api)
    return ticket


def escalated(api: Api, priority: Priority = Priority.P1) -> str:
    """A ticket of Ashgrove's that somebody has to know of; its id."""
    ticket = api.olu.opens()
    alarm(api, UUID(ticket), priority)
    return ticket


def alarm(api: Api, ticket: UUID, priority: Priority = Priority.P1) -> None:
    """Have somebody told that they have to know of a ticket of Ashgrove's."""
    step = GiveAlarm(
        school_id=ASHGROVE,
        ticket_id=ticket,
        priority=priority,
        target=Target.RESPONSE,
        kind=AlarmKind.STEP,
        number=1,
        role="first_on_call",
        due_at=api.town.clock.now,
    )
    api.town.execute(step, by=platform("sla"))
