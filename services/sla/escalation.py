"""Is this alarm to be given, and does somebody know of what was escalated?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum
from types import MappingProxyType
from typing import TypeAlias, assert_never, get_args

from contracts.escalation import (
    AcknowledgeEscalation,
    AlarmKind,
    CarryEscalation,
    EndEscalation,
    EscalationAcknowledged,
    EscalationCarried,
    EscalationEnded,
    EscalationMissed,
    EscalationRaised,
    EscalationWithdrawn,
    GiveAlarm,
    WarningRepeated,
)
from contracts.refusals import NotFound
from contracts.values import Target, TicketId
from services.sla.ladder import ACKNOWLEDGED_WITHIN
from shared.decider import Dated, Decider

Step: TypeAlias = tuple[Target, int]
Given: TypeAlias = tuple[AlarmKind, Target, int, datetime]
Command: TypeAlias = GiveAlarm | AcknowledgeEscalation | CarryEscalation | EndEscalation
Event: TypeAlias = (
    WarningRepeated
    | EscalationRaised
    | EscalationMissed
    | EscalationAcknowledged
    | EscalationCarried
    | EscalationWithdrawn
    | EscalationEnded
)
ALARMS = get_args(Event)
Told: TypeAlias = tuple[str, ...]
"""The actors who are on call in the role of a step."""


class Phase(Enum):
    """How far a step is."""

    RAISED = "raised"
    MISSED = "missed"
    ACKNOWLEDGED = "acknowledged"


_NONE: Mapping[Step, Phase] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class Escalation:
    """The alarms that were given of a ticket, and the steps that are not over.

    `carried` are the steps that Alertmanager told somebody of.
    """

    given: frozenset[Given] = frozenset()
    steps: Mapping[Step, Phase] = field(default_factory=lambda: _NONE)
    carried: frozenset[Step] = frozenset()

    def waiting(self) -> bool:
        """Whether nobody has said yet that they know of some step."""
        return any(p is not Phase.ACKNOWLEDGED for p in self.steps.values())


def decide(
    escalation: Escalation, command: Command, now: datetime, told: Told
) -> list[Dated]:
    """What follows, each alarm dated to when it was due; a repeat is silence."""
    event: Event | None
    match command:
        case GiveAlarm(kind=kind):
            event = _alarm(escalation, command, now, told)
            at = now if kind is AlarmKind.WITHDRAWN else command.due_at
        case EndEscalation(at=at, ticket_id=ticket_id):
            ended = EscalationEnded(ticket_id=ticket_id, at=at)
            event = ended if escalation.steps else None
        case AcknowledgeEscalation():
            event, at = _acknowledged(escalation, command), now
        case CarryEscalation(ticket_id=ticket_id):
            event, at = _carried(escalation, ticket_id), now
        case _:
            assert_never(command)
    return [Dated(event, at)] if event else []


def evolve(escalation: Escalation, event: Event) -> Escalation:
    """What is true after the event."""
    steps = dict(escalation.steps)
    match event:
        case WarningRepeated(target=target, percent=percent, warned_at=at):
            return _gave(escalation, AlarmKind.WARNING, target, percent, at)
        case EscalationRaised(target=target, step=step, raised_at=at):
            steps[target, step] = Phase.RAISED
            escalation = _gave(escalation, AlarmKind.STEP, target, step, at)
        case EscalationMissed(target=target, step=step, missed_at=at):
            steps[target, step] = Phase.MISSED
            escalation = _gave(escalation, AlarmKind.MISSED, target, step, at)
        case EscalationAcknowledged():
            steps = dict.fromkeys(steps, Phase.ACKNOWLEDGED)
        case EscalationCarried():
            return replace(escalation, carried=frozenset(steps))
        case EscalationWithdrawn(target=target):
            return _without(escalation, target)
        case EscalationEnded():
            return replace(escalation, steps=_NONE, carried=frozenset())
        case _:
            assert_never(event)
    return replace(escalation, steps=steps)


def _acknowledged(
    escalation: Escalation, command: AcknowledgeEscalation
) -> Event | None:
    if not escalation.steps:
        raise NotFound("Nothing is escalated of this ticket.")
    if not escalation.waiting():
        return None
    return EscalationAcknowledged(ticket_id=command.ticket_id)


def _carried(escalation: Escalation, ticket_id: TicketId) -> Event | None:
    if escalation.steps.keys() <= escalation.carried:
        return None
    return EscalationCarried(ticket_id=ticket_id)


def _withdrawn(
    escalation: Escalation, command: GiveAlarm, now: datetime
) -> Event | None:
    """What was escalated of a target ends with its breach, if anything was."""
    target = command.target
    if all(step[0] is not target for step in escalation.steps):
        return None
    return EscalationWithdrawn(ticket_id=command.ticket_id, target=target, at=now)


def _without(escalation: Escalation, target: Target) -> Escalation:
    steps = {s: phase for s, phase in escalation.steps.items() if s[0] is not target}
    carried = frozenset(step for step in escalation.carried if step[0] is not target)
    return replace(escalation, steps=steps, carried=carried)


def _alarm(
    escalation: Escalation, command: GiveAlarm, now: datetime, told: Told
) -> Event | None:
    target, number, at = command.target, command.number, command.due_at
    if (command.kind, target, number, at) in escalation.given:
        return None
    match command.kind:
        case AlarmKind.WARNING:
            return WarningRepeated(
                ticket_id=command.ticket_id, target=target, percent=number, warned_at=at
            )
        case AlarmKind.STEP:
            return EscalationRaised(
                ticket_id=command.ticket_id,
                priority=command.priority,
                target=target,
                step=number,
                role=command.role,
                told=told,
                raised_at=at,
                acknowledge_by=at + ACKNOWLEDGED_WITHIN,
            )
        case AlarmKind.MISSED:
            if escalation.steps.get((target, number)) is not Phase.RAISED:
                return None
            return EscalationMissed(
                ticket_id=command.ticket_id,
                target=target,
                step=number,
                role=command.role,
                missed_at=at,
            )
        case AlarmKind.WITHDRAWN:
            return _withdrawn(escalation, command, now)
        case _:
            assert_never(command.kind)


def _gave(
    escalation: Escalation, kind: AlarmKind, target: Target, number: int, at: datetime
) -> Escalation:
    return replace(escalation, given=escalation.given | {(kind, target, number, at)})


ESCALATION: Decider[Escalation] = Decider(
    category="escalation",
    identity="ticket_id",
    commands=(GiveAlarm, AcknowledgeEscalation, CarryEscalation, EndEscalation),
    initial=Escalation(),
    decide=decide,
    evolve=evolve,
)
"""Its `terms` are the actors on call when a step is due. The service reads them."""
