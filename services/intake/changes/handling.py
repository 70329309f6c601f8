"""What is a change given to be decided on, and what goes with it in its transaction?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import bindparam, select

from contracts.approvals import AskApproval
from contracts.changes import (
    AllowChange,
    ChangePlanned,
    ChangeState,
    PlanChange,
)
from contracts.intake import ClassifyTicket, ResolveTicket
from contracts.ties import MergeTicket
from contracts.values import ApprovalState, TicketState, TicketType
from services.intake.changes.freeze_rows import freezes_of
from services.intake.changes.freezes import Span
from services.intake.changes.ground import (
    ENDED,
    Ground,
    days_of,
    refuse_unended,
)
from services.intake.changes.planning import Change, Command
from services.intake.changes.rows import said_of, state_of
from services.intake.changes.standard_rows import approved_of
from services.intake.matters.category_rows import names_of
from services.intake.tables import tickets
from shared.work import Cause, Work

LONGEST_ASKED = 2_000


def terms(work: Work, _: Change, command: Command) -> Ground | None:
    """What a change stands on; None where there is no such ticket."""
    ticket = _ticket(work, command.ticket_id)
    if ticket is None:
        return None
    planned = isinstance(command, PlanChange)
    days = _days(command, work.now)
    return Ground(
        type=TicketType(ticket.type),
        merged=ticket.merged_into is not None,
        resolved=ticket.state == TicketState.RESOLVED.value,
        approval=ApprovalState(ticket.approval) if ticket.approval else None,
        services=names_of(work.connection, work.school).services if planned else (),
        standard=approved_of(work.connection, work.school) if planned else (),
        freezes=freezes_of(work.connection, work.school, days) if days else (),
    )


def plan_change(work: Work, command: PlanChange, cause: Cause) -> None:
    """Plan it, and have the school asked for what is not approved beforehand."""
    if work.execute(command, cause) is None:
        return
    planned: ChangePlanned = work.happened[-1].event
    ticket = _ticket(work, command.ticket_id)
    if not planned.asks or ticket is None:
        return
    asks = AskApproval(
        school_id=work.school,
        ticket_id=command.ticket_id,
        version=ticket.version,
        what=_asked(planned),
        anew=True,
    )
    work.execute(asks, replace(cause, command_id=uuid5(cause.command_id, "approval")))


def refuse_while_changing(work: Work, kind: TicketType, command: object) -> None:
    """Refused where a ticket would be over, or be no change, and a change is not."""
    if not isinstance(command, ResolveTicket | MergeTicket | ClassifyTicket):
        return
    said = state_of(work.connection, work.school, command.ticket_id)
    state = ChangeState(said) if said else None
    if not isinstance(command, ClassifyTicket):
        # What goes on as another is not over: only what is planned would be lost.
        merges = isinstance(command, MergeTicket) and state is None
        refuse_unended(TicketType.INCIDENT if merges else kind, state)
    elif command.type is not TicketType.CHANGE and state not in (None, *ENDED):
        refuse_unended(kind, state)


def _days(command: Command, now: datetime) -> Span | None:
    """The days that a command is about; None where the calendar does not matter."""
    if isinstance(command, PlanChange):
        # What is the wrong way round is refused by the rules.
        first, last = sorted((command.starts_at, command.ends_at))
        return days_of(first, last)
    return None if isinstance(command, AllowChange) else days_of(now, now)


def _asked(planned: ChangePlanned) -> str:
    when = said_of(planned.starts_at, planned.ends_at)
    words = (
        f"A change ({planned.kind.value}, risk {planned.risk.value}), {when}:"
        f" {planned.reason}"
    )
    return words[:LONGEST_ASKED]


def _ticket(work: Work, ticket_id: UUID) -> Any:
    which = {"of_school": work.school, "of_ticket": ticket_id}
    return work.connection.execute(_TICKET, which).one_or_none()


# Made once: to build a statement takes several times as long as to carry it out.
_TICKET = select(
    *(tickets.c.type, tickets.c.state, tickets.c.merged_into),
    *(tickets.c.approval, tickets.c.version),
).where(
    tickets.c.school == bindparam("of_school"),
    tickets.c.ticket_id == bindparam("of_ticket"),
)
