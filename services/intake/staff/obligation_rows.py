"""What has to be done by when for a ticket, as sla told of it last?"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeAlias, assert_never, get_args
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update

from contracts.codec import dump, restore
from contracts.obligations import (
    ObligationMet,
    ObligationMissed,
    ObligationReopened,
    ObligationSet,
    ObligationWarned,
    Owed,
    OwedState,
)
from contracts.values import TicketState
from services.intake.incidents.tables import ticket_duties
from services.intake.tables import tickets
from shared.decider import Heard

Obliged: TypeAlias = (
    ObligationSet
    | ObligationWarned
    | ObligationMissed
    | ObligationMet
    | ObligationReopened
)
OBLIGED = get_args(Obliged)
KINDS: dict[type, str] = {
    ObligationSet: "obligation_set",
    ObligationWarned: "obligation_warned",
    ObligationMissed: "obligation_missed",
    ObligationMet: "obligation_met",
    ObligationReopened: "obligation_reopened",
}
_OVER = (OwedState.MET, OwedState.MET_LATE)


def keep_obligation(connection: Connection, heard: Heard, event: Obliged) -> None:
    """Keep how the obligation of a ticket stands after what sla said of it."""
    if event.duty is not None:
        _keep_duty(connection, heard, event, event.duty)
        return
    which = {"of_school": heard.school, "of_ticket": event.ticket_id}
    content = connection.execute(_FIND, which).scalar()
    owed = _after(_read(content), event)
    kept = None if owed is None else json.dumps(dump(owed))
    connection.execute(_KEEP, which | {"obligation": kept})


def is_told(event: object) -> bool:
    """Whether an event has its line in the story: of several duties, only a miss."""
    quiet = isinstance(event, OBLIGED) and getattr(event, "duty", None) is not None
    return not quiet or isinstance(event, ObligationMissed)


def owed_of(ticket: Row[Any]) -> Owed | None:
    """What has to be done by when for a ticket; None where nothing has."""
    return _read(ticket.obligation)


def still_due(ticket: Row[Any]) -> datetime | None:
    """By when it has to be done still, or had to be; None where nothing is owed."""
    if ticket.state == TicketState.RESOLVED.value:
        return None
    owed = owed_of(ticket)
    dues = [] if owed is None or owed.state in _OVER else [owed.due_at]
    return min((*dues, *filter(None, [ticket.owes_at])), default=None)


def named(event: Obliged) -> str:
    """What the obligation is called that sla told of."""
    return event.obligation.name if isinstance(event, ObligationSet) else event.name


def _keep_duty(
    connection: Connection, heard: Heard, event: Obliged, duty: UUID
) -> None:
    """Keep how one of several stands, and by when the next of them is due."""
    which = {"of_school": heard.school, "of_duty": duty}
    owed = _after(_read(connection.execute(_DUTY, which).scalar()), event)
    if owed is None:
        return
    connection.execute(_FORGET_DUTY, which)
    row = {
        "school": heard.school,
        "duty": duty,
        "ticket_id": event.ticket_id,
        "due_at": None if owed.state in _OVER else owed.due_at,
        "content": json.dumps(dump(owed)),
    }
    connection.execute(_ADD_DUTY, row)
    at = {"of_school": heard.school, "of_ticket": event.ticket_id}
    next_at = connection.execute(_NEXT_DUTY, at).scalar()
    connection.execute(_KEEP, at | {"owes_at": next_at})


def _after(owed: Owed | None, event: Obliged) -> Owed | None:
    match event:
        case ObligationSet():
            name = event.obligation.name
            return Owed(name=name, due_at=event.due_at, state=OwedState.RUNNING)
        case ObligationWarned():
            return owed and replace(owed, state=OwedState.DUE_SOON)
        case ObligationMissed():
            return owed and replace(owed, state=OwedState.MISSED)
        case ObligationMet():
            state = OwedState.MET if event.in_time else OwedState.MET_LATE
            return owed and replace(owed, state=state, met_at=event.at)
        case ObligationReopened():
            return owed and replace(owed, state=_again(owed, event), met_at=None)
        case _:
            assert_never(event)


def _again(owed: Owed, event: ObligationReopened) -> OwedState:
    if owed.state is OwedState.MET_LATE:
        return OwedState.MISSED
    return OwedState.DUE_SOON if event.warn_at is None else OwedState.RUNNING


def _read(content: str | None) -> Owed | None:
    return None if content is None else restore(Owed, json.loads(content))


# Made once: to build a statement takes several times as long as to carry it out.
_OF_TICKET = (tickets.c.school == bindparam("of_school")) & (
    tickets.c.ticket_id == bindparam("of_ticket")
)
_FIND = select(tickets.c.obligation).where(_OF_TICKET)
_KEEP = update(tickets).where(_OF_TICKET)
_OF_DUTY = (ticket_duties.c.school == bindparam("of_school")) & (
    ticket_duties.c.duty == bindparam("of_duty")
)
_DUTIES = select(ticket_duties).where(
    ticket_duties.c.school == bindparam("of_school"),
    ticket_duties.c.ticket_id == bindparam("of_ticket"),
)
_DUTY = select(ticket_duties.c.content).where(_OF_DUTY)
_FORGET_DUTY = delete(ticket_duties).where(_OF_DUTY)
_ADD_DUTY = insert(ticket_duties)
_NEXT_DUTY = _DUTIES.with_only_columns(func.min(ticket_duties.c.due_at))
