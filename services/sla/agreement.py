"""What may be promised to a school, and what is promised now?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from contracts.refusals import Refused
from contracts.sla import AgreementSigned, Promise, SignAgreement, WhyClosed
from contracts.values import Priority, Target
from services.sla.closed_days import by_reason, each_once
from services.sla.working_time import ZERO, Hours
from shared.decider import Decider

LONGEST_WEEKS = 520

_EVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """The terms that clocks count by."""

    version: int
    hours: Hours
    promises: Mapping[Priority, Promise]
    warn_at_percent: int

    def allowed(self, priority: Priority, target: Target) -> timedelta:
        """How much working time a target of this priority may take."""
        return _times(self.promises[priority])[target]

    def warned_after(self, allowed: timedelta) -> timedelta:
        """How much of the time may be used before somebody is warned."""
        return allowed * self.warn_at_percent // 100


@lru_cache(maxsize=256)
def agreement_from(signed: AgreementSigned) -> Agreement:
    """The terms that were signed; the same ones again share their working time."""
    return Agreement(
        version=signed.agreement_version,
        hours=Hours(signed.hours, {day.on for day in each_once(signed)}),
        promises={promise.priority: promise for promise in signed.promises},
        warn_at_percent=signed.warn_at_percent,
    )


def decide(
    standing: AgreementSigned | None, command: SignAgreement, _now: datetime
) -> list[AgreementSigned]:
    """Sign what can be kept; what is promised already is not promised again."""
    if standing is None:
        signed = _first(command)
    elif command.replaces_hours or command.replaces_closed:
        signed = _next(standing, command)
        if _terms(signed) == _terms(standing):
            return []
    else:
        return []
    _refuse_nonsense(signed)
    return [signed]


def evolve(_: AgreementSigned | None, event: AgreementSigned) -> AgreementSigned:
    """The last agreement signed is the one that stands."""
    return event


AGREEMENT: Decider[AgreementSigned | None] = Decider(
    category="agreement",
    identity="school_id",
    commands=(SignAgreement,),
    initial=None,
    decide=decide,
    evolve=evolve,
)


def _first(command: SignAgreement) -> AgreementSigned:
    return AgreementSigned(
        agreement_version=1,
        effective_from=command.effective_from,
        hours=command.hours,
        closed=by_reason(command.closed),
        inset=tuple(sorted(set(command.inset))),
        promises=command.promises,
        warn_at_percent=command.warn_at_percent,
    )


def _next(standing: AgreementSigned, command: SignAgreement) -> AgreementSigned:
    """What stands, but for the parts that the command replaces."""
    told, replaced = _first(command), set(command.replaces_closed)
    kept = (one for one in standing.closed if one.because not in replaced)
    new = (one for one in told.closed if one.because in replaced)
    return replace(
        standing,
        agreement_version=standing.agreement_version + 1,
        effective_from=told.effective_from,
        hours=told.hours if command.replaces_hours else standing.hours,
        closed=by_reason((*kept, *new)),
        inset=told.inset if WhyClosed.CLOSURE in replaced else standing.inset,
    )


def _terms(signed: AgreementSigned) -> AgreementSigned:
    """What was signed, whenever and however often that was."""
    return replace(signed, agreement_version=0, effective_from=_EVER)


def _times(promise: Promise) -> dict[Target, timedelta]:
    return {
        Target.RESPONSE: promise.response,
        Target.NEXT_UPDATE: promise.next_update,
        Target.RESOLUTION: promise.resolution,
    }


def _refuse_nonsense(signed: AgreementSigned) -> None:
    try:
        week = agreement_from(signed).hours.in_a_week
    except ValueError as error:
        raise Refused(str(error)) from error
    named = [promise.priority for promise in signed.promises]
    for priority in Priority:
        if named.count(priority) != 1:
            raise Refused(f"There must be one promise for {priority.value}.")
    for promise in signed.promises:
        for target, time in _times(promise).items():
            _refuse_impossible(f"{promise.priority.value} {target.value}", time, week)
    if not 1 <= signed.warn_at_percent <= 100:
        raise Refused("A warning is due at 1 to 100 percent of the time.")


def _refuse_impossible(what: str, time: timedelta, week: timedelta) -> None:
    if time <= ZERO:
        raise Refused(f"The promise for {what} must allow some time.")
    if time > week * LONGEST_WEEKS:
        raise Refused(f"The promise for {what} would take more than ten years.")
