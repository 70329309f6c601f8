"""Which records of a class are due? A range of an index: the rest costs nothing."""

from __future__ import annotations

import json
from calendar import monthrange
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy import text as sql

from contracts.codec import restore
from contracts.retention import (
    LONGEST_LIST,
    DueRecord,
    HoldOn,
    KeepingTime,
    KeepingTimesSet,
    LeftOutBecause,
    RecordClass,
    RecordKind,
)
from services.intake.retention.held_parts import (
    WITH_HELD_PARTS,
    held_with,
    with_held_parts,
)
from services.intake.retention.standard import Usual, kept_for
from services.intake.retention.tables import (
    HELD,
    MAY_BE_DUE,
    keeping_times,
    kept_records,
    legal_holds,
)
from shared.columns import Moment


class Kept(NamedTuple):
    """How long a school keeps each class, what it has said itself, and its version."""

    times: Mapping[RecordClass, Usual]
    own: frozenset[RecordClass]
    version: int


class Due(NamedTuple):
    """How much of a class is due, since when, and how much of it is held."""

    number: int
    oldest_at: datetime | None
    held: int


def months_before(moment: datetime, months: int) -> datetime:
    """The same day so many months ago; the last of the month where it has no such."""
    total = moment.year * 12 + moment.month - 1 - months
    year, month = divmod(total, 12)
    day = min(moment.day, monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)


def kept_by(connection: Connection, school: UUID) -> Kept:
    """How long a school keeps what."""
    row = connection.execute(_TIMES, {"of_school": school}).one_or_none()
    told: tuple[KeepingTime, ...] = ()
    if row is not None:
        told = restore(KeepingTimesSet, json.loads(row.content)).times
    own = {one.record_class: one for one in told}
    return Kept(kept_for(own), frozenset(own), row.version if row else 0)


def is_held_whole(connection: Connection, school: UUID, of: RecordClass) -> bool:
    """Whether all of a class is held: the class, or everything of the school."""
    which = {"of_school": school, "of_class": of.value}
    return connection.execute(_HELD_WHOLE, which).first() is not None


def how_much(
    connection: Connection, school: UUID, of: RecordClass, before: datetime
) -> Due:
    """How much is due of what was over by then; of what is held as a whole, nothing."""
    which = {"of_school": school, "of_class": of.value, "before": before}
    due = connection.execute(_HOW_MUCH, which).one()
    held = connection.execute(_HOW_MUCH_HELD, which).scalar_one()
    if is_held_whole(connection, school, of):
        return Due(0, None, held + due.number)
    kinds = held_with(connection, school, of)
    if not kinds:
        return Due(due.number, due.oldest_at, held)
    left = connection.execute(_HOW_MUCH_ELSE, which | {"held_kinds": kinds}).one()
    return Due(left.number, left.oldest_at, held + due.number - left.number)


def oldest(
    connection: Connection, school: UUID, of: RecordClass, before: datetime
) -> tuple[DueRecord, ...]:
    """What is due, the oldest first, as many as one list has; nothing that is held."""
    if is_held_whole(connection, school, of):
        return ()
    which = {"of_school": school, "of_class": of.value, "before": before}
    kinds = held_with(connection, school, of)
    asked = _OLDEST_ELSE if kinds else _OLDEST
    told = {"most": LONGEST_LIST} | ({"held_kinds": kinds} if kinds else {})
    return tuple(
        DueRecord(
            kind=RecordKind(row.kind),
            record_id=row.record_id,
            closed_at=row.closed_at,
        )
        for row in connection.execute(asked, which | told)
    )


def gone_of(
    connection: Connection,
    school: UUID,
    of: RecordClass,
    before: datetime,
    records: tuple[DueRecord, ...],
) -> dict[tuple[str, UUID], LeftOutBecause]:
    """What of a list may not be erased any more, and why."""
    whole = is_held_whole(connection, school, of)
    kinds = held_with(connection, school, of)
    ids = [one.record_id for one in records]
    parted = with_held_parts(connection, school, kinds, ids)
    gone: dict[tuple[str, UUID], LeftOutBecause] = {}
    for one in records:
        which = {"of_school": school, "of_kind": one.kind.value, "of_id": one.record_id}
        row = connection.execute(_ONE, which).one_or_none()
        if row is not None and (whole or row.held or one.record_id in parted):
            gone[one.kind.value, one.record_id] = LeftOutBecause.HELD
        elif (
            row is None
            or row.erased_at is not None
            or (row.record_class, row.closed_at) != (of.value, one.closed_at)
            or one.closed_at > before
        ):
            gone[one.kind.value, one.record_id] = LeftOutBecause.CHANGED
    return gone


# Made once: to build a statement takes several times as long as to carry it out.
_TIMES = select(keeping_times).where(keeping_times.c.school == bindparam("of_school"))
_HELD_WHOLE = (
    select(legal_holds.c.hold_id)
    .where(legal_holds.c.school == bindparam("of_school"))
    .where(
        (legal_holds.c.hold_on == HoldOn.SCHOOL.value)
        | (
            (legal_holds.c.hold_on == HoldOn.CLASS.value)
            & (legal_holds.c.record_class == bindparam("of_class"))
        )
    )
    .limit(1)
)
_OF_CLASS = (
    kept_records.c.school == bindparam("of_school"),
    kept_records.c.record_class == bindparam("of_class"),
    kept_records.c.closed_at <= bindparam("before", type_=Moment),
)
_HOW_MUCH = select(
    func.count().label("number"),
    func.min(kept_records.c.closed_at, type_=Moment).label("oldest_at"),
).where(*_OF_CLASS, sql(MAY_BE_DUE))
_ELSE = kept_records.c.record_id.not_in(WITH_HELD_PARTS)
_HOW_MUCH_ELSE = _HOW_MUCH.where(_ELSE)
_HOW_MUCH_HELD = select(func.count()).where(*_OF_CLASS, sql(HELD))
_OLDEST = (
    select(kept_records)
    .where(*_OF_CLASS, sql(MAY_BE_DUE))
    .order_by(kept_records.c.closed_at, kept_records.c.record_id)
    .limit(bindparam("most"))
)
_OLDEST_ELSE = _OLDEST.where(_ELSE)
_ONE = select(kept_records).where(
    kept_records.c.school == bindparam("of_school"),
    kept_records.c.kind == bindparam("of_kind"),
    kept_records.c.record_id == bindparam("of_id"),
)
