"""What would be promised of a ticket that is opened now?"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from contracts.refusals import NotFound
from contracts.sla import Foreseen, ForeseenView, ForeseeTicket
from services.sla.agreement import agreement_from
from services.sla.queries import signed
from shared.application import Answer, Asked


def foresee_ticket(
    connection: Connection, query: ForeseeTicket, asked: Asked
) -> ForeseenView:
    """When each target would be due, by priority; NotFound while nothing is promised.

    Under the agreement that stands, as a clock that starts now takes it.
    """
    agreement = signed(connection, query.school_id, asked.now) or signed(
        connection, query.school_id
    )
    if agreement is None:
        raise NotFound("nothing is promised to this school yet")
    hours, now = agreement_from(agreement).hours, asked.now
    return ForeseenView(
        school_id=query.school_id,
        agreement_version=agreement.agreement_version,
        at=now,
        promises=tuple(
            Foreseen(
                priority=promise.priority,
                response_at=hours.add(now, promise.response),
                next_update_at=hours.add(now, promise.next_update),
                resolution_at=hours.add(now, promise.resolution),
            )
            for promise in agreement.promises
        ),
    )


ANSWERS: Mapping[type, Answer] = {ForeseeTicket: foresee_ticket}
