"""Who tells a clock that its time has come?"""

from __future__ import annotations

import logging
from datetime import datetime

from contracts.access import platform
from contracts.sla import CheckClock
from services.sla.queries import DueClock, due_clocks
from shared.application import Application
from shared.work import Cause

_log = logging.getLogger(__name__)


def check_due_clocks(sla: Application, now: datetime) -> None:
    """Have each clock with something due decide again.

    What it gives is dated to the moment it was due, however late this runs. Two sweeps
    at once give it once: the clock's stream takes only the first.
    """
    for due in sla.read(due_clocks, now):
        _check(sla, due, now)


def _check(sla: Application, due: DueClock, now: datetime) -> None:
    """One clock that cannot be checked must not keep the others waiting."""
    try:
        sla.execute(
            CheckClock(school_id=due.school, ticket_id=due.ticket_id, at=now),
            Cause(caller=platform("sla"), correlation_id=due.correlation_id),
        )
    except Exception:  # whatever it is, it is that clock's alone
        _log.exception("the clock of ticket %s cannot be checked", due.ticket_id)
