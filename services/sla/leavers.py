"""When somebody leaves a school, by when is their access ended, and is it?"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TypeAlias
from uuid import UUID

from contracts.obligations import (
    LEAVER_ACCESS,
    MeetObligation,
    ReopenObligation,
    SetObligation,
)
from contracts.staff_changes import (
    ActionMarked,
    StaffChangeKind,
    StaffChangeTold,
    StaffDayChanged,
)
from services.sla.obligations import LONDON
from shared.decider import Heard

Oblige: TypeAlias = SetObligation | MeetObligation | ReopenObligation


def oblige(heard: Heard) -> list[Oblige]:
    """A leaver's access has its clock, from when it is told to when it is ended.

    Of who joins or moves no clock was set, and so nothing follows for one.
    """
    school, at = heard.school, heard.happened_at
    match heard.event:
        case (
            StaffChangeTold(ticket_id=ticket_id, kind=kind, on=on)
            | StaffDayChanged(ticket_id=ticket_id, kind=kind, on=on)
        ) if kind is StaffChangeKind.LEAVER:
            return [_by_the_end_of(on, school, ticket_id, at)]
        case ActionMarked(ticket_id=ticket_id, access_left=left):
            tell = ReopenObligation if left else MeetObligation
            return [tell(school_id=school, ticket_id=ticket_id, at=at)]
        case _:
            return []


def _by_the_end_of(
    on: date, school: UUID, ticket_id: UUID, at: datetime
) -> SetObligation:
    begins = datetime.combine(on, time(), LONDON).astimezone(UTC)
    return SetObligation(
        school_id=school,
        ticket_id=ticket_id,
        obligation=LEAVER_ACCESS,
        since=begins,
        at=at,
    )
