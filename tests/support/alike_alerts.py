"""What does monitoring tell of two schools that are alike in every id?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid5

from contracts.alerts import Alert, AlertState, DeliverAlerts, HearAlerts
from contracts.values import Level
from tests.support.cast import TICKET
from tests.support.scenario import at

ALERT_GROUP = uuid5(TICKET, "alerts")


def alerts_of(school: UUID, word: str) -> Iterator[Any]:
    """A group of alerts of a school, whose words are its own."""
    group = {"school_id": school, "group_id": ALERT_GROUP}
    alert = Alert(
        fingerprint="f98ceba1",
        name="SwitchDown",
        summary=f"{word} switch",
        state=AlertState.FIRING,
        since=at("mon 08:00"),
    )
    yield DeliverAlerts(**group, impact=Level.LOW, urgency=Level.LOW, alerts=(alert,))
    yield HearAlerts(**group, alerts=(alert,))
