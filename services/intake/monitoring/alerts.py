"""Did an alert fire, or cease, that had not before? A group of them is one ticket.

Alertmanager tells a group again and again, all of it each time: what is known already
is silence. A group that fires again soon after it ceased flaps, and stays the ticket
that it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import TypeAlias
from uuid import UUID, uuid5

from contracts.alerts import Alert, AlertEnded, AlertFired, AlertState, HearAlerts
from contracts.values import TicketId
from shared.decider import Dated, Decider

FLAPS_WITHIN = timedelta(hours=24)
"""A group that was quiet for longer than this is news, and another ticket."""

Event: TypeAlias = AlertFired | AlertEnded


@dataclass(frozen=True, kw_only=True)
class Known:
    """What was told last of one alert: since when it fired, and until when if so."""

    since: datetime
    until: datetime | None = None


_NONE: Mapping[str, Known] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class Group:
    """The alerts of a group by fingerprint, and the ticket that they are about."""

    ticket_id: TicketId | None = None
    times: int = 0
    alerts: Mapping[str, Known] = field(default_factory=lambda: _NONE)

    @property
    def firing(self) -> frozenset[str]:
        """Which of them fire."""
        return frozenset(f for f, known in self.alerts.items() if not known.until)

    @property
    def quiet_since(self) -> datetime | None:
        """When the last of them ceased; None before any did."""
        ends = [known.until for known in self.alerts.values() if known.until]
        return max(ends, default=None)


def decide(group: Group, command: HearAlerts, now: datetime) -> list[Dated]:
    """What is news of each alert, dated to when it was so but never to the future."""
    told = []
    for one in sorted(command.alerts, key=lambda alert: alert.since):
        for event, at in _news(group, command, one):
            told.append(Dated(event, min(at, now)))
            group = evolve(group, event)
    return told


def evolve(group: Group, event: Event) -> Group:
    """The group after an event; another ticket begins to count anew."""
    match event:
        case AlertFired(fingerprint=which, since=since):
            group = replace(group, ticket_id=event.ticket_id, times=event.times)
            known = Known(since=since)
        case AlertEnded(fingerprint=which, until=until):
            known = replace(group.alerts[which], until=until)
    return replace(group, alerts={**group.alerts, which: known})


def _news(
    group: Group, command: HearAlerts, alert: Alert
) -> Iterator[tuple[Event, datetime]]:
    known = group.alerts.get(alert.fingerprint)
    if alert.state is AlertState.FIRING:
        if known is None or known.since < alert.since:
            yield _fired(group, command.group_id, alert), alert.since
    # What fired and ceased unheard is nothing to be done; what was long on its way
    # tells of an earlier time than the one that is known.
    elif known and known.until is None and known.since <= alert.since:
        yield _ended(group, command.group_id, alert)


def _fired(group: Group, group_id: UUID, alert: Alert) -> AlertFired:
    ticket_id, times = _ticket(group, group_id, alert)
    return AlertFired(
        group_id=group_id,
        ticket_id=ticket_id,
        fingerprint=alert.fingerprint,
        name=alert.name,
        summary=alert.summary,
        since=alert.since,
        times=times,
        firing=len(group.firing | {alert.fingerprint}),
    )


def _ticket(group: Group, group_id: UUID, alert: Alert) -> tuple[TicketId, int]:
    """The ticket of what fires now, and how many times something of it did by then."""
    quiet = group.quiet_since
    flaps = quiet is not None and alert.since - quiet <= FLAPS_WITHIN
    if group.ticket_id is not None and (group.firing or flaps):
        return group.ticket_id, group.times + 1
    return uuid5(group_id, f"{alert.fingerprint} {alert.since.isoformat()}"), 1


def _ended(group: Group, group_id: UUID, alert: Alert) -> tuple[AlertEnded, datetime]:
    assert group.ticket_id is not None, "what ceases has fired, and has a ticket"
    until = max(alert.until or alert.since, group.alerts[alert.fingerprint].since)
    ended = AlertEnded(
        group_id=group_id,
        ticket_id=group.ticket_id,
        fingerprint=alert.fingerprint,
        name=alert.name,
        until=until,
        firing=len(group.firing - {alert.fingerprint}),
    )
    return ended, until


ALERTS: Decider[Group] = Decider(
    category="alerts",
    identity="group_id",
    commands=(HearAlerts,),
    initial=Group(),
    decide=decide,
    evolve=evolve,
)
