"""How does each event change what sla shows?"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, insert, update

from contracts.codec import dump
from contracts.declare import declaration_of
from contracts.sla import (
    AgreementSigned,
    ClockRetargeted,
    ClockStarted,
    Standing,
    TargetBreached,
    TargetWarned,
)
from contracts.values import TargetState
from services.sla.tables import agreements, clocks, targets
from shared.work import Fresh

_SECOND = timedelta(seconds=1)


def project(connection: Connection, fresh: Fresh) -> None:
    """Keep agreements, clocks and the standing of each target as the events say."""
    event = fresh.event
    match event:
        case AgreementSigned():
            _sign(connection, fresh.school, event)
            return
        case TargetWarned(target=target, due_at=due_at):
            values = {"next_at": due_at}
            _change(connection, fresh.school, event.ticket_id, target.value, values)
            return
        case TargetBreached(target=target, breached_at=breached_at):
            _change(
                connection,
                fresh.school,
                event.ticket_id,
                target.value,
                {
                    "state": TargetState.BREACHED.value,
                    "due_at": None,
                    "next_at": None,
                    "breached_at": breached_at,
                },
            )
            return
        case ClockStarted():
            row = {
                "school": fresh.school,
                "ticket_id": event.ticket_id,
                "priority": event.priority.value,
                "agreement_version": event.agreement_version,
                "correlation_id": fresh.correlation_id,
            }
            connection.execute(_ADD_CLOCK, row)
        case ClockRetargeted():
            connection.execute(
                update(clocks)
                .where(clocks.c.school == fresh.school)
                .where(clocks.c.ticket_id == event.ticket_id)
                .values(priority=event.priority.value)
            )
        case _:
            pass
    _stand(connection, fresh.school, event.ticket_id, event.standings)


def _sign(connection: Connection, school: UUID, event: AgreementSigned) -> None:
    connection.execute(
        insert(agreements).values(
            school=school,
            agreement_version=event.agreement_version,
            effective_from=event.effective_from,
            content=json.dumps(dump(event)),
            content_version=declaration_of(event).version,
        )
    )


def _stand(
    connection: Connection,
    school: UUID,
    ticket_id: UUID,
    standings: tuple[Standing, ...],
) -> None:
    which = {"of_school": school, "of_ticket": ticket_id}
    connection.execute(_REMOVE_TARGETS, which)
    rows = [
        {
            "school": school,
            "ticket_id": ticket_id,
            "target": standing.target.value,
            "state": standing.state.value,
            "left_seconds": max(0, (standing.allowed - standing.used) // _SECOND),
            "due_at": standing.due_at,
            "next_at": standing.warn_at or standing.due_at,
            "breached_at": standing.breached_at,
        }
        for standing in standings
        if standing.allowed is not None
    ]
    if rows:
        connection.execute(_ADD_TARGET, rows)


def _change(
    connection: Connection,
    school: UUID,
    ticket_id: UUID,
    target: str,
    values: dict[str, Any],
) -> None:
    which = {"of_school": school, "of_ticket": ticket_id, "of_target": target}
    connection.execute(_CHANGE_TARGET, which | values)


# Made once: to build a statement takes several times as long as to carry it out.
_OF_TICKET = (targets.c.school == bindparam("of_school")) & (
    targets.c.ticket_id == bindparam("of_ticket")
)
_ADD_CLOCK = insert(clocks)
_ADD_TARGET = insert(targets)
_REMOVE_TARGETS = delete(targets).where(_OF_TICKET)
_CHANGE_TARGET = update(targets).where(
    _OF_TICKET, targets.c.target == bindparam("of_target")
)
