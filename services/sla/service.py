"""When does any of sla run?"""

from __future__ import annotations

import os
from datetime import timedelta

from services.sla import alarms_due, queries
from services.sla.queries import breach_counts, due_soon_counts
from services.sla.rooms import ROOMS
from services.sla.sweep import (
    check_due_clocks,
    check_due_obligations,
    give_due_alarms,
)
from services.sla.telling import tell, tell_obligations
from shared.config import labelled_schools
from shared.entrypoints import Runs, sweep
from shared.metrics import BREACHES, DUE_SOON

SOON = timedelta(minutes=30)
"""How long before a breach it shows: time enough to do something about it."""

_AT_A_STRETCH = 20
"""How often a sweep goes on at once, where it took all that it may at a time."""


class SlaService:
    """Keeps one clock per ticket, and says when a target is about to be missed."""

    name = "sla"
    sla = Runs(ROOMS)

    @sweep(seconds=1, once=True)
    def check_due_clocks(self) -> None:
        """Give the warnings and breaches that are due, and the alarms that follow."""
        now = self.sla.clock()
        check_due_obligations(self.sla, now)
        for _ in range(_AT_A_STRETCH):
            clocks = check_due_clocks(self.sla, now)
            alarms = give_due_alarms(self.sla, now)
            if clocks < queries.DUE_AT_ONCE and alarms < alarms_due.AT_ONCE:
                return

    @sweep(seconds=5)
    def count_targets(self) -> None:
        """Let Prometheus see how many targets stand breached, or soon will."""
        now = self.sla.clock()
        for gauge, counts in (
            (BREACHES, self.sla.read(breach_counts)),
            (DUE_SOON, self.sla.read(due_soon_counts, now + SOON)),
        ):
            # What was counted before and is no longer there must not stay as it was.
            gauge.clear()
            for count in counts:
                gauge.labels(count.target, count.priority).set(count.number)
        tell(self.sla, now, labelled_schools(os.environ))
        tell_obligations(self.sla)
