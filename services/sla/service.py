"""When does any of sla run?"""

from __future__ import annotations

from datetime import datetime
from uuid import uuid5

from contracts.access import platform
from contracts.sla import CheckClock
from services.sla.queries import breach_counts, due_clocks
from services.sla.rooms import ROOMS
from shared.application import Application
from shared.entrypoints import Runs, sweep
from shared.metrics import BREACHES
from shared.work import Cause


class SlaService:
    """Keeps one clock per ticket, and says when a target is about to be missed."""

    name = "sla"
    sla = Runs(ROOMS)

    @sweep(seconds=1)
    def check_due_clocks(self) -> None:
        """Give the warnings and breaches that are due."""
        check_due_clocks(self.sla, self.sla.clock())

    @sweep(seconds=5)
    def count_breaches(self) -> None:
        """Let Prometheus see how many targets stand breached."""
        for count in self.sla.read(breach_counts):
            BREACHES.labels(count.target, count.priority).set(count.breaches)


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
