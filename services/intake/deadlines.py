"""How does what sla says change the queue?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias, get_args
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from contracts.escalation import (
    EscalationAcknowledged,
    EscalationCarried,
    EscalationEnded,
    EscalationMissed,
    EscalationRaised,
    EscalationWithdrawn,
    WarningRepeated,
)
from contracts.sla import BreachWithdrawn, Standing, TargetBreached, TargetWarned
from contracts.sla_restating import ClockRestated
from contracts.values import Target, TargetState, TicketState
from services.intake.staff.obligation_rows import (
    KINDS,
    OBLIGED,
    is_told,
    keep_obligation,
    named,
    still_due,
)
from services.intake.tables import NEVER, targets, tickets, timeline
from shared.chain import microseconds
from shared.decider import Heard

Escalated: TypeAlias = (
    WarningRepeated
    | EscalationRaised
    | EscalationMissed
    | EscalationAcknowledged
    | EscalationCarried
    | EscalationWithdrawn
    | EscalationEnded
)
_KINDS = {
    TargetWarned: "warned",
    WarningRepeated: "warned",
    TargetBreached: "breached",
    BreachWithdrawn: "breach_withdrawn",
    EscalationRaised: "escalated",
    EscalationMissed: "escalation_missed",
    EscalationAcknowledged: "escalation_acknowledged",
    EscalationWithdrawn: "escalation_withdrawn",
    ClockRestated: "restated",
    **KINDS,
}
_MOVES_NOTHING = (TargetWarned, ClockRestated, *get_args(Escalated))


def fold(connection: Connection, heard: Sequence[Heard]) -> None:
    """Keep each ticket's next deadline, and tell warnings and breaches in its story."""
    touched: dict[UUID, UUID] = {}
    for one in heard:
        ticket_id = getattr(one.event, "ticket_id", None)
        if ticket_id is None:
            continue
        _keep(connection, one, ticket_id)
        if type(one.event) in _KINDS and is_told(one.event):
            _tell(connection, one, ticket_id, one.event)
        touched[ticket_id] = one.school
    for ticket_id, school in touched.items():
        _rank(connection, school, ticket_id)


def _keep(connection: Connection, heard: Heard, ticket_id: UUID) -> None:
    event: Any = heard.event
    which = {"of_school": heard.school, "of_ticket": ticket_id}
    if isinstance(event, OBLIGED):
        keep_obligation(connection, heard, event)
    elif isinstance(event, TargetBreached):
        breached = {
            "of_target": event.target.value,
            "state": TargetState.BREACHED.value,
            "due_at": None,
            "breached_at": event.breached_at,
        }
        connection.execute(_CHANGE_TARGET, which | breached)
    elif not isinstance(event, _MOVES_NOTHING):
        standings: tuple[Standing, ...] = event.standings
        connection.execute(_REMOVE_TARGETS, which)
        connection.execute(
            _ADD_TARGET,
            [
                {
                    "school": heard.school,
                    "ticket_id": ticket_id,
                    "target": standing.target.value,
                    "state": standing.state.value,
                    "due_at": standing.due_at,
                    "breached_at": standing.breached_at,
                }
                for standing in standings
            ],
        )


def _rank(connection: Connection, school: UUID, ticket_id: UUID) -> None:
    """The next deadline of a ticket: the earliest that is running or was missed.

    What has to be done for it by a moment of its own moves it forwards in the queue.
    """
    which = {"of_school": school, "of_ticket": ticket_id}
    ticket: Any = connection.execute(_TICKET, which).one()
    rows = connection.execute(_TARGETS, which).all()
    owed = [row for row in rows if _is_owed(row, bool(ticket.answered), ticket.state)]
    due = min(owed, key=lambda row: row.due_at or row.breached_at, default=None)
    moment = (due.due_at or due.breached_at) if due else None
    places = [one for one in (moment, still_due(ticket)) if one is not None]
    next_deadline = {
        "due_at": moment,
        "due_target": due.target if due else None,
        "due_state": due.state if due else None,
        "due_rank": microseconds(min(places)) if places else _last(ticket.state),
    }
    connection.execute(_CHANGE_TICKET, which | next_deadline)


def _last(state: str) -> int:
    """Behind all deadlines: first what only waits, then what is done."""
    return NEVER + 1 if state == TicketState.RESOLVED.value else NEVER


def _is_owed(row: Row[Any], answered: bool, state: str) -> bool:
    if row.state == TargetState.RUNNING.value:
        # What is not promised runs as well, and is never due.
        return row.due_at is not None
    if row.state != TargetState.BREACHED.value or state == TicketState.RESOLVED.value:
        return False
    # A missed update is made good by the next one; a missed reply or fix is owed
    # until it is made.
    return row.target == Target.RESOLUTION.value or (
        row.target == Target.RESPONSE.value and not answered
    )


def _tell(connection: Connection, heard: Heard, ticket_id: UUID, event: Any) -> None:
    row = {
        "school": heard.school,
        "event_id": heard.envelope.event_id,
        "ticket_id": ticket_id,
        "at": heard.happened_at,
        "place": heard.envelope.stream_version,
        "kind": _KINDS[type(event)],
        "actor": heard.envelope.actor,
        "text": None,
        "detail": _detail(event),
        "internal": 0,
        "quoted": None,
        "entered_at": None,
    }
    connection.execute(_ADD_ENTRY, row)


def _detail(event: Any) -> str | None:
    if isinstance(event, OBLIGED):
        return named(event)
    match event:
        case (
            EscalationRaised(target=target, role=role)
            | EscalationMissed(target=target, role=role)
        ):
            said = f"{target.value}, to the {role}"
        case WarningRepeated(target=target, percent=percent):
            said = f"{target.value}, {percent} % of the time is used"
        case EscalationAcknowledged():
            return None
        case ClockRestated(agreement_version=version):
            said = f"under version {version} of the agreement"
        case _:
            said = event.target.value
    return said.replace("_", " ")


# Made once: to build a statement takes several times as long as to carry it out.
_OF_TARGETS = (targets.c.school == bindparam("of_school")) & (
    targets.c.ticket_id == bindparam("of_ticket")
)
_OF_TICKET = (tickets.c.school == bindparam("of_school")) & (
    tickets.c.ticket_id == bindparam("of_ticket")
)
_TICKET = select(
    *(tickets.c.answered, tickets.c.state, tickets.c.obligation, tickets.c.owes_at)
).where(_OF_TICKET)
_TARGETS = select(targets).where(_OF_TARGETS)
_CHANGE_TICKET = update(tickets).where(_OF_TICKET)
_CHANGE_TARGET = update(targets).where(
    _OF_TARGETS, targets.c.target == bindparam("of_target")
)
_REMOVE_TARGETS = delete(targets).where(_OF_TARGETS)
_ADD_TARGET = insert(targets)
_ADD_ENTRY = insert(timeline)
