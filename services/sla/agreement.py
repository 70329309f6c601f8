"""What may be promised to a school, and what is promised now?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache

from contracts.refusals import Refused
from contracts.sla import AgreementSigned, SignAgreement
from contracts.sla_promises import Promise, Promised, WhyClosed
from contracts.values import Priority, Target, WorkingHours
from services.sla.closed_days import by_reason, each_once
from services.sla.nonsense import LONGEST_WEEKS, TIMES, faults
from services.sla.working_time import ALWAYS, Hours
from shared.decider import Decider

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
        return TIMES[target](self.promises[priority])

    def warned_after(self, allowed: timedelta) -> timedelta:
        """How much of the time may be used before somebody is warned."""
        return allowed * self.promised.warn_at_percents[0] // 100


def compose(
    version: int,
    hours: WorkingHours,
    closed: Mapping[date, WhyClosed],
    promised: Promised,
) -> Agreement:
    """The agreement of these parts; ValueError where their hours make no sense."""
    week = cache(lambda own: Hours(own, closed))
    return Agreement(
        version=version,
        promised=promised,
        closed=closed,
        promises={promise.priority: promise for promise in promised.promises},
        hours={
            one.priority: ALWAYS if one.round_the_clock else week(one.hours or hours)
            for one in promised.promises
        },
    )


@lru_cache(maxsize=256)
def agreement_from(signed: AgreementSigned) -> Agreement:
    """The terms that were signed; the same ones again share their working time."""
    closed = {day.on: day.because for day in each_once(signed)}
    return compose(signed.agreement_version, signed.hours, closed, signed.promised)


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
        promised=command.promised,
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


def _refuse_nonsense(signed: AgreementSigned) -> None:
    try:
        Hours(signed.hours)
        agreement = agreement_from(signed)
    except ValueError as error:
        raise Refused(str(error)) from error
    named = [promise.priority for promise in signed.promised.promises]
    for priority in Priority:
        if named.count(priority) != 1:
            raise Refused(f"There must be one promise for {priority.value}.")
    for fault in faults(signed.promised, agreement.hours, LONGEST_WEEKS):
        raise Refused(fault.words)
