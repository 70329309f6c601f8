"""Who asks when an obligation of a school is due?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import Connection

from contracts.obligations import ForeseeObligation, ObligationDueView
from contracts.refusals import NotFound
from contracts.values import Priority
from services.sla.agreement import agreement_from
from services.sla.kinds import ANY
from services.sla.obligations import LONDON, due_at
from services.sla.queries import in_force
from shared.application import Answer, Asked


def foresee_obligation(
    connection: Connection, query: ForeseeObligation, asked: Asked
) -> ObligationDueView:
    """When it is due; NotFound while nothing says when the school works.

    Working days are those of the agreement that stands, without its closed days.
    """
    agreement = in_force(connection, query.school_id, asked.now)
    if agreement is None:
        raise NotFound("nothing is promised to this school yet")
    hours = agreement_from(agreement).of(ANY).hours[Priority.P4]
    due = due_at(query.obligation, query.since, hours, query.terms)
    # What ends with a day ends at the midnight after it, which is on the next.
    last = (due - timedelta(microseconds=1)).astimezone(LONDON)
    return ObligationDueView(school_id=query.school_id, due_at=due, due_on=last.date())


ANSWERS: Mapping[type, Answer] = {ForeseeObligation: foresee_obligation}
