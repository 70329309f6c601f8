"""By which terms do clocks count, and in which working time?"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from contracts.sla import AgreementSigned
from contracts.sla_promises import Promise, Promised, WhyClosed
from contracts.values import Priority, Target, WorkingHours
from services.sla.closed_days import each_once
from services.sla.kinds import (
    Kind,
    by_priority,
    every_promise,
    is_always,
    promised_of,
)
from services.sla.nonsense import TIMES
from services.sla.working_time import ALWAYS, Hours

AT_HAND = 1_024
"""Agreements that a process remembers, so that those of some hundred schools fit."""


@dataclass(frozen=True, kw_only=True)
class Applied:
    """The terms that clocks of one kind of ticket count by."""

    promised: Promised
    promises: Mapping[Priority, Promise]
    hours: Mapping[Priority, Hours]

    def allowed(self, priority: Priority, target: Target) -> timedelta | None:
        """How much working time a target of this priority may take; None: any."""
        promise = self.promises.get(priority)
        return None if promise is None else TIMES[target](promise)

    def warned_after(self, allowed: timedelta) -> timedelta:
        """How much of the time may be used before somebody is warned."""
        return allowed * self.promised.warn_at_percents[0] // 100


@dataclass(frozen=True, kw_only=True, eq=False)
class Agreement:
    """What is promised and the calendar it counts in; `of` has what applies to whom."""

    version: int
    promised: Promised
    closed: Mapping[date, WhyClosed]
    hours_of: Callable[[Promise], Hours]
    rest: Hours
    inspected: Collection[date]
    timezone: str

    def inspects(self, at: datetime) -> bool:
        """Whether a ticket that is opened at a moment is, in an inspection period."""
        if not self.inspected:
            return False
        return at.astimezone(ZoneInfo(self.timezone)).date() in self.inspected

    def of(self, kind: Kind) -> Applied:
        """The terms for tickets of this kind; asked again they are worked out once."""
        return _applied(self, kind)


def compose(
    version: int,
    hours: WorkingHours,
    closed: Mapping[date, WhyClosed],
    promised: Promised,
    inspected: Collection[date] = (),
) -> Agreement:
    """The agreement of these parts; ValueError where their hours make no sense.

    What is used of a priority that is not promised is counted in the agreement's
    hours; without any, in every hour.
    """
    week = cache(lambda own: Hours(own, closed))
    worked = any(day.intervals for day in hours.days)

    def hours_of(promise: Promise) -> Hours:
        return ALWAYS if promise.round_the_clock else week(promise.hours or hours)

    for _, promises in every_promise(promised):
        for promise in promises:
            hours_of(promise)
    return Agreement(
        version=version,
        promised=promised,
        closed=closed,
        hours_of=hours_of,
        rest=week(hours) if worked else ALWAYS,
        inspected=frozenset(inspected),
        timezone=hours.timezone,
    )


@lru_cache(maxsize=AT_HAND)
def agreement_from(signed: AgreementSigned) -> Agreement:
    """The terms that were signed; the same ones again share their working time."""
    closed = {day.on: day.because for day in each_once(signed)}
    return compose(
        signed.agreement_version,
        signed.hours,
        closed,
        signed.promised,
        signed.inspected,
    )


@lru_cache(maxsize=AT_HAND)
def _applied(agreement: Agreement, kind: Kind) -> Applied:
    promised = promised_of(agreement.promised, kind)
    own = {one.priority: agreement.hours_of(one) for one in promised.promises}
    rest = ALWAYS if is_always(promised, kind) else agreement.rest
    return Applied(
        promised=promised,
        promises=by_priority(promised),
        hours=dict.fromkeys(Priority, rest) | own,
    )
