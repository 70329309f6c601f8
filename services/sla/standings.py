"""How does each fact change how one target stands?

A target runs or is paused until it is met or breached. `used` is counted up to the
moment of the fact before any of these rules is asked; a breach stands.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias

from contracts.sla import Standing
from contracts.sla_promises import Reopening
from contracts.values import Priority, Target, TargetState
from services.sla.agreement import Applied
from services.sla.working_time import ZERO

OPEN = (TargetState.RUNNING, TargetState.PAUSED)


@dataclass(frozen=True, kw_only=True)
class Moment:
    """When a fact is counted, by which promise, and whether it stands still since."""

    at: datetime
    terms: Applied
    priority: Priority
    warned: frozenset[Target] = frozenset()
    held: bool = False


Rule: TypeAlias = Callable[[Standing, Moment], Standing]


def start(target: Target, moment: Moment) -> Standing:
    """A ticket was opened: all its time is left."""
    fresh = Standing(
        target=target,
        state=TargetState.RUNNING,
        allowed=moment.terms.allowed(moment.priority, target),
        used=ZERO,
        due_at=None,
        warn_at=None,
        breached_at=None,
    )
    return _run(fresh, moment)


def retarget(standing: Standing, moment: Moment) -> Standing:
    """The promise of the new priority applies to the time already used."""
    if standing.state not in OPEN:
        return standing
    allowed = moment.terms.allowed(moment.priority, standing.target)
    return _go_on(replace(standing, allowed=allowed), moment)


def reply(standing: Standing, moment: Moment) -> Standing:
    """A human reply stops first response for good and starts the next update anew."""
    if standing.state not in OPEN:
        return standing
    match standing.target:
        case Target.RESPONSE:
            return _meet(standing)
        case Target.NEXT_UPDATE:
            return _go_on(replace(standing, used=ZERO), moment)
        case _:
            return standing


def hold(standing: Standing, moment: Moment) -> Standing:
    """A hold makes what runs stand still, unless it is for what does not stop time."""
    return pause(standing, moment) if moment.held else standing


def pause(standing: Standing, _: Moment) -> Standing:
    """What runs stands still."""
    if standing.state is not TargetState.RUNNING:
        return standing
    return replace(standing, state=TargetState.PAUSED, due_at=None, warn_at=None)


def resume(standing: Standing, moment: Moment) -> Standing:
    """What stood still goes on, with the time that was left."""
    if standing.state is not TargetState.PAUSED:
        return standing
    return _run(standing, moment)


def restore(standing: Standing, moment: Moment) -> Standing:
    """What a merge made stand still goes on, unless a hold had before."""
    return standing if moment.held else resume(standing, moment)


def stop(standing: Standing, _: Moment) -> Standing:
    """The ticket is resolved: what was not breached is met."""
    return _meet(standing) if standing.state in OPEN else standing


def reopen(standing: Standing, moment: Moment) -> Standing:
    """A hold is lifted; what the stop had ended goes on, but for first response.

    Resolution goes on from the time used or, as the agreement says, from nothing; the
    next update anew.
    """
    target = standing.target
    if target is Target.RESPONSE and standing.state is TargetState.MET:
        return standing
    used = standing.used
    if _anew(standing, moment.terms.promised.reopening):
        used = ZERO
    if standing.state is TargetState.BREACHED:
        return replace(standing, used=used)
    allowed = moment.terms.allowed(moment.priority, target)
    return _run(replace(standing, allowed=allowed, used=used), moment)


def settle(standing: Standing, rule: Rule, moment: Moment) -> Standing:
    """How the target stands after a fact, even one heard after a breach it precedes.

    Then the rule is asked as if there had been no breach; one that is due at the same
    moment as before stands.
    """
    if not foretold(standing, moment.at):
        return rule(standing, moment)
    settled = rule(lift(standing), moment)
    return standing if settled.due_at == standing.breached_at else settled


def foretold(standing: Standing, at: datetime) -> bool:
    """Whether a breach was told that at this moment had not come: it was late enough
    for the sweep, but a fact from before is heard only now.

    A new priority that allows less than is used breaches at once: that has come.
    """
    told = standing.breached_at
    if told is None:
        return False
    return told > at or (told == at and standing.used == standing.allowed)


def lift(standing: Standing) -> Standing:
    """How the target stood before a breach for being due was told."""
    due_at = standing.breached_at
    running = TargetState.RUNNING
    return replace(standing, state=running, due_at=due_at, breached_at=None)


def breach(standing: Standing, at: datetime) -> Standing:
    """The target was not kept."""
    state = TargetState.BREACHED
    return replace(standing, state=state, due_at=None, warn_at=None, breached_at=at)


def _anew(standing: Standing, reopening: Reopening) -> bool:
    """Whether a reopened ticket has all its time again."""
    if standing.target is Target.NEXT_UPDATE:
        return standing.state is TargetState.MET
    return standing.target is Target.RESOLUTION and reopening is Reopening.RESTART


def _go_on(standing: Standing, moment: Moment) -> Standing:
    """Run or stand still as before, with another time used or allowed."""
    exceeded = standing.allowed is not None and standing.used > standing.allowed
    if standing.state is TargetState.PAUSED and not exceeded:
        return standing
    return _run(standing, moment)


def _run(standing: Standing, moment: Moment) -> Standing:
    """Count from here on; to have used too much already is a breach here and now.

    A warning whose moment is past is given at once, unless it was given.
    """
    if standing.allowed is None:
        state = TargetState.RUNNING
        return replace(standing, state=state, due_at=None, warn_at=None)
    hours = moment.terms.hours[moment.priority]
    left = standing.allowed - standing.used
    if left < ZERO:
        return breach(standing, moment.at)
    ahead = moment.terms.warned_after(standing.allowed) - standing.used
    silent = ahead <= ZERO and standing.target in moment.warned
    return replace(
        standing,
        state=TargetState.RUNNING,
        due_at=hours.add(moment.at, left),
        warn_at=None if silent else hours.add(moment.at, ahead),
    )


def _meet(standing: Standing) -> Standing:
    return replace(standing, state=TargetState.MET, due_at=None, warn_at=None)
