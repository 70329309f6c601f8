"""Which priorities is something promised of?"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, func, select

from contracts.sla import FindPriorities, PrioritiesView
from contracts.values import USUAL_PRIORITIES, Priority
from services.sla.queries import in_force
from services.sla.tables import agreements
from shared.application import Answer, Asked

# Made once: to build a statement takes several times as long as to carry it out.
_MOST = select(func.max(agreements.c.priorities))


def find_priorities(
    connection: Connection, query: FindPriorities, asked: Asked
) -> PrioritiesView:
    """Those of a school's agreement that stands, or of any agreement there ever was.

    The usual ones where nothing is promised yet.
    """
    if query.school_id is None:
        most = connection.execute(_MOST).scalar() or len(USUAL_PRIORITIES)
    else:
        agreement = in_force(connection, query.school_id, asked.now)
        known = agreement.promised.promises if agreement else USUAL_PRIORITIES
        most = len(known)
    return PrioritiesView(priorities=tuple(Priority)[:most])


ANSWERS: Mapping[type, Answer] = {FindPriorities: find_priorities}
