"""How is what sla keeps read?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, func, select

from contracts.codec import restore
from contracts.refusals import NotFound
from contracts.sla import (
    AgreementSigned,
    AgreementView,
    GetAgreement,
)
from contracts.values import TargetState
from services.sla.agreement import AT_HAND
from services.sla.closed_days import each_once
from services.sla.tables import agreements, clocks, targets
from shared.application import Answer, Asked

DUE_AT_ONCE = 500
"""Clocks that one sweep takes; the next sweep takes the next."""


_OF_ONE_TICKET = (targets.c.school == clocks.c.school) & (
    targets.c.ticket_id == clocks.c.ticket_id
)
# Made once: to build a statement takes several times as long as to carry it out.
_CONTENT = select(agreements.c.content, agreements.c.content_version).where(
    agreements.c.school == bindparam("of_school")
)
_NEWEST = _CONTENT.order_by(agreements.c.agreement_version.desc()).limit(1)
_IN_FORCE = _NEWEST.where(agreements.c.effective_from <= bindparam("at"))
_OF_VERSION = _CONTENT.where(agreements.c.agreement_version == bindparam("of_version"))


class DueClock(NamedTuple):
    """A clock with a warning or a breach to give."""

    school: UUID
    ticket_id: UUID
    correlation_id: UUID


class TargetCount(NamedTuple):
    """How many targets of a kind stand in some way."""

    target: str
    priority: str
    number: int


def signed(
    connection: Connection, school: UUID, at: datetime | None = None
) -> AgreementSigned | None:
    """The agreement in force at a moment, the newest if none is given; None: none."""
    asked = {"of_school": school} | ({} if at is None else {"at": at})
    found = connection.execute(_NEWEST if at is None else _IN_FORCE, asked)
    return _agreement(found.one_or_none())


def signed_as(
    connection: Connection, school: UUID, version: int
) -> AgreementSigned | None:
    """The agreement of one version."""
    which = {"of_school": school, "of_version": version}
    return _agreement(connection.execute(_OF_VERSION, which).one_or_none())


def in_force(
    connection: Connection, school: UUID, at: datetime
) -> AgreementSigned | None:
    """What a clock that starts at this moment counts by; None: nothing is promised."""
    return signed(connection, school, at) or signed(connection, school)


def get_agreement(
    connection: Connection, query: GetAgreement, asked: Asked
) -> AgreementView:
    """What is promised to the school now; NotFound while nothing is."""
    agreement = in_force(connection, query.school_id, asked.now)
    if agreement is None:
        raise NotFound("nothing is promised to this school yet")
    return AgreementView(
        school_id=query.school_id,
        agreement_version=agreement.agreement_version,
        effective_from=agreement.effective_from,
        hours=agreement.hours,
        closed=tuple(each_once(agreement)),
        promised=agreement.promised,
        nation=agreement.nation,
        inspected=agreement.inspected,
    )


def due_clocks(connection: Connection, now: datetime) -> list[DueClock]:
    """The clocks with something due before now; costs what is due, not what is open."""
    rows = connection.execute(
        select(targets.c.school, targets.c.ticket_id, clocks.c.correlation_id)
        .join_from(targets, clocks, _OF_ONE_TICKET)
        .where(targets.c.next_at < now)
        .order_by(targets.c.next_at)
        .limit(DUE_AT_ONCE)
    )
    return [DueClock(row.school, row.ticket_id, row.correlation_id) for row in rows]


def breach_counts(connection: Connection) -> list[TargetCount]:
    """How many targets stand breached, by target and priority."""
    rows = connection.execute(
        select(targets.c.target, clocks.c.priority, func.count().label("breaches"))
        .join_from(targets, clocks, _OF_ONE_TICKET)
        .where(targets.c.state == TargetState.BREACHED.value)
        .group_by(targets.c.target, clocks.c.priority)
    )
    return [TargetCount(row.target, row.priority, row.breaches) for row in rows]


def due_soon_counts(connection: Connection, until: datetime) -> list[TargetCount]:
    """How many running targets will be breached by then unless somebody acts."""
    rows = connection.execute(
        select(targets.c.target, clocks.c.priority, func.count().label("due"))
        .join_from(targets, clocks, _OF_ONE_TICKET)
        # What is due soon is looked at soon: the index knows of no other column.
        .where(targets.c.next_at <= until, targets.c.due_at <= until)
        .where(targets.c.state == TargetState.RUNNING.value)
        .group_by(targets.c.target, clocks.c.priority)
    )
    return [TargetCount(row.target, row.priority, row.due) for row in rows]


ANSWERS: Mapping[type, Answer] = {
    GetAgreement: get_agreement,
}


def _agreement(row: Row[Any, Any] | None) -> AgreementSigned | None:
    return None if row is None else read(row.content, row.content_version)


@lru_cache(maxsize=AT_HAND)
def read(content: str, version: int) -> AgreementSigned:
    """The agreement that was written down; the same words are read once."""
    return restore(AgreementSigned, json.loads(content), version)
