"""When does any of sla run?"""

from __future__ import annotations

from datetime import timedelta

from services.sla.queries import breach_counts, due_soon_counts
from services.sla.rooms import ROOMS
from services.sla.sweep import check_due_clocks
from shared.entrypoints import Runs, sweep
from shared.metrics import BREACHES, DUE_SOON

SOON = timedelta(minutes=30)
"""How long before a breach it shows: time enough to do something about it."""


class SlaService:
    """Keeps one clock per ticket, and says when a target is about to be missed."""

    name = "sla"
    sla = Runs(ROOMS)

    @sweep(seconds=1, once=True)
    def check_due_clocks(self) -> None:
        """Give the warnings and breaches that are due."""
        check_due_clocks(self.sla, self.sla.clock())

    @sweep(seconds=5)
    def count_targets(self) -> None:
        """Let Prometheus see how many targets stand breached, or soon will."""
        until = self.sla.clock() + SOON
        for gauge, counts in (
            (BREACHES, self.sla.read(breach_counts)),
            (DUE_SOON, self.sla.read(due_soon_counts, until)),
        ):
            # What was counted before and is no longer there must not stay as it was.
            gauge.clear()
            for count in counts:
                gauge.labels(count.target, count.priority).set(count.number)
