"""What is told of what a school keeps, holds and has erased, and to whom?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, select

from contracts.access import Right
from contracts.codec import restore
from contracts.refusals import NotFound
from contracts.retention import (
    ClassShown,
    DueListView,
    DueRecord,
    DueShown,
    GetDueList,
    GetRetention,
    HoldOn,
    HoldShown,
    LeftOut,
    ListShown,
    ListState,
    RecordClass,
    RetentionView,
)
from services.intake.retention.due import Kept, how_much, kept_by, months_before
from services.intake.retention.listing import check_may_approve
from services.intake.retention.naming import names_of
from services.intake.retention.standard import STANDARD
from services.intake.retention.tables import due_lists, legal_holds
from services.intake.tables import tickets
from shared.application import Answer, Asked

MOST_LISTS = 50
"""The newest lists are shown; the log has all."""


def get_retention(
    connection: Connection, query: GetRetention, asked: Asked
) -> RetentionView:
    """How long what is kept, how much is due, what is held: by whom, for who may know.

    Why something is held may name somebody: only who keeps records reads that.
    """
    school = query.school_id
    kept = kept_by(connection, school)
    which = {"of_school": school}
    holds = connection.execute(_COUNT_HOLDS, which).scalar_one()
    may = asked.caller.may(Right.KEEP_RECORDS, school)
    shown = connection.execute(_HOLDS, which).all() if may else []
    lists = connection.execute(_LISTS, which | {"most": MOST_LISTS})
    return RetentionView(
        version=kept.version,
        classes=tuple(_class(connection, asked, kept, one) for one in RecordClass),
        holds=holds,
        shown_holds=tuple(_hold(row) for row in shown),
        lists=tuple(_list(row) for row in lists),
    )


def get_due_list(
    connection: Connection, query: GetDueList, asked: Asked
) -> DueListView:
    """What stands in a list, for who approves it; NotFound where there is none."""
    which = {"of_school": query.school_id, "of_list": query.list_id}
    row = connection.execute(_LIST, which).one_or_none()
    if row is None:
        raise NotFound("There is no such list.")
    if asked.caller.role is not None:
        check_may_approve(asked.caller, RecordClass(row.record_class))
    left_out = {(one.kind, one.record_id): one.because for one in _left_out(row)}
    records = _records(row)
    names = names_of(connection, query.school_id, records, asked)
    return DueListView(
        summary=_list(row),
        records=tuple(
            DueShown(
                kind=one.kind,
                record_id=one.record_id,
                closed_at=one.closed_at,
                name=names.get((one.kind, one.record_id), ""),
                left_out=left_out.get((one.kind, one.record_id)),
            )
            for one in records
        ),
    )


ANSWERS: Mapping[type, Answer] = {
    GetRetention: get_retention,
    GetDueList: get_due_list,
}


def _class(
    connection: Connection, asked: Asked, kept: Kept, of: RecordClass
) -> ClassShown:
    school = asked.school
    assert school is not None, "the question names a school"
    usual = kept.times[of]
    before = months_before(asked.now, usual.months)
    due = how_much(connection, school, of, before)
    return ClassShown(
        record_class=of,
        months=usual.months,
        reason=usual.reason,
        own=of in kept.own,
        usual=STANDARD[of].months,
        due=due.number,
        oldest_at=due.oldest_at,
        held=due.held,
    )


def _hold(row: Row[Any]) -> HoldShown:
    on = HoldOn(row.hold_on)
    return HoldShown(
        hold_id=row.hold_id,
        on=on,
        record_class=RecordClass(row.record_class) if row.record_class else None,
        ticket_id=row.subject if on is HoldOn.TICKET else None,
        reference=row.reference if on is HoldOn.TICKET else None,
        who=row.who,
        reason=row.reason,
        until_on=row.until_on,
        placed_by=row.placed_by,
        placed_at=row.placed_at,
    )


def _list(row: Row[Any]) -> ListShown:
    return ListShown(
        list_id=row.list_id,
        record_class=RecordClass(row.record_class),
        state=ListState(row.state),
        digest=row.digest,
        count=len(_records(row)),
        left_out=len(_left_out(row)),
        drawn_up_at=row.drawn_up_at,
        drawn_up_by=row.drawn_up_by,
        approved_at=row.approved_at,
        approved_by=row.approved_by,
        erased_at=row.erased_at,
    )


def _records(row: Row[Any]) -> tuple[DueRecord, ...]:
    return tuple(restore(DueRecord, one) for one in json.loads(row.records))


def _left_out(row: Row[Any]) -> tuple[LeftOut, ...]:
    return tuple(restore(LeftOut, one) for one in json.loads(row.left_out))


# Made once: to build a statement takes several times as long as to carry it out.
_OF_SCHOOL = legal_holds.c.school == bindparam("of_school")
_COUNT_HOLDS = select(func.count()).where(_OF_SCHOOL)
_HOLDS = (
    select(legal_holds, tickets.c.reference)
    .outerjoin(
        tickets,
        (tickets.c.school == legal_holds.c.school)
        & (tickets.c.ticket_id == legal_holds.c.subject),
    )
    .where(_OF_SCHOOL)
    .order_by(legal_holds.c.placed_at, legal_holds.c.hold_id)
)
_LISTS = (
    select(due_lists)
    .where(due_lists.c.school == bindparam("of_school"))
    .order_by(due_lists.c.drawn_up_at.desc(), due_lists.c.list_id)
    .limit(bindparam("most"))
)
_LIST = select(due_lists).where(
    due_lists.c.school == bindparam("of_school"),
    due_lists.c.list_id == bindparam("of_list"),
)
