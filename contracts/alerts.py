"""The language of intake about alerts: what monitoring finds wrong, and its ticket."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from uuid import UUID

from contracts.access import Right
from contracts.declare import command, event, personal, several, text, value, view
from contracts.values import Level, SchoolId, TicketId

MOST_ALERTS = 1_000
"""Alerts that are taken in one message."""


class AlertState(Enum):
    """Whether what an alert warns of is so, as Alertmanager calls it."""

    FIRING = "firing"
    RESOLVED = "resolved"


@value
class Alert:
    """One alert as monitoring tells it; `fingerprint` is the same every time it fires.

    `since` is when it began to fire, `until` when it ceased, None while it fires.
    """

    fingerprint: str = text(least=1, most=100)
    name: str = text(least=1, most=200)
    summary: str = text(most=2_000)
    state: AlertState
    since: datetime
    until: datetime | None = None


@command("intake.deliver_alerts", needs=Right.DELIVER_ALERTS)
class DeliverAlerts:
    """Take in what Alertmanager says of one group of alerts at a school.

    Impact and urgency are those of the ticket, if this opens one. What was told before
    is silence, so whoever is not sure may tell it again.
    """

    school_id: SchoolId
    group_id: UUID
    impact: Level
    urgency: Level
    alerts: tuple[Alert, ...] = several(most=MOST_ALERTS)


@command("intake.hear_alerts")
class HearAlerts:
    """Record which alerts of a group fire and which have ceased."""

    school_id: SchoolId
    group_id: UUID
    alerts: tuple[Alert, ...]


@event("intake.alert_fired")
class AlertFired:
    """Monitoring found something wrong; `times` counts it for this ticket.

    `firing` is how many alerts of the group fire now.
    """

    group_id: UUID
    ticket_id: TicketId
    fingerprint: str
    name: str
    summary: str = personal("ticket_id", most=2_000)
    since: datetime
    times: int
    firing: int


@event("intake.alert_ended")
class AlertEnded:
    """What monitoring had found wrong is so no longer; `firing` others of it are."""

    group_id: UUID
    ticket_id: TicketId
    fingerprint: str
    name: str
    until: datetime
    firing: int


@view("intake.alerts_outcome")
class AlertsOutcome:
    """The ticket that a group of alerts is about, None where it never fired here."""

    school_id: SchoolId
    ticket_id: TicketId | None
    reference: str | None
    firing: int
    times: int
