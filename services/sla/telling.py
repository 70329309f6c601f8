"""What does Prometheus see of the promises? Never more series than there may be.

A school is a label only while no more schools than that have something to show. With
more, all are told together: `school` is then "all".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from prometheus_client import Gauge

from services.sla.escalation_rows import EscalationCount, unacknowledged_counts
from services.sla.figures import month_of
from services.sla.obligation_rows import obligation_counts
from services.sla.outcome_rows import (
    OwedCount,
    outcome_counts,
    owed_counts,
)
from shared.application import Application
from shared.metrics import ESCALATED, OBLIGATIONS, OUTCOMES, OWED

ALL = "all"


def tell(sla: Application, now: datetime, most: int) -> None:
    """Show what is owed, what waits for somebody, and what this month came to."""
    _by_school(OWED, sla.read(owed_counts), most)
    _by_school(ESCALATED, sla.read(unacknowledged_counts), most)
    OUTCOMES.clear()
    for one in sla.read(outcome_counts, month_of(now)):
        outcome = "kept" if one.kept else "missed"
        OUTCOMES.labels(one.target, one.priority, outcome).set(one.number)


def tell_obligations(sla: Application) -> None:
    """Show what has a moment of its own and is not done: due soon, or missed."""
    OBLIGATIONS.clear()
    for one in sla.read(obligation_counts):
        OBLIGATIONS.labels(one.name, one.state).set(one.number)


def _by_school(
    gauge: Gauge, counts: Sequence[OwedCount | EscalationCount], most: int
) -> None:
    schools = {one.school for one in counts}
    told: Counter[tuple[str, str]] = Counter()
    for one in counts:
        school = str(one.school) if len(schools) <= most else ALL
        told[school, one.priority] += one.number
    # What was counted before and is no longer there must not stay as it was.
    gauge.clear()
    for (school, priority), number in told.items():
        gauge.labels(school, priority).set(number)
