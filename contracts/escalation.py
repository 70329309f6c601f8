"""The language of sla about alarms: who is told of a target in danger, and who knows.

DfE IT support 3: serious incidents are escalated, to somebody who is named.
"""

from __future__ import annotations

from datetime import datetime
from enum import Enum

from contracts.access import Right
from contracts.declare import command, event, query, several, value, view, whole
from contracts.values import Priority, SchoolId, Target, TicketId


class AlarmKind(Enum):
    """What comes due: part of the time is used, a step, or a step that nobody took.

    Or that a breach was withdrawn, and with it what was escalated of it.
    """

    WARNING = "warning"
    STEP = "step"
    MISSED = "missed"
    WITHDRAWN = "withdrawn"


@command("sla.give_alarm")
class GiveAlarm:
    """Give what came due, dated to that moment; `number` is the percentage or step."""

    school_id: SchoolId
    ticket_id: TicketId
    priority: Priority
    target: Target
    kind: AlarmKind
    number: int
    role: str
    due_at: datetime


@event("sla.warning_repeated")
class WarningRepeated:
    """More of a target's time is used: so many percent, after the first warning."""

    ticket_id: TicketId
    target: Target
    percent: int
    warned_at: datetime


@event("sla.escalation_raised")
class EscalationRaised:
    """A step of the ladder came due, and who is on call in its role is told.

    `told` are actors; nobody where the rota has no one. Somebody has to say before
    `acknowledge_by` that they know.
    """

    ticket_id: TicketId
    priority: Priority
    target: Target
    step: int
    role: str
    told: tuple[str, ...]
    raised_at: datetime
    acknowledge_by: datetime


@event("sla.escalation_missed")
class EscalationMissed:
    """Nobody said in time that they know of it."""

    ticket_id: TicketId
    target: Target
    step: int
    role: str
    missed_at: datetime


@command("sla.acknowledge_escalation", needs=Right.WORK_TICKETS)
class AcknowledgeEscalation:
    """Say that one knows of what was escalated of a ticket, and sees to it."""

    school_id: SchoolId
    ticket_id: TicketId


@event("sla.escalation_acknowledged")
class EscalationAcknowledged:
    """Somebody knows of what was escalated of a ticket, and sees to it."""

    ticket_id: TicketId


@command("sla.carry_escalations", needs=Right.DELIVER_ALERTS)
class CarryEscalations:
    """Record that Alertmanager told whom it is to tell of a school's escalations."""

    school_id: SchoolId
    priority: Priority


@command("sla.carry_escalation")
class CarryEscalation:
    """Record it of one ticket."""

    school_id: SchoolId
    ticket_id: TicketId


@event("sla.escalation_carried")
class EscalationCarried:
    """Alertmanager carried what was escalated of a ticket to whom it tells."""

    ticket_id: TicketId


@command("sla.end_escalation")
class EndEscalation:
    """The ticket is resolved: nobody needs to be told any more."""

    school_id: SchoolId
    ticket_id: TicketId
    at: datetime


@event("sla.escalation_ended")
class EscalationEnded:
    """The ticket was resolved or merged, and with it ended what was escalated of it."""

    ticket_id: TicketId
    at: datetime


@event("sla.escalation_withdrawn")
class EscalationWithdrawn:
    """A breach was withdrawn, and with it ended what was escalated of its target."""

    ticket_id: TicketId
    target: Target
    at: datetime


@view("sla.carried")
class CarriedView:
    """The tickets of which Alertmanager told somebody."""

    tickets: tuple[TicketId, ...]


@query("sla.find_escalations", needs=Right.READ_TICKETS)
class FindEscalations:
    """What was escalated and is not over? The newest first."""

    school_id: SchoolId | None = None
    ticket_id: TicketId | None = None
    limit: int = whole(least=1, most=500, default=100)


@value
class Escalation:
    """A step that came due, and what became of it."""

    school_id: SchoolId
    ticket_id: TicketId
    priority: Priority
    target: Target
    step: int
    role: str
    told: tuple[str, ...] = several(most=100)
    raised_at: datetime
    acknowledge_by: datetime
    missed_at: datetime | None
    carried_at: datetime | None
    acknowledged_at: datetime | None
    acknowledged_by: str | None
    ended_at: datetime | None


@view("sla.escalations")
class EscalationsView:
    """Escalations, the newest first."""

    escalations: tuple[Escalation, ...]
