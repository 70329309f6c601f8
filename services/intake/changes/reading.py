"""How does a change stand, and may it be made when it is planned?"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, select

from contracts.change_calendar import (
    Allowance,
    Change,
    ChangeView,
    GetChange,
)
from contracts.changes import ChangeKind, ChangeState, Freeze
from contracts.refusals import NotFound
from contracts.values import ApprovalState, Level
from services.intake.changes.freeze_rows import freezes_of_all
from services.intake.changes.freezes import Span, not_allowed
from services.intake.changes.ground import days_of
from services.intake.changes.rows import allowances_of
from services.intake.changes.tables import changes
from services.intake.months import LONDON
from services.intake.tables import tickets
from shared.application import Asked
from shared.by_keys import ByKeys

Key = tuple[UUID, UUID]
"""Of which school, and of which ticket."""


def get_change(connection: Connection, query: GetChange, asked: Asked) -> ChangeView:
    """The change of a ticket, as it stands; NotFound where there is no such ticket."""
    which = {"of_ticket": query.ticket_id, "of_school": query.school_id}
    found = _ANY_TICKET if query.school_id is None else _TICKET
    ticket = connection.execute(found, which).one_or_none()
    if ticket is None:
        raise NotFound("There is no such ticket.")
    key = (ticket.school, query.ticket_id)
    allowed = allowances_of(connection, [key])[key]
    rows = _THESE.rows(connection, [key])
    shown = _shown(connection, rows, asked.now)
    return ChangeView(
        school_id=ticket.school,
        ticket_id=query.ticket_id,
        change=shown[0] if shown else None,
        allowed=tuple(_allowance(one) for one in allowed),
        version=max((one.version for one in (*rows, *allowed)), default=0),
    )


def these_changes(
    connection: Connection, keys: Sequence[Key], now: datetime
) -> tuple[Change, ...]:
    """The changes with these keys, in their order."""
    found = {(one.school, one.ticket_id): one for one in _THESE.rows(connection, keys)}
    return _shown(connection, [found[key] for key in keys if key in found], now)


def _shown(
    connection: Connection, rows: Sequence[Row[Any]], now: datetime
) -> tuple[Change, ...]:
    """Changes with the freezes that they lie in, asked for together."""
    if not rows:
        return ()
    allowed = allowances_of(connection, [(one.school, one.ticket_id) for one in rows])
    days = days_of(min(o.starts_at for o in rows), max(o.ends_at for o in rows))
    freezes = freezes_of_all(connection, {one.school for one in rows}, days)
    return tuple(
        _change(row, freezes, allowed[row.school, row.ticket_id], now) for row in rows
    )


def _change(
    row: Row[Any],
    freezes: Mapping[UUID, Sequence[Freeze]],
    allowed: Iterable[Row[Any]],
    now: datetime,
) -> Change:
    kind, state = ChangeKind(row.kind), ChangeState(row.state)
    days = days_of(row.starts_at, row.ends_at)
    spans = [Span(one.from_on, one.until_on) for one in allowed]
    waits = state is ChangeState.PLANNED and kind is not ChangeKind.EMERGENCY
    due = row.review_due_on
    owed = due is not None and row.reviewed_at is None
    return Change(
        school_id=row.school,
        ticket_id=row.ticket_id,
        reference=row.reference,
        subject=row.subject,
        kind=kind,
        state=state,
        standard=row.standard,
        risk=Level(row.risk),
        risk_reason=row.risk_reason,
        services=tuple(json.loads(row.services)),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        who=tuple(json.loads(row.who)),
        reason=row.reason,
        plan=row.plan,
        back_out=row.back_out,
        test=row.test,
        approval=ApprovalState(row.approval) if row.approval else None,
        approver=row.approver or "",
        begun_at=row.begun_at,
        begun_by=row.begun_by,
        begun_because=row.begun_because,
        ended_at=row.ended_at,
        outcome=row.outcome,
        review_due_on=due,
        reviewed_at=row.reviewed_at,
        review=row.review,
        freezes=not_allowed(freezes[row.school], days, ()),
        to_move=waits and bool(not_allowed(freezes[row.school], days, spans)),
        overdue=owed and due < now.astimezone(LONDON).date(),
    )


def _allowance(row: Row[Any]) -> Allowance:
    return Allowance(
        from_on=row.from_on,
        until_on=row.until_on,
        allower=row.allower,
        reason=row.reason,
        allowed_at=row.allowed_at,
    )


# Made once: to build a statement takes several times as long as to carry it out.
_ANY_TICKET = select(tickets.c.school).where(
    tickets.c.ticket_id == bindparam("of_ticket")
)
_TICKET = _ANY_TICKET.where(tickets.c.school == bindparam("of_school"))
THEIR_TICKET = (tickets.c.school == changes.c.school) & (
    tickets.c.ticket_id == changes.c.ticket_id
)
_THESE = ByKeys(
    select(
        *(changes, tickets.c.reference, tickets.c.subject),
        *(tickets.c.approval, tickets.c.approver),
    ).join(tickets, THEIR_TICKET),
    *(changes.c.school, changes.c.ticket_id),
)
