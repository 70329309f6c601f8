"""In which words are the rules of the clock told?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from functools import reduce

from contracts.sla import (
    AgreementSigned,
    BreachWithdrawn,
    CheckClock,
    ContinueClock,
    CountReply,
    PauseClock,
    RestoreClock,
    ResumeClock,
    RetargetClock,
    Standing,
    StartClock,
    StopClock,
    TargetBreached,
    TargetWarned,
    WithdrawClock,
)
from contracts.sla_promises import ClosedDays, Promise, Promised, WhyClosed
from contracts.values import (
    DayHours,
    HoldReason,
    Interval,
    Priority,
    Target,
    TargetState,
    Weekday,
    WorkingHours,
)
from services.sla.agreement import Agreement, agreement_from
from services.sla.domain import CLOCK, Command
from services.sla.kinds import ANY
from shared.decider import Dated
from tests.support.cast import ASHGROVE, TICKET
from tests.support.scenario import Given, Scenario, at

P1, P2, P3, P4, P5, *_ = Priority
RESPONSE, NEXT_UPDATE, RESOLUTION = Target

NINE_TO_FIVE = WorkingHours(
    timezone="Europe/London",
    days=tuple(
        DayHours(day=day, intervals=(Interval(opens=time(9), closes=time(17)),))
        for day in tuple(Weekday)[:5]
    ),
)


def hours(number: float) -> timedelta:
    """So many hours of working time."""
    return timedelta(hours=number)


def promise(
    priority: Priority, response: float, next_update: float, resolution: float
) -> Promise:
    """A promise in hours."""
    return Promise(
        priority=priority,
        response=hours(response),
        next_update=hours(next_update),
        resolution=hours(resolution),
    )


SIGNED = AgreementSigned(
    agreement_version=1,
    effective_from=at("mon 00:00"),
    hours=NINE_TO_FIVE,
    closed=(ClosedDays(because=WhyClosed.BANK_HOLIDAY, days=(date(2026, 12, 25),)),),
    inset=(),
    promised=Promised(
        promises=(
            promise(P1, 1, 1, 4),
            promise(P2, 2, 4, 8),
            promise(P3, 4, 8, 16),
            promise(P4, 8, 16, 40),
        ),
        warn_at_percents=(75,),
    ),
)
AGREEMENT = agreement_from(SIGNED)
TERMS = AGREEMENT.of(ANY)

clock = Scenario(CLOCK, terms=AGREEMENT)


def opened(
    when: str, priority: Priority = P2, *, about: str = "", safeguarding: bool = False
) -> StartClock:
    """A ticket was opened, about a service if one is named."""
    return StartClock(
        school_id=ASHGROVE,
        ticket_id=TICKET,
        priority=priority,
        at=at(when),
        service=about,
        safeguarding=safeguarding,
    )


def triaged(when: str, priority: Priority) -> RetargetClock:
    """It was given a priority."""
    return RetargetClock(
        school_id=ASHGROVE, ticket_id=TICKET, priority=priority, at=at(when)
    )


def replied(when: str) -> CountReply:
    """A person of the desk answered."""
    return CountReply(school_id=ASHGROVE, ticket_id=TICKET, at=at(when))


def held(when: str, because: HoldReason = HoldReason.OTHER) -> PauseClock:
    """It waits for somebody else."""
    return PauseClock(
        school_id=ASHGROVE, ticket_id=TICKET, at=at(when), because=because
    )


def resumed(when: str) -> ResumeClock:
    """It goes on."""
    return ResumeClock(school_id=ASHGROVE, ticket_id=TICKET, at=at(when))


def resolved(when: str) -> StopClock:
    """It is done."""
    return StopClock(school_id=ASHGROVE, ticket_id=TICKET, at=at(when))


def reopened(when: str) -> ContinueClock:
    """It was not done after all."""
    return ContinueClock(school_id=ASHGROVE, ticket_id=TICKET, at=at(when))


def merged(when: str) -> WithdrawClock:
    """It goes on as part of another ticket."""
    return WithdrawClock(school_id=ASHGROVE, ticket_id=TICKET, at=at(when))


def unmerged(when: str) -> RestoreClock:
    """It is by itself again."""
    return RestoreClock(school_id=ASHGROVE, ticket_id=TICKET, at=at(when))


def checked(when: str) -> CheckClock:
    """The sweep came by."""
    return CheckClock(school_id=ASHGROVE, ticket_id=TICKET, at=at(when))


def after(*commands: Command, under: Agreement = AGREEMENT) -> Given:
    """The past that these commands made, one after the other."""
    nothing = Scenario(CLOCK, terms=under).given()
    return reduce(lambda past, told: past.when(told).and_then(), commands, nothing)


NOTHING = clock.given()


def standing(past: Given, target: Target) -> Standing:
    """How a target stands after that past."""
    found: Standing = past.state.standing(target)
    return found


def warnings(past: Given) -> list[Target]:
    """What was warned of in that past."""
    return [e.target for e in past.past if isinstance(e, TargetWarned)]


def breaches(past: Given) -> list[Target]:
    """What was told to be breached in that past."""
    return [e.target for e in past.past if isinstance(e, TargetBreached)]


def withdrawals(past: Given) -> list[Target]:
    """Of what a breach was withdrawn in that past."""
    return [e.target for e in past.past if isinstance(e, BreachWithdrawn)]


def running(
    target: Target, used: float, due: str, warn: str | None, of: Priority = P2
) -> Standing:
    """A target that is counted."""
    still = _standing(TargetState.RUNNING, target, used, of)
    return replace(still, due_at=at(due), warn_at=at(warn) if warn else None)


def paused(target: Target, used: float, of: Priority = P2) -> Standing:
    """A target that stands still."""
    return _standing(TargetState.PAUSED, target, used, of)


def met(target: Target, used: float, of: Priority = P2) -> Standing:
    """A target that was kept."""
    return _standing(TargetState.MET, target, used, of)


def breached(target: Target, used: float, when: str, of: Priority = P2) -> Standing:
    """A target that was not kept."""
    still = _standing(TargetState.BREACHED, target, used, of)
    return replace(still, breached_at=at(when))


def warning(target: Target, when: str, due: str) -> Dated:
    """The event of a warning, dated to when it was due."""
    event = TargetWarned(
        ticket_id=TICKET, target=target, warned_at=at(when), due_at=at(due)
    )
    return Dated(event, at(when))


def breach(target: Target, when: str, of: Priority = P2) -> Dated:
    """The event of a breach, dated to when the target was due."""
    event = TargetBreached(
        ticket_id=TICKET, priority=of, target=target, breached_at=at(when)
    )
    return Dated(event, at(when))


def _standing(
    state: TargetState, target: Target, used: float, of: Priority
) -> Standing:
    return Standing(
        target=target,
        state=state,
        allowed=TERMS.allowed(of, target),
        used=hours(used),
        due_at=None,
        warn_at=None,
        breached_at=None,
    )
