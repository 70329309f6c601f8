"""What is a clock told of a ticket that is with the school's own team?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from contracts.intake import TicketOpened, TicketReopened
from contracts.sla import PauseClock, ResumeClock
from contracts.teams import TicketHandedOver
from contracts.values import HoldReason


def stand_still(
    event: TicketOpened | TicketReopened | TicketHandedOver, school: UUID, at: datetime
) -> list[PauseClock]:
    """That it stands still: what the school's own team does is no promise of ours."""
    if not event.with_school:
        return []
    stands = PauseClock(
        school_id=school,
        ticket_id=event.ticket_id,
        at=at,
        because=HoldReason.OTHER,
    )
    return [stands]


def handed_over(
    event: TicketHandedOver, school: UUID, at: datetime
) -> Sequence[PauseClock | ResumeClock]:
    """That it stands still, or goes on; nothing where it stays with whom it was."""
    if event.was_with_school is event.with_school:
        return []
    if event.with_school:
        return [*stand_still(event, school, at)]
    return [ResumeClock(school_id=school, ticket_id=event.ticket_id, at=at)]
