"""Who tells a clock that its time has come?"""

from __future__ import annotations

from datetime import datetime
from uuid import uuid5

from contracts.access import platform
from contracts.sla import CheckClock
from services.sla.queries import due_clocks
from shared.application import Application
from shared.work import Cause


def check_due_clocks(sla: Application, now: datetime) -> None:
    """Have each clock with something due decide again; the same due moment only once.

    What it gives is dated to the moment it was due, however late this runs.
    """
    for due in sla.read(due_clocks, now):
        sla.execute(
            CheckClock(school_id=due.school, ticket_id=due.ticket_id, at=now),
            Cause(
                caller=platform("sla"),
                command_id=uuid5(due.ticket_id, due.due_at.isoformat()),
                correlation_id=due.correlation_id,
            ),
        )
