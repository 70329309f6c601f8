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
    ResumeClock,
    RetargetClock,
    StopClock,
)
from contracts.values import Priority, Target, TargetState
from services.sla.agreement import Agreement
from services.sla.counting import Fact

OPEN = (TargetState.RUNNING, TargetState.PAUSED)


@dataclass
class SlowTarget:
    """One target; `warned` is whether its warning was given and lies behind."""

    allowed: int
    state: TargetState = TargetState.RUNNING
    used: int = 0
    breached_at: int | None = None
    warned: bool = False
    answered: bool = False


@dataclass
class SlowClock:
    """All targets of one ticket; `open` says which ticks since it are worked."""

    agreement: Agreement
    priority: Priority
    open: Sequence[bool]
    tick: timedelta
    phase: str = "running"
    now: int = 0
    targets: dict[Target, SlowTarget] = field(default_factory=dict)
    warnings: list[tuple[Target, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.targets = {target: SlowTarget(self._allowed(target)) for target in Target}

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
                if (
                    target.state is TargetState.RUNNING
                    and target.used >= target.allowed
                ):
                    self._breach(target)
                if self.open[self.now] and self._counts(target):
                    target.used += 1
            self.now += 1
            self._warn()

    def _counts(self, target: SlowTarget) -> bool:
        if self.phase != "running" or target.answered:
            return False
        return target.state in (TargetState.RUNNING, TargetState.BREACHED)

    def _breach(self, target: SlowTarget) -> None:
        target.state, target.breached_at = TargetState.BREACHED, self.now

    def _warn(self) -> None:
        for name, target in self.targets.items():
            if target.state is not TargetState.RUNNING:
                continue
            if target.used < target.allowed * self.agreement.warn_at_percent // 100:
                target.warned = False
            elif not target.warned:
                target.warned = True
                self.warnings.append((name, self.now))

    def _take_in(self, fact: Fact) -> None:
        match self.phase, fact:
            case "running" | "paused", CountReply():
                self._reply()
            case "running", PauseClock():
                self._move("paused", TargetState.RUNNING, TargetState.PAUSED)
            case "paused", ResumeClock():
                self._move("running", TargetState.PAUSED, TargetState.RUNNING)
            case _, StopClock():
                self._move("stopped", TargetState.PAUSED, TargetState.MET)
                self._move("stopped", TargetState.RUNNING, TargetState.MET)
                self.targets[Target.RESPONSE].answered = True
            case "stopped", ContinueClock():
                self._reopen()
            case _, RetargetClock(priority=priority):
                self._retarget(priority)

    def _move(self, phase: str, before: TargetState, then: TargetState) -> None:
        self.phase = phase
        for target in self.targets.values():
            if target.state is before:
                target.state = then

    def _retarget(self, priority: Priority) -> None:
        self.priority = priority
        for name, target in self.targets.items():
            if target.state in OPEN:
                self._allow(name, target)

    def _reply(self) -> None:
        response = self.targets[Target.RESPONSE]
        response.answered = True
        if response.state in OPEN:
            response.state = TargetState.MET
        update = self.targets[Target.NEXT_UPDATE]
        if update.state in OPEN:
            update.used = 0

    def _reopen(self) -> None:
        self.phase = "running"
        for name in (Target.NEXT_UPDATE, Target.RESOLUTION):
            target = self.targets[name]
            if target.state is TargetState.MET:
                target.state = TargetState.RUNNING
                target.used = 0 if name is Target.NEXT_UPDATE else target.used
                self._allow(name, target)

    def _allow(self, name: Target, target: SlowTarget) -> None:
        target.allowed = self._allowed(name)
        if target.used > target.allowed:
            self._breach(target)

    def _allowed(self, target: Target) -> int:
        return self.agreement.allowed(self.priority, target) // self.tick
