"""When something happens at intake or in the directory, what do we tell ourselves?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import TypeAlias, assert_never
from uuid import UUID

from contracts.calendar import ClosuresSet, InspectionsSet, NationSet, TermsSet
from contracts.directory import HoursSet, SchoolAdded
from contracts.escalation import EndEscalation
from contracts.intake import (
    TicketClassified,
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
    ReclassifyClock,
    RestoreClock,
    ResumeClock,
    RetargetClock,
    SignAgreement,
    StartClock,
    StopClock,
    WithdrawClock,
)
from contracts.sla_promises import ClosedDays, NationalHolidays, WhyClosed
from contracts.teams import TicketHandedOver
from contracts.ties import TicketMerged, TicketUnmerged
from contracts.values import Closure, Nation
from services.sla.bank_holidays import bank_holidays
from services.sla.closed_days import (
    closed,
    closures,
    inset_days,
    inspected_days,
    school_holidays,
)
from services.sla.duties import duties
from services.sla.leavers import Oblige, oblige
from services.sla.standard import HOURS, NATION, PROMISED
from services.sla.with_school import handed_over, stand_still
from shared.decider import Heard

Plain: TypeAlias = CountReply | ResumeClock | RestoreClock
End: TypeAlias = StopClock | WithdrawClock
Change: TypeAlias = RetargetClock | ReclassifyClock
Told: TypeAlias = StartClock | Change | PauseClock | End | Plain | ContinueClock
Move: TypeAlias = (
    TicketReplied
    | TicketHeld
    | TicketResumed
    | TicketResolved
    | TicketReopened
    | TicketMerged
    | TicketUnmerged
)
Setting: TypeAlias = HoursSet | TermsSet | ClosuresSet | InspectionsSet | NationSet
Command: TypeAlias = SignAgreement | Told | EndEscalation | Oblige

PLAIN: dict[type, type[Plain]] = {
    TicketReplied: CountReply,
    TicketResumed: ResumeClock,
    TicketUnmerged: RestoreClock,
}
ENDS: dict[type, type[End]] = {
    TicketResolved: StopClock,
    TicketMerged: WithdrawClock,
}
YEARS_AHEAD = 10


def react(heard: Heard) -> list[Command]:
    """What follows here; each fact counts at the moment it happened there."""
    school, at = heard.school, heard.happened_at
    match heard.event:
        case SchoolAdded():
            return [_standard(heard)]
        case (
            HoursSet() | TermsSet() | ClosuresSet() | InspectionsSet() | NationSet()
        ) as said:
            return [_with(_standard(heard), said)]
        case TicketOpened() as opened:
            started = _started(opened, school, at)
            return [_standard(heard), started, *stand_still(opened, school, at)]
        case TicketTriaged() | TicketClassified() as event:
            return _changed(event, school, at)
        case (
            TicketReplied()
            | TicketHeld()
            | TicketResumed()
            | TicketResolved()
            | TicketReopened()
            | TicketMerged()
            | TicketUnmerged()
        ) as event:
            return _moved(event, school, at)
        case TicketHandedOver() as event:
            return [*handed_over(event, school, at)]
        case _:
            return [*oblige(heard), *duties(heard)]


def _started(opened: TicketOpened, school: UUID, at: datetime) -> StartClock:
    return StartClock(
        school_id=school,
        ticket_id=opened.ticket_id,
        priority=opened.priority,
        at=at,
        service=opened.service,
        safeguarding=opened.safeguarding,
    )


def _changed(
    event: TicketTriaged | TicketClassified, school: UUID, at: datetime
) -> list[Command]:
    """What the clock of a ticket is told where something else is promised of it.

    Its type and its category promise nothing by themselves.
    """
    ticket = event.ticket_id
    if isinstance(event, TicketTriaged):
        retarget = RetargetClock(
            school_id=school, ticket_id=ticket, priority=event.priority, at=at
        )
        return [retarget]
    if event.service is None and event.safeguarding is None:
        return []
    reclassify = ReclassifyClock(
        school_id=school,
        ticket_id=ticket,
        at=at,
        service=event.service,
        safeguarding=event.safeguarding,
    )
    return [reclassify]


def _moved(event: Move, school: UUID, at: datetime) -> list[Command]:
    """What the clock of a ticket is told of what became of it."""
    ticket = event.ticket_id
    match event:
        case TicketHeld(because=because):
            held = PauseClock(
                school_id=school, ticket_id=ticket, at=at, because=because
            )
            return [held]
        case TicketResolved() | TicketMerged():
            end = ENDS[type(event)](school_id=school, ticket_id=ticket, at=at)
            return [end, EndEscalation(school_id=school, ticket_id=ticket, at=at)]
        case TicketReopened():
            goes_on = ContinueClock(school_id=school, ticket_id=ticket, at=at)
            return [goes_on, *stand_still(event, school, at)]
        case _:
            tell = PLAIN[type(event)]
            return [tell(school_id=school, ticket_id=ticket, at=at)]


def _standard(heard: Heard) -> SignAgreement:
    """What is promised to a school that has said nothing, unless something stands.

    The bank holidays of the years around the event are written down with it.
    """
    return SignAgreement(
        school_id=heard.school,
        effective_from=heard.happened_at,
        hours=HOURS,
        closed=(_bank_holidays(heard.happened_at.year),),
        inset=(),
        promised=PROMISED,
    )


@cache
def _bank_holidays(year: int) -> ClosedDays:
    """Those of the years around; the same for every ticket of a year."""
    days = bank_holidays(year - 1, year + YEARS_AHEAD, NATION)
    return closed(WhyClosed.BANK_HOLIDAY, days)


@cache
def _elsewhere(year: int) -> tuple[NationalHolidays, ...]:
    """Those of the other nations: which one a school is in, its agreement knows."""
    years = (year - 1, year + YEARS_AHEAD)
    return tuple(
        NationalHolidays(nation=nation, days=bank_holidays(*years, nation))
        for nation in Nation
        if nation is not NATION
    )


def _anew(standard: SignAgreement, *reasons: WhyClosed) -> SignAgreement:
    """It takes the place of what is closed for these reasons, and of bank holidays."""
    return replace(
        standard,
        replaces_closed=(WhyClosed.BANK_HOLIDAY, *reasons),
        elsewhere=_elsewhere(standard.effective_from.year),
    )


def _with(standard: SignAgreement, said: Setting) -> SignAgreement:
    """What stands, but for what follows from this."""
    match said:
        case HoursSet(hours=hours):
            return replace(_anew(standard), hours=hours, replaces_hours=True)
        case NationSet(nation=nation):
            return replace(_anew(standard), nation=nation)
        case TermsSet():
            return _with_terms(standard, said)
        case ClosuresSet(closures=given):
            return _with_closures(standard, given)
        case InspectionsSet(inspections=periods):
            days = tuple(inspected_days(periods))
            return replace(_anew(standard), inspected=days, replaces_inspected=True)
        case _:
            assert_never(said)


def _with_terms(standard: SignAgreement, terms: TermsSet) -> SignAgreement:
    """What stands, with the holidays that follow from these terms."""
    holidays = closed(WhyClosed.SCHOOL_HOLIDAY, school_holidays(terms))
    anew = _anew(standard, WhyClosed.SCHOOL_HOLIDAY)
    return replace(anew, closed=(*standard.closed, holidays))


def _with_closures(
    standard: SignAgreement, given: tuple[Closure, ...]
) -> SignAgreement:
    """What stands, with these closures and INSET days."""
    return replace(
        _anew(standard, WhyClosed.CLOSURE),
        closed=(*standard.closed, closed(WhyClosed.CLOSURE, closures(given))),
        inset=tuple(inset_days(given)),
    )
