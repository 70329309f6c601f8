"""What do keeping times, holds and lists change in what is kept?"""

from __future__ import annotations

import json
from datetime import date
from typing import Any, NamedTuple, TypeAlias, assert_never
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update
from sqlalchemy import text as sql

from contracts.codec import dump
from contracts.retention import (
    DueListed,
    ErasureApproved,
    KeepingTimesSet,
    LegalHoldEnded,
    LegalHoldLifted,
    LegalHoldPlaced,
    ListState,
    RecordClass,
    RecordKind,
    RecordsErased,
)
from services.intake.retention.clearing import clear_part, clear_ticket
from services.intake.retention.held import weigh_all_of
from services.intake.retention.holding import OfHolds
from services.intake.retention.keys import doomed_by
from services.intake.retention.listing import OfErasure
from services.intake.retention.tables import (
    TO_DESTROY,
    due_lists,
    keeping_times,
    kept_records,
    legal_holds,
)
from shared.work import Fresh

OfRetention: TypeAlias = KeepingTimesSet | OfHolds | OfErasure


class ToDestroy(NamedTuple):
    """A list that is approved, whose keys and whose files go."""

    school: UUID
    list_id: UUID
    subjects: tuple[UUID, ...]
    mails: tuple[UUID, ...]


def keep_retention(connection: Connection, fresh: Fresh, event: OfRetention) -> None:
    """Keep how long is kept what, what is held, and what is to be erased."""
    match event:
        case KeepingTimesSet():
            connection.execute(_FORGET_TIMES, {"of_school": fresh.school})
            row = {"school": fresh.school, "version": fresh.stream_version}
            connection.execute(_SET_TIMES, row | {"content": json.dumps(dump(event))})
        case LegalHoldPlaced():
            _place(connection, fresh, event)
        case LegalHoldLifted() | LegalHoldEnded():
            _let_go(connection, fresh.school, event.hold_id)
        case DueListed():
            _draw_up(connection, fresh, event)
        case ErasureApproved():
            _erase(connection, fresh, event)
        case RecordsErased():
            told = {"state": ListState.ERASED.value, "erased_at": fresh.happened_at}
            connection.execute(_CHANGE_LIST, _list(fresh, event.list_id) | told)
        case _:
            assert_never(event)


def to_destroy(connection: Connection) -> list[ToDestroy]:
    """The lists whose keys are to be destroyed."""
    return [_doomed(row) for row in connection.execute(_TO_DESTROY)]


def erased_lists(connection: Connection) -> list[ToDestroy]:
    """The lists whose keys are destroyed, and may have come back with an older copy."""
    return [_doomed(row) for row in connection.execute(_ERASED)]


def holds_over(connection: Connection, today: date) -> list[tuple[UUID, UUID]]:
    """The holds whose last day is over, with their schools."""
    rows = connection.execute(_OVER, {"today": today})
    return [(row.school, row.hold_id) for row in rows]


def _place(connection: Connection, fresh: Fresh, event: LegalHoldPlaced) -> None:
    subject = event.ticket_id or event.person_id
    row = {
        "school": fresh.school,
        "hold_id": event.hold_id,
        "hold_on": event.on.value,
        "record_class": event.record_class.value if event.record_class else None,
        "subject": subject,
        "who": event.who,
        "reason": event.reason,
        "until_on": event.until_on,
        "placed_by": fresh.actor,
        "placed_at": fresh.happened_at,
    }
    connection.execute(_PLACE, row)
    if subject is not None:
        weigh_all_of(connection, fresh.school, subject)


def _let_go(connection: Connection, school: UUID, hold_id: UUID) -> None:
    which = {"of_school": school, "of_hold": hold_id}
    subject = connection.execute(_HELD, which).scalar()
    connection.execute(_LET_GO, which)
    if subject is not None:
        weigh_all_of(connection, school, subject)


