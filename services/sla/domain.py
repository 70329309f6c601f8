"""May this be told to the clock of a ticket, and what then is true of its targets?"""

from __future__ import annotations

from datetime import datetime
from typing import TypeAlias, assert_never

from contracts.refusals import Refused
from contracts.sla import (
    CheckClock,
    ClockStarted,
    ContinueClock,
    CountReply,
    PauseClock,
    ReclassifyClock,
    RestoreClock,
    ResumeClock,
    RetargetClock,
    StartClock,
    StopClock,
    WithdrawClock,
)
from contracts.sla_promises import Reopening
from contracts.values import Target
from services.sla import standings
from services.sla.agreement import Agreement
from services.sla.clock import (
    Clock,
    Idle,
    Paused,
    Running,
    Started,
    Stopped,
    Withdrawn,
    evolve,
)
from services.sla.counting import Told, count, due
from services.sla.kinds import Kind
from services.sla.late import count_late, is_late
from services.sla.moving import Fact, kind_after
from shared.decider import Dated, Decider

Command: TypeAlias = StartClock | CheckClock | Fact


def decide(
    clock: Clock, command: Command, _now: datetime, agreement: Agreement
) -> list[Dated]:
    """What follows, each event dated to when it was true; a repeat is silence.

    Not the present counts but `command.at`: we may hear of a fact long after it.
    """
    told = _decide(clock, command, agreement)
    return [Dated(event, at) for event, at in told]


def _decide(clock: Clock, command: Command, agreement: Agreement) -> list[Told]:
    match clock, command:
        case Idle(), StartClock():
            return [_start(command, agreement)]
        case Idle(), CheckClock():
            return []
        case Idle(), _:
            raise Refused("No clock was started for this ticket.")
        case Started(), CheckClock():
            return due(clock, command.ticket_id, command.at)
        case Started(), StartClock():
            return []
        case Started(), CountReply() if is_late(clock, command):
            return count_late(clock, command, agreement)
        case _ if _is_news(clock, command, agreement):
            return count(clock, command, agreement)
        case _:
            return []


def _is_news(clock: Started, fact: Fact, agreement: Agreement) -> bool:
    """Whether a fact changes a clock; one that is withdrawn waits to be restored."""
    if isinstance(fact, RestoreClock) or isinstance(clock, Withdrawn):
        return isinstance(fact, RestoreClock) and isinstance(clock, Withdrawn)
    match fact:
        case RetargetClock(priority=priority):
            return priority is not clock.priority
        case ReclassifyClock():
            return kind_after(clock.kind, fact) != clock.kind
        case CountReply() | StopClock() | WithdrawClock():
            return isinstance(clock, Running | Paused)
        case PauseClock():
            return isinstance(clock, Running) and not _is_held(clock)
        case ResumeClock():
            return _is_held(clock)
        case ContinueClock():
            restarts = agreement.promised.reopening is Reopening.RESTART
            return restarts or isinstance(clock, Stopped) or _is_held(clock)
        case _:
            assert_never(fact)


def _is_held(clock: Started) -> bool:
    """Whether it is on hold, be it for something that stops the clock or not."""
    counted = isinstance(clock, Running) and clock.counted_for is not None
    return counted or isinstance(clock, Paused)


def _start(command: StartClock, agreement: Agreement) -> Told:
    at, priority = command.at, command.priority
    kind = Kind(command.service, command.safeguarding, agreement.inspects(at))
    moment = standings.Moment(at=at, terms=agreement.of(kind), priority=priority)
    started = ClockStarted(
        ticket_id=command.ticket_id,
        at=at,
        priority=priority,
        agreement_version=agreement.version,
        standings=tuple(standings.start(target, moment) for target in Target),
        service=kind.service,
        safeguarding=kind.safeguarding,
        inspection=kind.inspection,
    )
    return Told(started, at)


CLOCK: Decider[Clock] = Decider(
    category="clock",
    identity="ticket_id",
    commands=(
        StartClock,
        RetargetClock,
        ReclassifyClock,
        CountReply,
        PauseClock,
        ResumeClock,
        StopClock,
        ContinueClock,
        WithdrawClock,
        RestoreClock,
        CheckClock,
    ),
    initial=Idle(),
    decide=decide,
    evolve=evolve,
)
"""Its `terms` are an `Agreement`: of the version that the clock started under, or the
one that stands when it starts. The service says how they are read."""
