"""When does any of sla run?"""

from __future__ import annotations

from services.sla.queries import breach_counts
from services.sla.rooms import ROOMS
from services.sla.sweep import check_due_clocks
from shared.entrypoints import Runs, sweep
from shared.metrics import BREACHES


class SlaService:
    """Keeps one clock per ticket, and says when a target is about to be missed."""

    name = "sla"
    sla = Runs(ROOMS)

    @sweep(seconds=1, once=True)
    def check_due_clocks(self) -> None:
        """Give the warnings and breaches that are due."""
        check_due_clocks(self.sla, self.sla.clock())

    @sweep(seconds=5)
    def count_breaches(self) -> None:
        """Let Prometheus see how many targets stand breached."""
        for count in self.sla.read(breach_counts):
            BREACHES.labels(count.target, count.priority).set(count.breaches)
