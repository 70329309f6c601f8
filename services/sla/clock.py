"""What do the events of a ticket's clock make true?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import TypeAlias, assert_never

from contracts.sla import (
    BreachWithdrawn,
    ClockContinued,
    ClockPaused,
    ClockReclassified,
    ClockRestored,
    ClockResumed,
    ClockRetargeted,
    ClockStarted,
    ClockStopped,
    ClockWithdrawn,
    HoldCounted,
    ReplyCounted,
    Standing,
    TargetBreached,
    TargetWarned,
)
from contracts.sla_late import LateReplyCounted
from contracts.values import HoldReason, Priority, Target
from services.sla.kinds import ANY, Kind
from services.sla.standings import breach

Moved: TypeAlias = (
    ClockStarted
    | ClockPaused
    | HoldCounted
    | ClockResumed
    | ClockStopped
    | ClockContinued
    | ClockWithdrawn
    | ClockRestored
)
Changed: TypeAlias = ClockRetargeted | ClockReclassified
Replied: TypeAlias = ReplyCounted | LateReplyCounted
Counted: TypeAlias = Moved | Changed | Replied | BreachWithdrawn
Event: TypeAlias = Counted | TargetWarned | TargetBreached


@dataclass(frozen=True, kw_only=True)
class Idle:
    """Nothing was opened yet."""


@dataclass(frozen=True, kw_only=True)
class Started:
    """A clock that counts by an agreement; `used` is counted up to `counted_at`.

    `warned` names the targets whose warning was given and is not to come again;
    `answered` says that first response has stopped, met or breached. `past` is all that
    was recorded, for what is entered late to be put in its place.
    """

    counted_at: datetime
    priority: Priority
    agreement_version: int
    standings: tuple[Standing, ...]
    kind: Kind = ANY
    warned: frozenset[Target] = frozenset()
    answered: bool = False
    past: tuple[Event, ...] = field(default=(), compare=False, repr=False)

    def standing(self, target: Target) -> Standing:
        """How one target stands."""
        return next(s for s in self.standings if s.target is target)

    def counts(self, standing: Standing) -> bool:
        """Whether time goes by for this target, a breached one included."""
        stopped = standing.target is Target.RESPONSE and self.answered
        return isinstance(self, Running) and not stopped


@dataclass(frozen=True, kw_only=True)
class Running(Started):
    """Time goes by, on hold too where what is waited for does not stop it."""

    counted_for: HoldReason | None = None


@dataclass(frozen=True, kw_only=True)
class Paused(Started):
    """Somebody else is waited for."""

    reason: HoldReason = HoldReason.OTHER


@dataclass(frozen=True, kw_only=True)
class Stopped(Started):
    """The ticket is resolved."""


@dataclass(frozen=True, kw_only=True)
class Withdrawn(Started):
    """The ticket goes on as part of another.

    `held_for` is what it was on hold for, `counted_for` where that did not stop it.
    """

    held_for: HoldReason | None = None
    counted_for: HoldReason | None = None


Clock: TypeAlias = Idle | Started


def evolve(clock: Clock, event: Event) -> Clock:
    """The clock after an event: every event brings the standings it made."""
    if isinstance(event, ClockStarted):
        return Running(
            counted_at=event.at,
            priority=event.priority,
            agreement_version=event.agreement_version,
            standings=event.standings,
            kind=Kind(event.service, event.safeguarding, event.inspection),
            past=(event,),
        )
    assert isinstance(clock, Started), "the first event of a clock starts it"
    return replace(told(clock, event), past=(*clock.past, event))


def told(clock: Started, event: Event) -> Started:
    """A started clock after an event."""
    match event:
        case TargetWarned(target=target):
            warned = clock.warned | {target}
            calm = replace(clock.standing(target), warn_at=None)
            return _with(replace(clock, warned=warned), calm)
        case TargetBreached(target=target, breached_at=at):
            return _with(clock, breach(clock.standing(target), at))
        case ClockReclassified(service=service, safeguarding=safeguarding):
            kind = clock.kind._replace(service=service, safeguarding=safeguarding)
            return _stand(partial(replace, clock), replace(clock, kind=kind), event)
        case LateReplyCounted(warned=given):
            replied = _stand(partial(replace, clock), clock, event)
            return replace(replied, warned=frozenset(given))
        case ReplyCounted() | ClockRetargeted() | BreachWithdrawn():
            return _stand(partial(replace, clock), clock, event)
        case _:
            return _stand(_phase(clock, event), clock, event)


def _phase(clock: Started, event: Moved) -> Callable[..., Started]:
    """What the clock is after an event that starts, stops or pauses it."""
    match event:
        case ClockStarted() | ClockResumed() | ClockContinued():
            return Running
        case ClockPaused(because=reason):
            return partial(Paused, reason=reason)
        case HoldCounted(because=reason):
            return partial(Running, counted_for=reason)
        case ClockStopped():
            return Stopped
        case ClockWithdrawn():
            held_for = clock.reason if isinstance(clock, Paused) else None
            counted_for = clock.counted_for if isinstance(clock, Running) else None
            return partial(Withdrawn, held_for=held_for, counted_for=counted_for)
        case ClockRestored(held_for=reason, counted_for=counted_for):
            going_on = partial(Running, counted_for=counted_for)
            return partial(Paused, reason=reason) if reason else going_on
        case _:
            assert_never(event)


def _with(clock: Started, changed: Standing) -> Started:
    others = (changed if s.target is changed.target else s for s in clock.standings)
    return replace(clock, standings=tuple(others))


def _stand(phase: Callable[..., Started], clock: Started, event: Counted) -> Started:
    priority = event.priority if isinstance(event, ClockRetargeted) else clock.priority
    stopped_response = isinstance(event, Replied | ClockStopped)
    ahead = {s.target for s in event.standings if s.warn_at is not None}
    return phase(
        counted_at=event.at,
        priority=priority,
        agreement_version=clock.agreement_version,
        standings=event.standings,
        kind=clock.kind,
        warned=clock.warned - ahead,
        answered=clock.answered or stopped_response,
    )
