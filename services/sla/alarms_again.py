"""What comes due again when a merge is undone, and what is taken back with a breach?"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy import Connection, bindparam, select

from contracts.escalation import AlarmKind
from contracts.sla import BreachWithdrawn, ClockRestored, TargetBreached
from contracts.values import Target, TargetState
from services.sla import ladder
from services.sla.alarm_rows import Terms, keep
from services.sla.ladder import Rung
from services.sla.tables import escalations
from shared.work import Fresh

_BEFORE = timedelta(microseconds=1)
"""What was escalated ends before a breach that came of the same fact is escalated."""


def raise_again(
    connection: Connection, school: UUID, event: ClockRestored, terms: Terms
) -> None:
    """The steps of what is missed still: those to come when they are due, others now.

    Not what somebody knew of before the merge, nor of a reply that was given; nothing
    of a merge that was undone before it was recorded whether one was.
    """
    if event.answered is None:
        return
    which = {"of_school": school, "of_ticket": event.ticket_id}
    rows = connection.execute(_KNOWN, which).all()
    for standing in event.standings:
        answered = standing.target is Target.RESPONSE and event.answered
        if standing.state is not TargetState.BREACHED or answered:
            continue
        assert standing.breached_at is not None, "a breach has its moment"
        # What was known of a breach that was withdrawn says nothing of this one.
        since = standing.breached_at
        known = {(row.target, row.step) for row in rows if row.raised_at >= since}
        breached = TargetBreached(
            ticket_id=event.ticket_id,
            priority=terms.priority,
            target=standing.target,
            breached_at=standing.breached_at,
        )
        allowed = standing.allowed or timedelta(0)
        for rung, at in ladder.after_breach(
            terms.rungs, breached, allowed, terms.hours
        ):
            if (rung.target.value, rung.number) not in known:
                keep(connection, which, rung, max(at, event.at))


def withdraw(connection: Connection, fresh: Fresh) -> None:
    """Have what was escalated of a withdrawn breach end with the next sweep."""
    event: BreachWithdrawn = fresh.event
    which = {"of_school": fresh.school, "of_ticket": event.ticket_id}
    waiting = {row.target for row in connection.execute(_WAITING, which)}
    if event.target.value in waiting:
        end = Rung(target=event.target, kind=AlarmKind.WITHDRAWN, number=0)
        keep(connection, which, end, fresh.happened_at - _BEFORE)


# Made once: to build a statement takes several times as long as to carry it out.
_OF_TICKET = (escalations.c.school == bindparam("of_school")) & (
    escalations.c.ticket_id == bindparam("of_ticket")
)
_STEPS = select(
    escalations.c.target, escalations.c.step, escalations.c.raised_at
).where(_OF_TICKET)
_KNOWN = _STEPS.where(escalations.c.acknowledged_at.is_not(None))
_WAITING = _STEPS.where(escalations.c.ended_at.is_(None))
