"""How do alerts open a ticket, reopen it when they flap, and resolve it, at once?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import uuid5

from contracts.alerts import (
    Alert,
    AlertsOutcome,
    AlertState,
    DeliverAlerts,
    HearAlerts,
)
from contracts.intake import OpenTicket, ReopenTicket, Requester, ResolveTicket
from contracts.values import Channel, TicketState
from services.intake.monitoring.alert_rows import GroupRow, group_row
from services.intake.queries import reference_of
from shared.work import Cause, Work

MONITORING = Requester(name="Monitoring", email="monitoring@alerts.invalid")
"""Who asks: nobody who could be written to, as RFC 2606 has such addresses."""

LONGEST_SUBJECT = 200


def deliver_alerts(work: Work, command: DeliverAlerts, cause: Cause) -> AlertsOutcome:
    """Record what is news of the group, and have its ticket follow."""
    before = group_row(work.connection, work.school, command.group_id)
    heard = HearAlerts(
        school_id=work.school, group_id=command.group_id, alerts=command.alerts
    )
    told = work.execute(heard, cause)
    after = group_row(work.connection, work.school, command.group_id)
    for what in _follows(command, before, after):
        followed = replace(
            cause,
            command_id=uuid5(cause.command_id, type(what).__name__),
            causation_id=told,
        )
        work.execute(what, followed)
    return AlertsOutcome(
        school_id=work.school,
        ticket_id=after.ticket_id,
        reference=_reference(work, after),
        firing=after.firing,
        times=after.times,
    )


def _follows(
    command: DeliverAlerts, before: GroupRow, after: GroupRow
) -> Iterator[Any]:
    """What is done with the ticket: nothing, while no news of the group asks for it.

    Nothing either where it is merged: people deal with the survivor, and see it there.
    What waits for approval or is a change is not resolved: it is people's to say that
    it is done.
    """
    if after.merged:
        return
    fired = (before.ticket_id, before.times) != (after.ticket_id, after.times)
    resolved = after.state == TicketState.RESOLVED.value
    which: dict[str, Any] = {
        "school_id": command.school_id,
        "ticket_id": after.ticket_id,
    }
    if fired and after.state is None:
        yield _opening(command, which)
    elif fired and resolved:
        yield ReopenTicket(
            **which, version=after.version, reason=_again(command, after.times)
        )
    elif before.firing and not (after.firing or resolved or after.for_people):
        yield ResolveTicket(**which, version=after.version, note=_over(command))


def _reference(work: Work, group: GroupRow) -> str | None:
    if group.ticket_id is None:
        return None
    return reference_of(work.connection, work.school, group.ticket_id)


def _opening(command: DeliverAlerts, which: dict[str, Any]) -> OpenTicket:
    first = _firing(command)[0]
    return OpenTicket(
        **which,
        subject=(first.summary or first.name).strip()[:LONGEST_SUBJECT],
        description="\n".join(_line(alert) for alert in _firing(command)),
        requester=MONITORING,
        channel=Channel.ALERT,
        impact=command.impact,
        urgency=command.urgency,
    )


def _firing(command: DeliverAlerts) -> list[Alert]:
    """The alerts that fire; all of them where each has ceased already."""
    firing = [one for one in command.alerts if one.state is AlertState.FIRING]
    return sorted(firing or command.alerts, key=lambda one: one.since)


def _line(alert: Alert) -> str:
    return f"{alert.name}: {alert.summary}" if alert.summary else alert.name


def _again(command: DeliverAlerts, times: int) -> str:
    return f"It fires again, for the {times}. time: {_line(_firing(command)[0])}"


def _over(command: DeliverAlerts) -> str:
    names = ", ".join(sorted({alert.name for alert in command.alerts}))
    return f"Monitoring finds nothing wrong any more: {names}"
