"""Who is told of a target, and at which part of its time or how long after a breach?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from contracts.escalation import AlarmKind
from contracts.rota import OnCall
from contracts.sla import Standing, TargetBreached
from contracts.sla_promises import Promised
from contracts.values import Target
from services.sla.working_time import Hours

ACKNOWLEDGED_WITHIN = timedelta(minutes=15)
"""How long, by the wall clock, a step may wait for somebody who knows of it."""

_BREACH = 100


@dataclass(frozen=True, kw_only=True)
class Rung:
    """Something that comes due of a target: a warning, or a step to a role.

    At `at_percent` of its time (100 is the breach), or `after` it by the wall clock.
    """

    target: Target
    kind: AlarmKind
    number: int
    role: str = ""
    at_percent: int = _BREACH
    after: timedelta = timedelta(0)

    @property
    def is_ahead(self) -> bool:
        """Whether it comes before the breach."""
        return self.at_percent < _BREACH


def _step(number: int, target: Target, role: OnCall, after: timedelta) -> Rung:
    return Rung(
        target=target,
        kind=AlarmKind.STEP,
        number=number,
        role=role.value,
        after=after,
    )


_AT_ONCE, _AN_HOUR = timedelta(0), timedelta(hours=1)

STANDARD = (
    _step(1, Target.RESPONSE, OnCall.FIRST, _AT_ONCE),
    _step(2, Target.RESPONSE, OnCall.LEAD, _AN_HOUR),
    _step(1, Target.RESOLUTION, OnCall.FIRST, _AT_ONCE),
    _step(2, Target.RESOLUTION, OnCall.LEAD, _AN_HOUR),
)
"""Where an agreement says nothing of it."""


@lru_cache(maxsize=256)
def of(promised: Promised) -> tuple[Rung, ...]:
    """What an agreement says: warnings after the first, and its steps or the standard.

    The first warning is the clock's own. The steps of a target are numbered from 1.
    """
    warnings = [
        Rung(target=target, kind=AlarmKind.WARNING, number=percent, at_percent=percent)
        for target in Target
        for percent in promised.warn_at_percents[1:]
    ]
    counts: Counter[Target] = Counter()
    steps = []
    for step in promised.escalation:
        counts[step.target] += 1
        rung = Rung(
            target=step.target,
            kind=AlarmKind.STEP,
            number=counts[step.target],
            role=step.role,
            at_percent=step.at_percent or _BREACH,
            after=step.after_breach or _AT_ONCE,
        )
        steps.append(rung)
    return (*warnings, *(steps or STANDARD))


def ahead(
    rungs: tuple[Rung, ...], standing: Standing, hours: Hours, at: datetime
) -> Iterator[tuple[Rung, datetime | None]]:
    """What comes before the breach of a running target, and when; None: it is past."""
    allowed = standing.allowed
    for rung in rungs:
        if allowed and rung.target is standing.target and rung.is_ahead:
            left = allowed * rung.at_percent // _BREACH - standing.used
            yield rung, hours.add(at, left) if left > _AT_ONCE else None


def after_breach(
    rungs: tuple[Rung, ...],
    breached: TargetBreached,
    allowed: timedelta,
    hours: Hours,
) -> Iterator[tuple[Rung, datetime]]:
    """What follows a breach, and when: by working time, then by the wall clock."""
    for rung in rungs:
        if rung.target is breached.target and not rung.is_ahead:
            beyond = allowed * (rung.at_percent - _BREACH) // _BREACH
            yield rung, hours.add(breached.breached_at, beyond) + rung.after
