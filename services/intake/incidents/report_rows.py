"""How are reports of an incident kept and shown, and to whom, with a draft of each?"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row

from contracts.access import Right
from contracts.reporting import (
    Body,
    GovernorsTold,
    ReportedTo,
    Reporting,
    ReportingBegun,
    ReportingShown,
    ReportShown,
    ReportWaived,
)
from services.intake.incidents.records import Kept, duties_of, keep, take
from services.intake.incidents.reporting import Event, after
from services.intake.incidents.routes import route_of
from services.intake.look_rows import look_of
from services.intake.timeline.entries import Entry, write
from shared.application import Asked
from shared.work import Fresh

KIND = "reporting"
_LONDON = ZoneInfo("Europe/London")


def keep_reporting(connection: Connection, fresh: Fresh, event: Event) -> None:
    """Keep how the reports stand after the event, and tell it in the story."""
    before = take(connection, fresh, KIND, Reporting)
    if before is None and not isinstance(event, ReportingBegun):
        return  # a log of which the beginning is not there tells of nothing
    record = after(before, event, fresh.actor)
    waits = any(one.at is None for one in record.reports) or not record.governors_at
    keep(connection, fresh, KIND, "open" if waits else "done", record)
    # Who reports and what for is for who reports it; that it was, for all.
    write(connection, fresh, event.ticket_id, _entry(record, event))


def reporting_of(
    connection: Connection, ticket: Row[Any], kept: Kept | None, asked: Asked
) -> ReportingShown | None:
    """What is reported of an incident; None for who does not report incidents."""
    may = asked.caller.may(Right.REPORT_INCIDENTS, ticket.school)
    if kept is None or not may:
        return None
    record = kept.read(Reporting)
    owed = duties_of(connection, ticket)
    name = look_of(connection, ticket.school).name
    return ReportingShown(
        record=record,
        version=kept.version,
        reports=tuple(
            ReportShown(
                report=one,
                route=route_of(one.body, record.nation),
                owed=owed.get(one.duty) if one.duty else None,
                draft=draft_of(ticket, record, one.body, name),
            )
            for one in record.reports
        ),
        governors=owed.get(record.governors_duty),
    )


def draft_of(ticket: Row[Any], record: Reporting, body: Body, school: str) -> str:
    """What the school may send, from the ticket's facts: nobody's name or words."""
    kinds = [
        *(["a cyber incident"] if record.cyber else []),
        *(["a breach of personal data"] if record.personal_data else []),
    ]
    route = route_of(body, record.nation)
    lines = [
        f"To: {route.title}",
        f"From: {school}",
        f"We report {' and '.join(kinds)}.",
        f"Our reference: {ticket.reference}",
        f"We became aware of it: {_said(record.aware_at)}",
        f"It was written down by our IT support: {_said(ticket.opened_at)}",
        f"Priority given by our IT support: {ticket.priority.upper()}",
        f"How far it reaches: {ticket.impact}",
        *([f"What it is about: {ticket.category}"] if ticket.category else []),
        *([f"Which service: {ticket.service}"] if ticket.service else []),
        f"How it stands: {ticket.state.replace('_', ' ')}",
        *(_OF_BODY.get(body, ())),
        "Who reports, and how to reach them: ",
    ]
    return "\n".join(lines)


_OF_BODY = {
    Body.ICO: (
        "What kind of data, and of about how many people: ",
        "What is likely to follow for them: ",
        "What was done about it: ",
    ),
    Body.NCSC: ("Is a school closed, and since when: ",),
    Body.POLICE: ("Is evidence kept, and what was lost: ",),
    Body.INSURER: ("Number of the policy or membership: ",),
}
"""What the school adds by itself, since no ticket has it, or has it without names."""


def _said(at: datetime) -> str:
    return at.astimezone(_LONDON).strftime("%d/%m/%Y %H:%M")


def _entry(record: Reporting, event: Event) -> Entry:
    match event:
        case ReportedTo(body=body):
            return Entry("reported_to", detail=route_of(body, record.nation).title)
        case ReportWaived(body=body):
            return Entry("report_waived", detail=route_of(body, record.nation).title)
        case GovernorsTold():
            return Entry("governors_told")
        case _:
            return Entry("reporting_begun")
