"""How would somebody count the targets of a ticket who looks at the clock all day?

Slow and obvious: no due moment is worked out, nothing is dated backwards. Tick after
tick the facts of that moment are taken in, and time goes by for what runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from contracts.sla import (
    ContinueClock,
    CountReply,
    PauseClock,
    ReclassifyClock,
    RestoreClock,
    ResumeClock,
    RetargetClock,
    StopClock,
    WithdrawClock,
)
from contracts.sla_promises import Promised, Reopening
from contracts.values import HoldReason, Priority, Target, TargetState
from services.sla.kinds import Kind
from services.sla.moving import Fact
from tests.services.sla.slow_promises import own_for, promise_for

OPEN = (TargetState.RUNNING, TargetState.PAUSED)


@dataclass
class SlowTarget:
    """One target; `warned` is whether its warning was given and lies behind.

    `allowed` is what its verdict goes by, `applies` what the last priority allows that
    came before its stop; `counted` says of each tick whether it counted.
    """

    allowed: int | None
    applies: int | None
    state: TargetState = TargetState.RUNNING
    used: int = 0
    breached_at: int | None = None
    warned: bool = False
    answered: bool = False
    used_up_at: int | None = None
    counted: list[bool] = field(default_factory=list)


@dataclass
class SlowClock:
    """All targets of one ticket; `worked` says which ticks are in the hours.

    `held` is whether it is on hold though it runs.
    """

    promised: Promised
    priority: Priority
    kind: Kind
    worked: Sequence[bool]
    tick: timedelta
    phase: str = "running"
    held: bool = False
    merged_while: str = ""
    now: int = 0
    targets: dict[Target, SlowTarget] = field(default_factory=dict)
    warnings: list[tuple[Target, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for target in Target:
            allowed = self._allowed(target)
            self.targets[target] = SlowTarget(allowed, allowed)

    def live(self, facts: Iterable[tuple[int, Fact]], until: int) -> None:
        """Take in facts, each at its tick, and let time go by until the last one."""
        for tick, fact in facts:
            self._wait(tick)
            self._take_in(fact)
            self._warn()
        self._wait(until)

    def _wait(self, until: int) -> None:
        self._warn()
        while self.now < until:
            for target in self.targets.values():
                if target.state is TargetState.RUNNING and _is_used_up(target):
                    self._breach(target)
                self._live_a_tick(target)
            self.now += 1
            self._warn()

    def _live_a_tick(self, target: SlowTarget) -> None:
        counts = self._counts(target)
        exceeded = target.applies is not None and target.used >= target.applies
        if counts and exceeded and target.used_up_at is None:
            target.used_up_at = self.now
        target.counted.append(counts and self._is_open())
        target.used += target.counted[-1]

    def _counts(self, target: SlowTarget) -> bool:
        if self.phase != "running" or target.answered:
            return False
        return target.state in (TargetState.RUNNING, TargetState.BREACHED)

    def _breach(self, target: SlowTarget) -> None:
        target.state, target.breached_at = TargetState.BREACHED, self.now

    def _warn(self) -> None:
        for name, target in self.targets.items():
            if target.state is not TargetState.RUNNING or target.allowed is None:
                continue
            own = own_for(self.promised, self.kind.service).warn_at_percents
            percent = (own or self.promised.warn_at_percents)[0]
            if target.used < target.allowed * percent // 100:
                target.warned = False
            elif not target.warned:
                target.warned = True
                self.warnings.append((name, self.now))

    def _take_in(self, fact: Fact) -> None:
        match self.phase, fact:
            case "merged", RestoreClock():
                self._restore()
            case ("merged", _) | (_, RestoreClock()) | ("stopped", WithdrawClock()):
                pass
            case _, WithdrawClock():
                self.merged_while = self.phase
                self._move("merged", TargetState.RUNNING, TargetState.PAUSED)
            case _:
                self._take_in_unmerged(fact)

    def _restore(self) -> None:
        self.phase = self.merged_while
        if self.phase == "running":
            self._move("running", TargetState.PAUSED, TargetState.RUNNING)

    def _take_in_unmerged(self, fact: Fact) -> None:
        match self.phase, fact:
            case "running" | "paused", CountReply():
                self._reply()
            case "running", PauseClock(because=because) if not self.held:
                self._hold(because)
            case "running", ResumeClock():
                self.held = False
            case "paused", ResumeClock():
                self._move("running", TargetState.PAUSED, TargetState.RUNNING)
            case _, StopClock():
                self.held = False
                self._move("stopped", TargetState.PAUSED, TargetState.MET)
                self._move("stopped", TargetState.RUNNING, TargetState.MET)
                self.targets[Target.RESPONSE].answered = True
            case _, ContinueClock():
                self._reopen()
            case _:
                self._change(fact)

    def _change(self, fact: Fact) -> None:
        match fact:
            case RetargetClock(priority=priority):
                self.priority = priority
                self._retarget()
            case ReclassifyClock(service=service, safeguarding=safeguarding):
                self._reclassify(service, safeguarding)

    def _hold(self, because: HoldReason) -> None:
        pausing = own_for(self.promised, self.kind.service).pausing
        if because in (self.promised.pausing if pausing is None else pausing):
            self._move("paused", TargetState.RUNNING, TargetState.PAUSED)
        else:
            self.held = True

    def _reclassify(self, service: str | None, safeguarding: bool | None) -> None:
        before = self.kind
        self.kind = Kind(
            before.service if service is None else service,
            before.safeguarding if safeguarding is None else safeguarding,
            before.inspection,
        )
        self._retarget()

    def _move(self, phase: str, before: TargetState, then: TargetState) -> None:
        self.phase = phase
        for target in self.targets.values():
            if target.state is before:
                target.state = then

    def _retarget(self) -> None:
        for name, target in self.targets.items():
            self._apply(name, target)
            if target.state in OPEN:
                self._allow(name, target)

    def _apply(self, name: Target, target: SlowTarget) -> None:
        if self.phase == "stopped" or target.answered:
            return
        target.applies = self._allowed(name)
        if target.applies is None or target.used < target.applies:
            target.used_up_at = None
        elif target.used > target.applies and target.used_up_at is None:
            target.used_up_at = self.now

    def _reply(self) -> None:
        response = self.targets[Target.RESPONSE]
        response.answered = True
        if response.state in OPEN:
            response.state = TargetState.MET
        update = self.targets[Target.NEXT_UPDATE]
        if update.state in OPEN:
            update.used, update.used_up_at = 0, None

    def _reopen(self) -> None:
        self.held = False
        self._move("running", TargetState.PAUSED, TargetState.RUNNING)
        if self.promised.reopening is Reopening.RESTART:
            self.targets[Target.RESOLUTION].used = 0
        for name in (Target.NEXT_UPDATE, Target.RESOLUTION):
            target = self.targets[name]
            if target.state is TargetState.MET:
                target.state = TargetState.RUNNING
                target.used = 0 if name is Target.NEXT_UPDATE else target.used
                self._allow(name, target)
        for name, target in self.targets.items():
            self._apply(name, target)

    def _allow(self, name: Target, target: SlowTarget) -> None:
        target.allowed = self._allowed(name)
        if target.allowed is not None and target.used > target.allowed:
            self._breach(target)

    def _allowed(self, target: Target) -> int | None:
        allowed: timedelta | None = getattr(
            promise_for(self.promised, self.kind, self.priority), target.value
        )
        return None if allowed is None else allowed // self.tick

    def _is_open(self) -> bool:
        return (
            promise_for(self.promised, self.kind, self.priority).round_the_clock
            or self.worked[self.now]
        )


def _is_used_up(target: SlowTarget) -> bool:
    return target.allowed is not None and target.used >= target.allowed
