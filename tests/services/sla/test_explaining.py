"""Is every stretch of time accounted for, by the rule that says whether it counted?"""

from __future__ import annotations

from datetime import datetime

from hypothesis import given, settings

from contracts.sla_explanation import ExplainedTarget, Stretch
from contracts.values import Target, TargetState
from services.sla.domain import Command
from services.sla.explaining import explain
from services.sla.simulating import lived
from tests.services.sla.histories import History, count_slowly, histories
from tests.services.sla.slow_clock import SlowClock


def explained(history: History) -> dict[Target, ExplainedTarget]:
    commands: tuple[Command, ...] = (history.opening, *history.facts)
    clocks = lived(iter(commands), history.agreement, history.until)
    told = explain(clocks, history.agreement, history.until)
    return {one.target: one for one in told}


def expected_due(history: History, slow: SlowClock, name: Target) -> datetime | None:
    """When the time is used up, as somebody says who looked at every tick."""
    target = slow.targets[name]
    if slow.phase != "running" or target.answered or target.applies is None:
        return None
    if target.used_up_at is not None:
        return history.start + target.used_up_at * history.tick
    left = max(target.applies - target.used, 0) * history.tick
    return history.agreement.of(slow.kind).hours[slow.priority].add(history.until, left)


@given(histories())
@settings(deadline=None, max_examples=150)
def test_it_agrees_with_looking_at_every_tick(history: History) -> None:
    slow, told = count_slowly(history), explained(history)
    for name, target in slow.targets.items():
        breached = target.state is TargetState.BREACHED
        assert (name in told) == (target.applies is not None or breached)
        if name not in told:
            continue
        one = told[name]
        breached_at = one.breached_at and history.number(one.breached_at)
        assert (one.state, breached_at) == (target.state, target.breached_at)
        assert history.ticks(one.used) == target.used
        assert counted(history, one.intervals) == target.counted
        assert one.due_at == expected_due(history, slow, name)


def counted(history: History, intervals: tuple[Stretch, ...]) -> list[bool]:
    """Of each tick since the opening, whether it counted; none is left out."""
    ticks: list[bool] = []
    for one in intervals:
        assert history.number(one.from_at) == len(ticks)
        length = history.number(one.until_at) - len(ticks)
        assert length > 0
        ticks += length * [one.counted]
    return ticks