def _draw_up(connection: Connection, fresh: Fresh, event: DueListed) -> None:
    row = {
        "school": fresh.school,
        "list_id": event.list_id,
        "record_class": event.record_class.value,
        "state": ListState.DRAWN_UP.value,
        "digest": event.digest,
        "records": json.dumps([dump(one) for one in event.records]),
        "left_out": "[]",
        "subjects": "[]",
        "mails": "[]",
        "drawn_up_at": fresh.happened_at,
        "drawn_up_by": fresh.actor,
        "approved_at": None,
        "approved_by": None,
        "erased_at": None,
    }
    connection.execute(_DRAW_UP, row)


def _erase(connection: Connection, fresh: Fresh, event: ErasureApproved) -> None:
    """Clear every row now; the keys go once this is committed."""
    subjects: list[UUID] = []
    mails: list[UUID] = []
    gone = {"of_school": fresh.school, "erased_at": fresh.happened_at}
    for one in event.records:
        doomed = doomed_by(connection, fresh.school, one, event.record_class)
        subjects += doomed.subjects
        mails += doomed.mails
        for ticket_id in doomed.tickets:
            clear_ticket(connection, fresh.school, ticket_id)
            connection.execute(_GONE_PARTS, gone | {"of_ticket": ticket_id})
        if one.kind is not RecordKind.TICKET:
            if event.record_class is not RecordClass.MAIL:
                clear_part(connection, fresh.school, one.kind, one.record_id)
            part = {"of_kind": one.kind.value, "of_id": one.record_id}
            connection.execute(_GONE, gone | part)
    told = {
        "state": ListState.APPROVED.value,
        "left_out": json.dumps([dump(one) for one in event.left_out]),
        "subjects": json.dumps([str(one) for one in subjects]),
        "mails": json.dumps([str(one) for one in mails]),
        "approved_at": fresh.happened_at,
        "approved_by": fresh.actor,
    }
    connection.execute(_CHANGE_LIST, _list(fresh, event.list_id) | told)


def _list(fresh: Fresh, list_id: UUID) -> dict[str, Any]:
    return {"of_school": fresh.school, "of_list": list_id}


def _doomed(row: Row[Any]) -> ToDestroy:
    return ToDestroy(row.school, row.list_id, _ids(row.subjects), _ids(row.mails))


def _ids(said: str) -> tuple[UUID, ...]:
    return tuple(UUID(one) for one in json.loads(said))


# Made once: to build a statement takes several times as long as to carry it out.
_FORGET_TIMES = delete(keeping_times).where(
    keeping_times.c.school == bindparam("of_school")
)
_SET_TIMES = insert(keeping_times)
_OF_HOLD = (
    legal_holds.c.school == bindparam("of_school"),
    legal_holds.c.hold_id == bindparam("of_hold"),
)
_PLACE = insert(legal_holds)
_HELD = select(legal_holds.c.subject).where(*_OF_HOLD)
_LET_GO = delete(legal_holds).where(*_OF_HOLD)
_OVER = select(legal_holds.c.school, legal_holds.c.hold_id).where(
    legal_holds.c.until_on < bindparam("today")
)
_DRAW_UP = insert(due_lists)
_CHANGE_LIST = update(due_lists).where(
    due_lists.c.school == bindparam("of_school"),
    due_lists.c.list_id == bindparam("of_list"),
)
_TO_DESTROY = select(due_lists).where(sql(TO_DESTROY))
_ERASED = select(due_lists).where(due_lists.c.state == ListState.ERASED.value)
_STANDS = (
    kept_records.c.school == bindparam("of_school"),
    kept_records.c.erased_at.is_(None),
)
_GONE_PARTS = update(kept_records).where(
    *_STANDS, kept_records.c.ticket_id == bindparam("of_ticket")
)
_GONE = update(kept_records).where(
    *_STANDS,
    kept_records.c.kind == bindparam("of_kind"),
    kept_records.c.record_id == bindparam("of_id"),
)
