"""How long does a school keep what, and what may it not say?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from contracts.refusals import Invalid
from contracts.retention import (
    KeepingTime,
    KeepingTimesSet,
    RecordClass,
    SetKeepingTimes,
)
from services.intake.retention.standard import GO_WITH_TICKETS, kept_for
from shared.decider import Decider


@dataclass(frozen=True)
class Keeping:
    """What a school has said so far, by class."""

    times: tuple[KeepingTime, ...] = ()


def decide(
    keeping: Keeping, command: SetKeepingTimes, _now: datetime
) -> Sequence[KeepingTimesSet]:
    """The event that follows; Invalid where one time contradicts another."""
    named = [one.record_class for one in command.times]
    if len(set(named)) < len(named):
        raise Invalid({"times": ["Must name each class once."]})
    if any(not one.reason.strip() for one in command.times):
        raise Invalid({"times": ["Must say why of each."]})
    kept = kept_for({one.record_class: one for one in command.times})
    tickets = kept[RecordClass.TICKETS].months
    for one in GO_WITH_TICKETS:
        if kept[one].months > tickets:
            said = f"Must keep {one.value.replace('_', ' ')} no longer than tickets."
            raise Invalid({"times": [said]})
    times = tuple(sorted(command.times, key=lambda one: one.record_class.value))
    return [] if times == keeping.times else [KeepingTimesSet(times=times)]


def evolve(_: Keeping, event: KeepingTimesSet) -> Keeping:
    """What the school has said after the event."""
    return Keeping(event.times)


KEEPING: Decider[Keeping] = Decider(
    category="keeping",
    identity="school_id",
    commands=(SetKeepingTimes,),
    initial=Keeping(),
    decide=decide,
    evolve=evolve,
)
