"""What do the events of a ticket's clock make true?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias, assert_never

from contracts.sla import (
    BreachWithdrawn,
    ClockContinued,
    ClockPaused,
    ClockResumed,
    ClockRetargeted,
    ClockStarted,
    ClockStopped,
    ReplyCounted,
    Standing,
    TargetBreached,
    TargetWarned,
)
from contracts.values import Priority, Target
from services.sla.standings import breach

Counted: TypeAlias = (
    ClockStarted
    | ClockRetargeted
    | ReplyCounted
    | ClockPaused
    | ClockResumed
    | ClockStopped
    | ClockContinued
    | BreachWithdrawn
)
Event: TypeAlias = Counted | TargetWarned | TargetBreached


@dataclass(frozen=True, kw_only=True)
class Idle:
    """Nothing was opened yet."""


@dataclass(frozen=True, kw_only=True)
class Started:
    """A clock that counts by an agreement; `used` is counted up to `counted_at`.

    `warned` names the targets whose warning was given and is not to come again;
    `answered` says that first response has stopped, met or breached.
    """

    counted_at: datetime
    priority: Priority
    agreement_version: int
    standings: tuple[Standing, ...]
    warned: frozenset[Target] = frozenset()
    answered: bool = False

    def standing(self, target: Target) -> Standing:
        """How one target stands."""
        return next(s for s in self.standings if s.target is target)

    def counts(self, standing: Standing) -> bool:
        """Whether time goes by for this target, a breached one included."""
        stopped = standing.target is Target.RESPONSE and self.answered
        return isinstance(self, Running) and not stopped


@dataclass(frozen=True, kw_only=True)
class Running(Started):
    """Time goes by."""


@dataclass(frozen=True, kw_only=True)
class Paused(Started):
    """Somebody else is waited for."""


@dataclass(frozen=True, kw_only=True)
class Stopped(Started):
    """The ticket is resolved."""


Clock: TypeAlias = Idle | Started


def evolve(clock: Clock, event: Event) -> Clock:
    """The clock after an event: every event brings the standings it made."""
    if isinstance(event, ClockStarted):
        return Running(
            counted_at=event.at,
            priority=event.priority,
            agreement_version=event.agreement_version,
            standings=event.standings,
        )
    assert isinstance(clock, Started), "the first event of a clock starts it"
    return told(clock, event)


def told(clock: Started, event: Event) -> Started:
    """A started clock after an event."""
    match event:
        case TargetWarned(target=target):
            warned = clock.warned | {target}
            calm = replace(clock.standing(target), warn_at=None)
            return _with(replace(clock, warned=warned), calm)
        case TargetBreached(target=target, breached_at=at):
            return _with(clock, breach(clock.standing(target), at))
        case ClockStarted() | ClockResumed() | ClockContinued():
            return _stand(Running, clock, event)
        case ClockPaused():
            return _stand(Paused, clock, event)
        case ClockStopped():
            return _stand(Stopped, clock, event)
        case ReplyCounted() | ClockRetargeted() | BreachWithdrawn():
            return _stand(type(clock), clock, event)
        case _:
            assert_never(event)


def _with(clock: Started, changed: Standing) -> Started:
    others = (changed if s.target is changed.target else s for s in clock.standings)
    return replace(clock, standings=tuple(others))


def _stand(phase: type[Started], clock: Started, event: Counted) -> Started:
    priority = event.priority if isinstance(event, ClockRetargeted) else clock.priority
    stopped_response = isinstance(event, ReplyCounted | ClockStopped)
    ahead = {s.target for s in event.standings if s.warn_at is not None}
    return phase(
        counted_at=event.at,
        priority=priority,
        agreement_version=clock.agreement_version,
        standings=event.standings,
        warned=clock.warned - ahead,
        answered=clock.answered or stopped_response,
    )
