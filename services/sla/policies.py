"""When something happens at intake or in the directory, what do we tell ourselves?"""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

from contracts.directory import HoursSet, SchoolAdded
from contracts.intake import (
    TicketHeld,
    TicketOpened,
    TicketReopened,
    TicketReplied,
    TicketResolved,
    TicketResumed,
    TicketTriaged,
)
from contracts.sla import (
    ContinueClock,
    CountReply,
    PauseClock,
    ResumeClock,
    RetargetClock,
    SignAgreement,
    StartClock,
    StopClock,
)
from contracts.values import WorkingHours
from services.sla.bank_holidays import bank_holidays
from services.sla.standard import HOURS, NATION, PROMISES, WARN_AT_PERCENT
from shared.decider import Heard

Plain: TypeAlias = CountReply | PauseClock | ResumeClock | StopClock | ContinueClock
Command: TypeAlias = SignAgreement | StartClock | RetargetClock | Plain

PLAIN: dict[type, type[Plain]] = {
    TicketReplied: CountReply,
    TicketHeld: PauseClock,
    TicketResumed: ResumeClock,
    TicketResolved: StopClock,
    TicketReopened: ContinueClock,
}
YEARS_AHEAD = 10


def react(heard: Heard) -> list[Command]:
    """What follows here; each fact counts at the moment it happened there."""
    school, at = heard.school, heard.happened_at
    match heard.event:
        case SchoolAdded():
            return [_standard(heard)]
        case HoursSet(hours=hours, closed=closed):
            return [_agreement(heard, hours, closed, replaces=True)]
        case TicketOpened(ticket_id=ticket, priority=priority):
            start = StartClock(
                school_id=school, ticket_id=ticket, priority=priority, at=at
            )
            return [_standard(heard), start]
        case TicketTriaged(ticket_id=ticket, priority=priority):
            retarget = RetargetClock(
                school_id=school, ticket_id=ticket, priority=priority, at=at
            )
            return [retarget]
        case (
            TicketReplied()
            | TicketHeld()
            | TicketResumed()
            | TicketResolved()
            | TicketReopened()
        ) as event:
            tell = PLAIN[type(event)]
            return [tell(school_id=school, ticket_id=event.ticket_id, at=at)]
        case _:
            return []


def _standard(heard: Heard) -> SignAgreement:
    """What is promised to a school that has said nothing, unless something stands."""
    return _agreement(heard, HOURS, (), replaces=False)


def _agreement(
    heard: Heard, hours: WorkingHours, closed: tuple[date, ...], *, replaces: bool
) -> SignAgreement:
    """The standard promises in these hours, from when the event happened.

    The bank holidays of the years around that moment are written down with them.
    """
    year = heard.happened_at.year
    holidays = bank_holidays(year - 1, year + YEARS_AHEAD, NATION)
    return SignAgreement(
        school_id=heard.school,
        effective_from=heard.happened_at,
        hours=hours,
        closed=tuple(sorted({*closed, *holidays})),
        promises=PROMISES,
        warn_at_percent=WARN_AT_PERCENT,
        replaces=replaces,
    )
