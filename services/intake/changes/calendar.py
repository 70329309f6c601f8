"""Which changes are made in some days, and which have to be moved or reviewed?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, bindparam, select

from contracts.change_calendar import (
    MOST_CHANGES,
    MOST_FREEZES,
    ChangesView,
    FindChanges,
    FreezeAt,
)
from contracts.changes import ChangeKind, ChangeState
from contracts.refusals import Invalid
from services.intake.changes.bounds import check_near
from services.intake.changes.freeze_rows import freezes_of_all
from services.intake.changes.freezes import Span, not_allowed
from services.intake.changes.ground import days_of
from services.intake.changes.reading import THEIR_TICKET, Key, these_changes
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
    seen = seen_by(connection, asked)
    which |= seen
    found, ahead, owed = _ASKED[query.school_id is not None, bool(seen)]
    keys = (
        _keys(connection.execute(found, which)),
        _to_move(connection, connection.execute(ahead, which).all()),
        _keys(connection.execute(owed, which)),
    )
    freezes = _freezes(connection, query.school_id, days)
    made, to_move, to_review = (
        these_changes(connection, one[:MOST_CHANGES], asked.now) for one in keys
    )
    return ChangesView(
        changes=made,
        to_move=to_move,
        to_review=to_review,
        freezes=freezes[:MOST_FREEZES],
        more=len(freezes) > MOST_FREEZES
        or any(len(one) > MOST_CHANGES for one in keys),
    )


def _days(query: FindChanges) -> Span:
    check_near(from_on=query.from_on, until_on=query.until_on)
    if query.until_on < query.from_on:
        raise Invalid({"until_on": ["Must not be before the first day."]})
    if query.until_on - query.from_on > LONGEST:
        raise Invalid({"until_on": [f"No more than {LONGEST.days} days at once."]})
    return Span(query.from_on, query.until_on)


def _keys(rows: Iterable[Any]) -> list[Key]:
    return [(one.school, one.ticket_id) for one in rows]


def _to_move(connection: Connection, ahead: Sequence[Any]) -> list[Key]:
    """Those that lie in a freeze: which of them do, only the calendars tell."""
    if not ahead:
        return []
    allowed = allowances_of(connection, _keys(ahead))
    all_days = days_of(ahead[0].starts_at, max(one.ends_at for one in ahead))
    freezes = freezes_of_all(connection, {one.school for one in ahead}, all_days)
    keys: list[Key] = []
    for one in ahead:
        key = (one.school, one.ticket_id)
        spans = [Span(day.from_on, day.until_on) for day in allowed[key]]
        days = days_of(one.starts_at, one.ends_at)
        if not_allowed(freezes[one.school], days, spans):
            keys.append(key)
    return keys


def _freezes(
    connection: Connection, school: UUID | None, days: Span
) -> tuple[FreezeAt, ...]:
    schools: Iterable[UUID] = [school] if school else _schools(connection)
    told = freezes_of_all(connection, schools, days)
    found = [
        FreezeAt(school_id=one, freeze=freeze)
        for one, freezes in told.items()
        for freeze in freezes
    ]
    found.sort(key=lambda one: (one.freeze.from_on, one.freeze.until_on, one.school_id))
    return tuple(found)


def _schools(connection: Connection) -> Iterable[UUID]:
    return connection.execute(_SCHOOLS).scalars()


def _midnight(on: date) -> datetime:
    return datetime.combine(on, time(), LONDON)


# Made once: to build a statement takes several times as long as to carry it out.
_SCHOOLS = select(looks.c.school)
_KEYS_OF = select(
    *(changes.c.school, changes.c.ticket_id),
    *(changes.c.starts_at, changes.c.ends_at),
).join(tickets, THEIR_TICKET)
_FOUND = (
    _KEYS_OF.where(
        changes.c.ends_at >= bindparam("since", type_=Moment),
        changes.c.starts_at < bindparam("until", type_=Moment),
    )
    .order_by(changes.c.starts_at, changes.c.ticket_id)
    .limit(MOST_CHANGES + 1)
)
_AHEAD = _KEYS_OF.where(
    changes.c.ends_at >= bindparam("now", type_=Moment),
    changes.c.state == ChangeState.PLANNED.value,
    changes.c.kind != ChangeKind.EMERGENCY.value,
).order_by(changes.c.starts_at, changes.c.ticket_id)
_OWED = (
    _KEYS_OF.where(
        changes.c.review_due_on.is_not(None),
        changes.c.reviewed_at.is_(None),
        changes.c.ended_at.is_not(None),
    )
    .order_by(changes.c.review_due_on, changes.c.ticket_id)
    .limit(MOST_CHANGES + 1)
)
_OF_SCHOOL = changes.c.school == bindparam("of_school")
_ASKED_OF_ALL: tuple[Select[Any], ...] = (_FOUND, _AHEAD, _OWED)
_ASKED_OF_SCHOOL = tuple(one.where(_OF_SCHOOL) for one in _ASKED_OF_ALL)
_SEEN = those_seen()
_ASKED = {
    (False, False): _ASKED_OF_ALL,
    (False, True): tuple(one.where(_SEEN) for one in _ASKED_OF_ALL),
    (True, False): _ASKED_OF_SCHOOL,
    (True, True): tuple(one.where(_SEEN) for one in _ASKED_OF_SCHOOL),
}
"""By whether it is asked of one school, and by whom something is kept from."""
