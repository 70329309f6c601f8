"""Which changes are there at schools, and may each be made when it is planned?"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, select

from contracts.change_calendar import (
    MOST_CHANGES,
    MOST_FREEZES,
    Allowance,
    Change,
    ChangesView,
    ChangeView,
    FindChanges,
    FreezeAt,
    GetChange,
)
from contracts.changes import ChangeKind, ChangeState, Freeze
from contracts.refusals import Invalid, NotFound
from contracts.values import ApprovalState, Level
from services.intake.changes.freeze_rows import freezes_of_all
from services.intake.changes.freezes import Span, not_allowed
from services.intake.changes.ground import days_of
from services.intake.changes.rows import allowances_of
from services.intake.changes.tables import changes
from services.intake.guarded.rows import seen_by, those_seen
from services.intake.look_rows import looks
from services.intake.months import LONDON
from services.intake.tables import tickets
from shared.application import Asked
from shared.columns import Moment

LONGEST = timedelta(days=400)
"""More days than a school year are not looked at together."""


def get_change(connection: Connection, query: GetChange, asked: Asked) -> ChangeView:
    """The change of a ticket, as it stands; NotFound where there is no such ticket."""
    which = {"of_ticket": query.ticket_id, "of_school": query.school_id}
    found = _ANY_TICKET if query.school_id is None else _TICKET
    ticket = connection.execute(found, which).one_or_none()
    if ticket is None:
        raise NotFound("There is no such ticket.")
    key = (ticket.school, query.ticket_id)
    one = {"of_school": ticket.school, "of_ticket": query.ticket_id}
    rows = connection.execute(_ONE, one).all()
    allowed = allowances_of(connection, [key])[key]
    shown = _shown(connection, rows, asked.now)
    return ChangeView(
        school_id=ticket.school,
        ticket_id=query.ticket_id,
        change=shown[0] if shown else None,
        allowed=tuple(_allowance(one) for one in allowed),
        version=max((one.version for one in (*rows, *allowed)), default=0),
    )


def find_changes(
    connection: Connection, query: FindChanges, asked: Asked
) -> ChangesView:
    """The changes and the freezes of some days, at one school or at all."""
    days = _days(query)
    which: dict[str, Any] = {
        "since": _midnight(days.first),
        "until": _midnight(days.last + timedelta(days=1)),
        "now": asked.now,
        "of_school": query.school_id,
    }
    asked_of = _ASKED_OF_ALL if query.school_id is None else _ASKED_OF_SCHOOL
    seen = seen_by(connection, asked)
    if seen:
        asked_of, which = _ASKED_SEEN, which | seen
    made, ahead, owed = (
        _shown(connection, connection.execute(one, which).all(), asked.now)
        for one in asked_of
    )
    return ChangesView(
        changes=made,
        to_move=tuple(one for one in ahead if one.to_move),
        to_review=owed,
        freezes=_freezes(connection, query.school_id, days),
    )


def _days(query: FindChanges) -> Span:
    if query.until_on < query.from_on:
        raise Invalid({"until_on": ["Must not be before the first day."]})
    if query.until_on - query.from_on > LONGEST:
        raise Invalid({"until_on": [f"No more than {LONGEST.days} days at once."]})
    return Span(query.from_on, query.until_on)


def _freezes(
    connection: Connection, school: UUID | None, days: Span
) -> tuple[FreezeAt, ...]:
    schools = connection.execute(_SCHOOLS).scalars() if school is None else [school]
    told = freezes_of_all(connection, schools, days)
    found = [
        FreezeAt(school_id=one, freeze=freeze)
        for one, freezes in told.items()
        for freeze in freezes
    ]
    found.sort(key=lambda one: (one.freeze.from_on, one.freeze.until_on, one.school_id))
    return tuple(found[:MOST_FREEZES])


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


def _midnight(on: date) -> datetime:
    return datetime.combine(on, time(), LONDON)


# Made once: to build a statement takes several times as long as to carry it out.
_ANY_TICKET = select(tickets.c.school).where(
    tickets.c.ticket_id == bindparam("of_ticket")
)
_TICKET = _ANY_TICKET.where(tickets.c.school == bindparam("of_school"))
_SCHOOLS = select(looks.c.school)
_ALL = select(
    *(changes, tickets.c.reference, tickets.c.subject),
    *(tickets.c.approval, tickets.c.approver),
).join(
    tickets,
    (tickets.c.school == changes.c.school)
    & (tickets.c.ticket_id == changes.c.ticket_id),
)
_OF_SCHOOL = changes.c.school == bindparam("of_school")
_ONE = _ALL.where(_OF_SCHOOL, changes.c.ticket_id == bindparam("of_ticket"))
_FOUND = (
    _ALL.where(
        changes.c.ends_at >= bindparam("since", type_=Moment),
        changes.c.starts_at < bindparam("until", type_=Moment),
    )
    .order_by(changes.c.starts_at, changes.c.ticket_id)
    .limit(MOST_CHANGES)
)
_AHEAD = (
    _ALL.where(
        changes.c.ends_at >= bindparam("now", type_=Moment),
        changes.c.state == ChangeState.PLANNED.value,
    )
    .order_by(changes.c.starts_at, changes.c.ticket_id)
    .limit(MOST_CHANGES)
)
_OWED = (
    _ALL.where(
        changes.c.review_due_on.is_not(None),
        changes.c.reviewed_at.is_(None),
        changes.c.ended_at.is_not(None),
    )
    .order_by(changes.c.review_due_on, changes.c.ticket_id)
    .limit(MOST_CHANGES)
)
_ASKED_OF_ALL = (_FOUND, _AHEAD, _OWED)
_ASKED_OF_SCHOOL = tuple(one.where(_OF_SCHOOL) for one in _ASKED_OF_ALL)
_ASKED_SEEN = tuple(one.where(those_seen()) for one in _ASKED_OF_SCHOOL)
