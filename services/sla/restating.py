"""May a ticket be judged once more under a later agreement, and what stands then?"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from contracts.refusals import Refused
from contracts.sla_restating import ClockRestated, RestateClock, Restated
from contracts.sla_what_if import Tried
from services.sla.clock import Started, Stopped
from shared.decider import Decider


class Trial(NamedTuple):
    """The clock of a ticket as it is, and what comes of it under the later version.

    `stands` says whether what was restated last is still beside it: a ticket that is
    reopened, or of which a reply is heard late, is judged anew.
    """

    clock: Started
    targets: tuple[Tried, ...]
    stands: bool = True


def decide(
    last: ClockRestated | None,
    command: RestateClock,
    now: datetime,
    trial: Trial | None,
) -> list[ClockRestated]:
    """The verdicts of then beside those of the later version; a repeat is silence."""
    if trial is None:
        raise Refused("There is no such version, or no clock of this ticket.")
    clock = trial.clock
    if not isinstance(clock, Stopped):
        raise Refused("Only what is decided is restated: the ticket is open still.")
    if command.agreement_version <= clock.agreement_version:
        raise Refused("It was counted under this version already, or a later one.")
    targets = tuple(
        Restated(
            target=one.target,
            priority=one.priority,
            before=one.before,
            after=one.after,
        )
        for one in trial.targets
    )
    version = command.agreement_version
    is_said = last and (last.agreement_version, last.targets) == (version, targets)
    if is_said and trial.stands:
        return []
    restated = ClockRestated(
        ticket_id=command.ticket_id,
        clock_version=clock.agreement_version,
        agreement_version=version,
        restated_at=now,
        targets=targets,
        restater_id=command.restater_id,
        restater=command.restater,
        reason=command.reason,
    )
    return [restated]


def evolve(_: ClockRestated | None, event: ClockRestated) -> ClockRestated:
    """The last time counts."""
    return event


RESTATEMENT: Decider[ClockRestated | None] = Decider(
    category="restatement",
    identity="ticket_id",
    commands=(RestateClock,),
    initial=None,
    decide=decide,
    evolve=evolve,
)
"""Its `terms` are a `Trial`: the service says how it is read."""
