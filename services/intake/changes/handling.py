"""What is a change given to be decided on, and what goes with it in its transaction?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import bindparam, select

from contracts.approvals import AskApproval, DropApproval
from contracts.changes import (
    BeginChange,
    ChangeKind,
    ChangePlanned,
    PlanChange,
    WithdrawChange,
)
from contracts.intake import ClassifyTicket, ResolveTicket
from contracts.refusals import Refused
from contracts.ties import MergeTicket
from contracts.values import ApprovalState, TicketState, TicketType
from services.intake.changes.bounds import is_near
from services.intake.changes.freeze_rows import freezes_of
from services.intake.changes.freezes import Span
from services.intake.changes.ground import (
    ENDED,
    Ground,
    days_left,
    days_of,
    refuse_unended,
)
from services.intake.changes.planning import Change, Command
from services.intake.changes.rows import Standing, said_of, standing_of, texts_of
from services.intake.changes.standard_rows import approved_of
from services.intake.matters.category_rows import names_of
from services.intake.tables import tickets
from shared.work import Cause, Work

LONGEST_ASKED = 2_000


def terms(work: Work, change: Change, command: Command) -> Ground | None:
    """What a change stands on; None where there is no such ticket."""
    ticket = _ticket(work, command.ticket_id)
    if ticket is None:
        return None
    planned = isinstance(command, PlanChange)
    approved = isinstance(command, PlanChange | BeginChange)
    days = _days(change, command, work.now)
    return Ground(
        type=TicketType(ticket.type),
        merged=ticket.merged_into is not None,
        resolved=ticket.state == TicketState.RESOLVED.value,
        approval=ApprovalState(ticket.approval) if ticket.approval else None,
        services=names_of(work.connection, work.school).services if planned else (),
        standard=approved_of(work.connection, work.school) if approved else (),
        freezes=freezes_of(work.connection, work.school, days) if days else (),
        told=_texts(work, command) if approved else {},
    )


def plan_change(work: Work, command: PlanChange, cause: Cause) -> None:
    """Plan it, and have the school asked for what is not approved beforehand.

    What was asked is asked no longer once it is planned as what is.
    """
    before = standing_of(work.connection, work.school, command.ticket_id)
    if work.execute(command, cause) is None:
        return
    planned: ChangePlanned = work.happened[-1].event
    if planned.asks:
        _ask(work, command, planned, cause)
    elif planned.kind is ChangeKind.STANDARD:
        _drop(work, command, before, cause)


def withdraw_change(work: Work, command: WithdrawChange, cause: Cause) -> None:
    """Withdraw it, and have nobody asked any longer for what is not done."""
    before = standing_of(work.connection, work.school, command.ticket_id)
    if work.execute(command, cause) is not None:
        _drop(work, command, before, cause)


def refuse_while_changing(work: Work, kind: TicketType, command: object) -> None:
    """Refused where a ticket would be over, or be no change, and a change is not.

    Nor is the school asked for something else, and its answer taken as one about that.
    """
    if isinstance(command, AskApproval):
        _refuse_other_question(work, command.ticket_id)
    if not isinstance(command, ResolveTicket | MergeTicket | ClassifyTicket):
        return
    standing = standing_of(work.connection, work.school, command.ticket_id)
    state = standing.state if standing else None
    if not isinstance(command, ClassifyTicket):
        # What goes on as another is not over: only what is planned would be lost.
        merges = isinstance(command, MergeTicket) and state is None
        refuse_unended(TicketType.INCIDENT if merges else kind, state)
    elif command.type is not TicketType.CHANGE and state not in (None, *ENDED):
        refuse_unended(kind, state)


def _refuse_other_question(work: Work, ticket_id: UUID) -> None:
    """What is asked for is the change as it is planned, and whoever plans it asks."""
    standing = standing_of(work.connection, work.school, ticket_id)
    if not _asks(standing) or any(
        _plans(one.event, ticket_id) for one in work.happened
    ):
        return
    raise Refused(
        "A change is planned here, and that is what the school approves. Plan it anew"
        " to ask again, or open another ticket for what else it has to approve."
    )


def _plans(event: object, ticket_id: UUID) -> bool:
    return isinstance(event, ChangePlanned) and event.ticket_id == ticket_id


def _asks(standing: Standing | None) -> bool:
    """Whether the question on the ticket is that of a change which is not over."""
    return (
        standing is not None
        and standing.state not in ENDED
        and standing.kind is not ChangeKind.STANDARD
    )


def _ask(work: Work, command: PlanChange, planned: ChangePlanned, cause: Cause) -> None:
    asks = AskApproval(
        school_id=work.school,
        ticket_id=command.ticket_id,
        version=_ticket(work, command.ticket_id).version,
        what=_asked(planned),
        anew=True,
    )
    work.execute(asks, _following(cause))


def _drop(
    work: Work,
    command: PlanChange | WithdrawChange,
    before: Standing | None,
    cause: Cause,
) -> None:
    """End the question of what was planned `before`, where it is not answered yet."""
    if _asks(before):
        drops = DropApproval(school_id=work.school, ticket_id=command.ticket_id)
        work.execute(drops, _following(cause))


def _following(cause: Cause) -> Cause:
    return replace(cause, command_id=uuid5(cause.command_id, "approval"))


def _days(change: Change, command: Command, now: datetime) -> Span | None:
    """The days that a command is about; None where the calendar does not matter."""
    if isinstance(command, PlanChange):
        # What is the wrong way round, or too far, is refused by the rules.
        first, last = sorted((command.starts_at, command.ends_at))
        return days_of(first, last) if is_near(first) and is_near(last) else None
    if isinstance(command, BeginChange) and change.plan is not None:
        return days_left(change.plan.ends_at, now)
    return None


def _texts(work: Work, command: Command) -> dict[str, str]:
    return texts_of(work.connection, work.school, command.ticket_id)


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
