"""How does a group of alerts stand, and what does its ticket say?"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from contracts.access import Caller, Role
from contracts.alerts import Alert, AlertsOutcome, DeliverAlerts
from contracts.approvals import AskApproval
from contracts.intake import GetTicket, TicketView
from contracts.ties import MergeTicket
from contracts.values import Level
from services.intake.monitoring.alert_rows import GroupRow, group_row
from services.intake.monitoring.alerting import LONGEST_SUBJECT
from services.intake.rooms import ROOMS
from tests.services.intake.monitoring.test_alerts import (
    GROUP,
    NINE,
    TEN,
    ceased,
    firing,
)
from tests.services.intake.stories import open_it
from tests.support.cast import ASHGROVE, BECKFIELD, OTHER_TICKET, TICKET
from tests.support.databases import Databases
from tests.support.town import Town

MONITORING = Caller(actor="monitoring:1", role=Role.MONITORING)


def deliver(*alerts: Alert) -> DeliverAlerts:
    return DeliverAlerts(
        school_id=ASHGROVE,
        group_id=GROUP,
        impact=Level.HIGH,
        urgency=Level.LOW,
        alerts=alerts,
    )


def standing(town: Town, school: UUID = ASHGROVE) -> GroupRow:
    row: GroupRow = town.applications["intake"].read(
        group_row, school, GROUP, school=school
    )
    return row


def test_a_group_stands_as_its_events_say(databases: Databases) -> None:
    town = Town([ROOMS], databases)
    assert standing(town) == GroupRow()
    outcome: AlertsOutcome = town.execute(deliver(firing(NINE)), by=MONITORING)
    row = standing(town)
    assert (row.ticket_id, row.times, row.firing) == (outcome.ticket_id, 1, 1)
    assert row.state == "open"
    assert standing(town, BECKFIELD) == GroupRow()
    town.execute(deliver(ceased(NINE, TEN)), by=MONITORING)
    assert (standing(town).firing, standing(town).state) == (0, "resolved")
    town.close()


def test_what_never_fired_here_has_no_ticket(databases: Databases) -> None:
    town = Town([ROOMS], databases)
    outcome: AlertsOutcome = town.execute(deliver(ceased(NINE, TEN)), by=MONITORING)
    assert (outcome.ticket_id, outcome.reference) == (None, None)
    town.close()


def test_what_waits_for_approval_is_not_resolved_by_monitoring(
    databases: Databases,
) -> None:
    town = Town([ROOMS], databases)
    outcome: AlertsOutcome = town.execute(deliver(firing(NINE)), by=MONITORING)
    asked = AskApproval(
        school_id=ASHGROVE,
        ticket_id=outcome.ticket_id or TICKET,
        version=standing(town).version,
        what="A new switch",
    )
    town.execute(asked)
    town.execute(deliver(ceased(NINE, TEN)), by=MONITORING)
    assert (standing(town).firing, standing(town).state) == (0, "open")
    town.close()


def test_alerts_of_a_merged_ticket_are_told_and_nothing_is_done_with_it(
    databases: Databases,
) -> None:
    town = Town([ROOMS], databases)
    outcome: AlertsOutcome = town.execute(deliver(firing(NINE)), by=MONITORING)
    town.execute(replace(open_it, ticket_id=OTHER_TICKET))
    merged = MergeTicket(
        school_id=ASHGROVE,
        ticket_id=outcome.ticket_id or TICKET,
        version=standing(town).version,
        into_id=OTHER_TICKET,
    )
    town.execute(merged)
    town.execute(deliver(ceased(NINE, TEN)), by=MONITORING)
    assert (standing(town).firing, standing(town).state) == (0, "open")
    survivor: TicketView = town.ask(GetTicket(ticket_id=OTHER_TICKET))
    assert "alert_ended" in {entry.kind for entry in survivor.timeline}
    town.close()


def test_a_ticket_is_named_by_its_first_alert_however_long(
    databases: Databases,
) -> None:
    town = Town([ROOMS], databases)
    long = Alert(
        fingerprint="f",
        name="Long",
        summary="x" * 999,
        state=firing(NINE).state,
        since=NINE,
    )
    outcome: AlertsOutcome = town.execute(deliver(long, firing(TEN)), by=MONITORING)
    assert outcome.ticket_id is not None
    ticket: TicketView = town.ask(GetTicket(ticket_id=outcome.ticket_id))
    assert ticket.subject == "x" * LONGEST_SUBJECT
    assert ticket.description.splitlines()[0] == f"Long: {'x' * 999}"
    assert ticket.requester.email.endswith(".invalid")
    town.close()
