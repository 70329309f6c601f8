"""How is a major incident kept for reading, and what of it is owed and late?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row

from contracts.major_incidents import (
    MajorEntryKind,
    MajorIncident,
    MajorIncidentDeclared,
    MajorIncidentShown,
)
from contracts.obligations import Owed, OwedState
from services.intake.incidents.major import UPDATE
from services.intake.incidents.major_standing import Event, after
from services.intake.incidents.problem_rows import is_of_desk
from services.intake.incidents.records import Kept, duties_of, keep, take
from services.intake.timeline.entries import Entry, write
from shared.application import Asked
from shared.work import Fresh

KIND = "major_incident"
_LONDON = ZoneInfo("Europe/London")
_LATE = (OwedState.MISSED, OwedState.MET_LATE)
_IN_THE_STORY = {
    MajorEntryKind.DECLARED: "major_incident_declared",
    MajorEntryKind.STOOD_DOWN: "major_incident_stood_down",
    MajorEntryKind.REVIEWED: "major_incident_reviewed",
    MajorEntryKind.CLOSED: "major_incident_closed",
}
"""What of it is told in the story of the ticket; updates are there as replies."""


def keep_major_incident(connection: Connection, fresh: Fresh, event: Event) -> None:
    """Keep how it stands after the event."""
    before = take(connection, fresh, KIND, MajorIncident)
    if before is None and not isinstance(event, MajorIncidentDeclared):
        return  # a log of which the beginning is not there tells of nothing
    record = after(before, event, fresh.actor)
    keep(connection, fresh, KIND, record.state.value, record)
    added = [
        one for one in record.entries if before is None or one not in before.entries
    ]
    for one in added:
        if one.kind in _IN_THE_STORY:
            said = Entry(_IN_THE_STORY[one.kind], one.text or None)
            write(connection, fresh, event.ticket_id, said)


def major_incident_of(
    connection: Connection, ticket: Row[Any], kept: Kept | None, asked: Asked
) -> MajorIncidentShown | None:
    """A major incident with what is owed of it; notes are for the desk alone."""
    if kept is None:
        return None
    record = kept.read(MajorIncident)
    if not is_of_desk(asked, ticket.school):
        told = tuple(e for e in record.entries if e.kind is not MajorEntryKind.NOTE)
        record = replace(record, entries=told)
    owed = duties_of(connection, ticket)
    return MajorIncidentShown(
        record=record,
        version=kept.version,
        next_update=_of(owed, record.update_duty),
        review_due=_of(owed, record.review_duty),
        late=_late(owed, record),
        late_actions=_late_actions(record, asked.now),
    )


def _of(owed: Mapping[UUID, Owed], duty: UUID | None) -> Owed | None:
    return None if duty is None else owed.get(duty)


def _late(owed: Mapping[UUID, Owed], record: MajorIncident) -> tuple[Owed, ...]:
    """The updates that came late, or not at all, in the order of when they were due."""
    found = [o for o in owed.values() if o.name == UPDATE and o.state in _LATE]
    return tuple(
        sorted(
            (one for one in found if one.due_at >= record.declared_at),
            key=lambda one: one.due_at,
        )
    )


def _late_actions(record: MajorIncident, now: datetime) -> tuple[int, ...]:
    today = now.astimezone(_LONDON).date()
    return tuple(
        number
        for number, one in enumerate(record.actions, 1)
        if one.closed_at is None and one.due_on < today
    )
