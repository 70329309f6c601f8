"""How does each event change what sla shows?"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from contracts.codec import dump
from contracts.declare import declaration_of
from contracts.rota import RotaSet
from contracts.sla import (
    AgreementSigned,
    BreachWithdrawn,
    ClockReclassified,
    ClockRestored,
    ClockRetargeted,
    ClockStarted,
    Standing,
    TargetBreached,
    TargetWarned,
)
from contracts.sla_restating import ClockRestated
from contracts.sla_signing import AgreementAccepted, AgreementProposed
from contracts.values import Priority, TargetState
from services.sla import alarm_rows
from services.sla.agreement import agreement_from
from services.sla.alarm_rows import Terms
from services.sla.alarms_again import raise_again, withdraw
from services.sla.clock import Counted
from services.sla.clock_queries import kind_of
from services.sla.escalation import ALARMS
from services.sla.escalation_rows import keep_escalation
from services.sla.figures import ANEW
from services.sla.obligation_rows import Obliged, keep_obligation
from services.sla.outcome_rows import keep_breach, keep_outcomes
from services.sla.pause_rows import keep_pauses
from services.sla.queries import signed_as
from services.sla.restatement_rows import forget_restatement, keep_restatement
from services.sla.rota_rows import keep_rota
from services.sla.tables import agreements, clocks, targets
from shared.work import Fresh

_SECOND = timedelta(seconds=1)


def project(connection: Connection, fresh: Fresh) -> None:
    """Keep agreements, clocks, alarms and what came of them as the events say."""
    if isinstance(fresh.event, Obliged):
        keep_obligation(connection, fresh, fresh.event)
    else:
        _keep(connection, fresh)


def _keep(connection: Connection, fresh: Fresh) -> None:
    event, school = fresh.event, fresh.school
    match event:
        case AgreementSigned():
            _sign(connection, school, event)
        case RotaSet():
            keep_rota(connection, school, event)
        case AgreementProposed() | AgreementAccepted():
            pass
        case ClockRestated():
            keep_restatement(connection, school, event)
        case TargetWarned(target=target, due_at=due_at):
            values = {"next_at": due_at}
            _change(connection, school, event.ticket_id, target.value, values)
        case TargetBreached():
            _breach(connection, fresh, event)
        case _ if isinstance(event, ALARMS):
            alarm_rows.given(connection, school, event)
            keep_escalation(connection, fresh)
        case _:
            _count(connection, fresh, event)


def _breach(connection: Connection, fresh: Fresh, event: TargetBreached) -> None:
    breached = {
        "state": TargetState.BREACHED.value,
        "due_at": None,
        "next_at": None,
        "breached_at": event.breached_at,
    }
    target = event.target.value
    _change(connection, fresh.school, event.ticket_id, target, breached)
    keep_breach(connection, fresh.school, event)
    if (terms := _terms(connection, fresh)) is not None:
        alarm_rows.breach(connection, fresh.school, event, terms)


def _count(connection: Connection, fresh: Fresh, event: Counted) -> None:
    """Keep how the targets stand after a fact, and what follows from that."""
    if isinstance(event, ClockStarted):
        row = {
            "school": fresh.school,
            "ticket_id": event.ticket_id,
            "priority": event.priority.value,
            "agreement_version": event.agreement_version,
            "correlation_id": fresh.correlation_id,
            "service": event.service,
            "safeguarding": int(event.safeguarding),
            "inspection": int(event.inspection),
        }
        connection.execute(_ADD_CLOCK, row)
    elif isinstance(event, ClockRetargeted):
        _change_clock(connection, fresh, priority=event.priority.value)
    elif isinstance(event, ClockReclassified):
        _change_clock(
            connection,
            fresh,
            service=event.service,
            safeguarding=int(event.safeguarding),
        )
    elif isinstance(event, ANEW):
        forget_restatement(connection, fresh.school, event.ticket_id)
    _stand(connection, fresh.school, event.ticket_id, event.standings)
    keep_outcomes(connection, fresh.school, event)
    keep_pauses(connection, fresh)
    if (terms := _terms(connection, fresh)) is not None:
        alarm_rows.count_on(connection, fresh.school, event, terms)
        if isinstance(event, ClockRestored):
            raise_again(connection, fresh.school, event, terms)
    if isinstance(event, BreachWithdrawn):
        withdraw(connection, fresh)


def _change_clock(connection: Connection, fresh: Fresh, **values: object) -> None:
    connection.execute(
        update(clocks)
        .where(clocks.c.school == fresh.school)
        .where(clocks.c.ticket_id == fresh.event.ticket_id)
        .values(**values)
    )


def _terms(connection: Connection, fresh: Fresh) -> Terms | None:
    """What the clock of an event counts by; None where nothing comes due of it."""
    which = {"of_school": fresh.school, "of_ticket": fresh.event.ticket_id}
    clock = connection.execute(_CLOCK, which).one_or_none()
    if clock is None:
        return None
    signed = signed_as(connection, fresh.school, clock.agreement_version)
    if signed is None:
        return None
    return Terms(agreement_from(signed).of(kind_of(clock)), Priority(clock.priority))


def _sign(connection: Connection, school: UUID, event: AgreementSigned) -> None:
    connection.execute(
        insert(agreements).values(
            school=school,
            agreement_version=event.agreement_version,
            effective_from=event.effective_from,
            content=json.dumps(dump(event)),
            content_version=declaration_of(event).version,
            priorities=len(event.promised.promises),
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
_CLOCK = select(clocks).where(
    clocks.c.school == bindparam("of_school"),
    clocks.c.ticket_id == bindparam("of_ticket"),
)
_ADD_TARGET = insert(targets)
_REMOVE_TARGETS = delete(targets).where(_OF_TICKET)
_CHANGE_TARGET = update(targets).where(
    _OF_TICKET, targets.c.target == bindparam("of_target")
)
