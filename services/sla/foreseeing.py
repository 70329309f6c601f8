"""What would be promised of a ticket that is opened now?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection

from contracts.refusals import NotFound
from contracts.sla import Foreseen, ForeseenView, ForeseeTicket
from contracts.values import Priority, Target
from services.sla.agreement import Applied, agreement_from
from services.sla.kinds import Kind
from services.sla.queries import in_force
from shared.application import Answer, Asked


def foresee_ticket(
    connection: Connection, query: ForeseeTicket, asked: Asked
) -> ForeseenView:
    """When each target would be due, by priority; NotFound while nothing is promised.

    Under the agreement that stands, as a clock that starts now takes it.
    """
    agreement = in_force(connection, query.school_id, asked.now)
    if agreement is None:
        raise NotFound("nothing is promised to this school yet")
    agreed = agreement_from(agreement)
    kind = Kind(query.service, query.safeguarding, agreed.inspects(asked.now))
    terms = agreed.of(kind)
    return ForeseenView(
        school_id=query.school_id,
        agreement_version=agreement.agreement_version,
        at=asked.now,
        promises=tuple(
            _foreseen(terms, promise.priority, asked.now)
            for promise in terms.promised.promises
        ),
    )


def _foreseen(terms: Applied, priority: Priority, now: datetime) -> Foreseen:
    def due(target: Target) -> datetime | None:
        allowed = terms.allowed(priority, target)
        hours = terms.hours[priority]
        return None if allowed is None else hours.add(now, allowed)

    return Foreseen(
        priority=priority,
        response_at=due(Target.RESPONSE),
        next_update_at=due(Target.NEXT_UPDATE),
        resolution_at=due(Target.RESOLUTION),
    )


ANSWERS: Mapping[type, Answer] = {ForeseeTicket: foresee_ticket}
