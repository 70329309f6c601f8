"""Who tells a clock that its time has come?"""

from __future__ import annotations

import logging
from datetime import datetime
from uuid import uuid5

from contracts.access import platform
from contracts.escalation import AlarmKind, GiveAlarm
from contracts.log import Receipt
from contracts.obligations import CheckObligation
from contracts.sla import CheckClock
from services.sla.alarms_due import DueAlarm, due_alarms
from services.sla.obligation_rows import DueObligation, due_obligations
from services.sla.queries import DueClock, due_clocks
from shared.application import Application
from shared.metrics import ALARM_DELAY
from shared.work import Cause

_log = logging.getLogger(__name__)


def check_due_clocks(sla: Application, now: datetime) -> int:
    """Have each clock with something due decide again; how many there were.

    What it gives is dated to the moment it was due, however late this runs. Two sweeps
    at once give it once: the clock's stream takes only the first.
    """
    due = sla.read(due_clocks, now)
    for one in due:
        _check(sla, one, now)
    return len(due)


def give_due_alarms(sla: Application, now: datetime) -> int:
    """Give what came due besides targets; how many there were.

    Each has a command id made from what it is and when it was due: a second replica, or
    one that was started anew, is answered with what was given before.
    """
    due = sla.read(due_alarms, now)
    for one in due:
        _give(sla, one)
    return len(due)


def check_due_obligations(sla: Application, now: datetime) -> int:
    """Have each obligation with something due decide again; how many there were."""
    due = sla.read(due_obligations, now)
    for one in due:
        _check_obligation(sla, one, now)
    return len(due)


def _give(sla: Application, due: DueAlarm) -> None:
    """One alarm that cannot be given must not keep the others waiting."""
    name = f"{due.target.value} {due.kind.value} {due.number} {due.due_at.isoformat()}"
    give = GiveAlarm(
        school_id=due.school,
        ticket_id=due.ticket_id,
        priority=due.priority,
        target=due.target,
        kind=due.kind,
        number=due.number,
        role=due.role,
        due_at=due.due_at,
    )
    try:
        receipt: Receipt = sla.execute(
            give,
            Cause(
                caller=platform("sla"),
                command_id=uuid5(due.ticket_id, name),
                correlation_id=due.correlation_id,
            ),
        )
    except Exception:  # whatever it is, it is that alarm's alone
        _log.exception("an alarm of ticket %s cannot be given", due.ticket_id)
        return
    if not receipt.repeated and due.kind is not AlarmKind.WITHDRAWN:
        late = (sla.clock() - due.due_at).total_seconds()
        ALARM_DELAY.labels(due.kind.value).observe(late)


def _check(sla: Application, due: DueClock, now: datetime) -> None:
    """One clock that cannot be checked must not keep the others waiting."""
    try:
        sla.execute(
            CheckClock(school_id=due.school, ticket_id=due.ticket_id, at=now),
            Cause(caller=platform("sla"), correlation_id=due.correlation_id),
        )
    except Exception:  # whatever it is, it is that clock's alone
        _log.exception("the clock of ticket %s cannot be checked", due.ticket_id)


def _check_obligation(sla: Application, due: DueObligation, now: datetime) -> None:
    """One obligation that cannot be checked must not keep the others waiting."""
    try:
        sla.execute(
            CheckObligation(
                school_id=due.school, ticket_id=due.ticket_id, at=now, duty=due.duty
            ),
            Cause(caller=platform("sla"), correlation_id=due.correlation_id),
        )
    except Exception:  # whatever it is, it is that obligation's alone
        _log.exception("what ticket %s owes cannot be checked", due.ticket_id)
