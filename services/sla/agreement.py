"""By which terms do clocks count, and in which working time?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache

from contracts.sla import AgreementSigned
from contracts.sla_promises import Promise, Promised, WhyClosed
from contracts.values import Priority, Target, WorkingHours
from services.sla.closed_days import each_once
from services.sla.nonsense import TIMES
from services.sla.working_time import ALWAYS, Hours

AT_HAND = 1_024
"""Agreements that a process remembers, so that those of some hundred schools fit."""

_EVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """The terms that clocks count by, and the working time of each priority."""

    version: int
    promised: Promised
    closed: Mapping[date, WhyClosed]
    promises: Mapping[Priority, Promise]
    hours: Mapping[Priority, Hours]

    def allowed(self, priority: Priority, target: Target) -> timedelta | None:
        """How much working time a target of this priority may take; None: any."""
        promise = self.promises.get(priority)
        return None if promise is None else TIMES[target](promise)

    def warned_after(self, allowed: timedelta) -> timedelta:
        """How much of the time may be used before somebody is warned."""
        return allowed * self.promised.warn_at_percents[0] // 100


def compose(
    version: int,
    hours: WorkingHours,
    closed: Mapping[date, WhyClosed],
    promised: Promised,
) -> Agreement:
    """The agreement of these parts; ValueError where their hours make no sense.

    What is used of a priority that is not promised is counted in the agreement's
    hours; without any, in every hour.
    """
    week = cache(lambda own: Hours(own, closed))
    worked = any(day.intervals for day in hours.days)
    rest = week(hours) if worked else ALWAYS
    return Agreement(
        version=version,
        promised=promised,
        closed=closed,
        promises={promise.priority: promise for promise in promised.promises},
        hours=dict.fromkeys(Priority, rest)
        | {
            one.priority: ALWAYS if one.round_the_clock else week(one.hours or hours)
            for one in promised.promises
        },
    )


@lru_cache(maxsize=AT_HAND)
def agreement_from(signed: AgreementSigned) -> Agreement:
    """The terms that were signed; the same ones again share their working time."""
    closed = {day.on: day.because for day in each_once(signed)}
    return compose(signed.agreement_version, signed.hours, closed, signed.promised)
