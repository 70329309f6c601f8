"""How is what hooks are told kept and read, and which of it is to be tried now?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, func, insert, select, text, update

from contracts.hooks import (
    FindNotices,
    Notice,
    NoticeState,
    NoticesView,
    NoticeTried,
    NoticeTry,
    NoticeWritten,
    Occasion,
    ReplayNotice,
)
from contracts.refusals import NotFound
from contracts.values import PROVIDER
from services.intake.hook_tables import TO_TRY, hooks, notice_tries, notices
from services.intake.notices import Event
from services.intake.outgoing.webhook import Told
from services.intake.tables import tickets
from shared.application import Answer, Asked
from shared.by_keys import ByKeys
from shared.work import Cause, Fresh, Work


class ToTry(NamedTuple):
    """A notice that is to be tried; `address` is None where its hook was removed."""

    told: Told
    hook_id: UUID
    home: UUID
    address: str | None
    attempts: int
    tries: int
    waits_since: datetime
    correlation_id: UUID


def keep_notice(connection: Connection, fresh: Fresh, event: Event) -> None:
    """Keep how a notice stands after an event, and every try."""
    at = fresh.happened_at
    if isinstance(event, NoticeWritten):
        connection.execute(_ADD, _row(fresh, event))
        return
    which = {"of_school": fresh.school, "of_notice": event.notice_id}
    if isinstance(event, NoticeTried):
        tried = {
            "state": event.state.value,
            "attempts": event.attempt,
            "again_at": event.again_at or at,
        }
        connection.execute(_TRIED, which | tried)
        connection.execute(_ADD_TRY, _try(fresh, event))
    else:
        state = NoticeState.WAITING.value
        again = {"state": state, "tries": 0, "waits_since": at, "again_at": at}
        connection.execute(_AGAIN, which | again)


def replay_notice(work: Work, command: ReplayNotice, cause: Cause) -> None:
    """Tell a hook once more, as whoever has it: NotFound for another's."""
    which = {"of_school": work.school, "of_notice": command.notice_id}
    home = work.connection.execute(_HOME, which).scalar()
    if cause.caller.role is not None and home != (cause.caller.school or home):
        raise NotFound("There is no such notice.")
    work.execute(command, cause)


def notices_to_try(
    connection: Connection, now: datetime, busy: Collection[UUID], most: int
) -> list[ToTry]:
    """The first notice of each hook that is not busy, the longest due first."""
    wanted = {"now": now, "busy": [*busy], "most": most}
    return [_to_try(row) for row in connection.execute(_TO_TRY, wanted)]


def overdue(connection: Connection, before: datetime) -> int:
    """How many notices were to be tried before a moment, and still wait."""
    return connection.execute(_OVERDUE, {"before": before}).scalar_one()


def find_notices(connection: Connection, query: FindNotices, _: Asked) -> NoticesView:
    """What a hook was told, the newest first, with every try."""
    home = query.school_id or PROVIDER
    which = {"of_hook": query.hook_id, "of_home": home, "most": query.limit}
    rows = connection.execute(_OF_HOOK, which).all()
    tries = defaultdict(list)
    for one in _TRIES.rows(connection, [(row.school, row.notice_id) for row in rows]):
        tries[one.notice_id].append(_told(one))
    return NoticesView(notices=tuple(_notice(r, tries[r.notice_id]) for r in rows))


ANSWERS: Mapping[type, Answer] = {FindNotices: find_notices}


def _row(fresh: Fresh, event: NoticeWritten) -> dict[str, Any]:
    at = fresh.happened_at
    return {
        "school": fresh.school,
        "notice_id": event.notice_id,
        "about": event.about,
        "hook_id": event.hook_id,
        "home": event.home,
        "ticket_id": event.ticket_id,
        "occasion": event.occasion.value,
        "happened_at": event.at,
        "state": NoticeState.WAITING.value,
        "attempts": 0,
        "tries": 0,
        "waits_since": at,
        "again_at": at,
    }


def _try(fresh: Fresh, event: NoticeTried) -> dict[str, Any]:
    return {
        "school": fresh.school,
        "notice_id": event.notice_id,
        "attempt": event.attempt,
        "at": fresh.happened_at,
        "state": event.state.value,
        "status": event.status,
        "said": event.said,
    }


def _to_try(row: Row[Any]) -> ToTry:
    told = Told(
        notice_id=row.notice_id,
        event_id=row.about,
        occasion=Occasion(row.occasion),
        at=row.happened_at,
        school_id=row.school,
        ticket_id=row.ticket_id,
        reference=row.reference,
    )
    return ToTry(
        told=told,
        hook_id=row.hook_id,
        home=row.home,
        address=row.address,
        attempts=row.attempts,
        tries=row.tries,
        waits_since=row.waits_since,
        correlation_id=row.correlation_id,
    )


def _notice(row: Row[Any], tries: Sequence[NoticeTry]) -> Notice:
    state = NoticeState(row.state)
    return Notice(
        school_id=row.school,
        notice_id=row.notice_id,
        about=row.about,
        ticket_id=row.ticket_id,
        reference=row.reference,
        occasion=Occasion(row.occasion),
        at=row.happened_at,
        state=state,
        again_at=row.again_at if state is NoticeState.WAITING else None,
        tries=tuple(sorted(tries, key=lambda one: one.attempt)),
    )


def _told(row: Row[Any]) -> NoticeTry:
    return NoticeTry(
        attempt=row.attempt,
        at=row.at,
        state=NoticeState(row.state),
        status=row.status,
        said=row.said,
    )


# Made once: to build a statement takes several times as long as to carry it out.
_ADD, _ADD_TRY = insert(notices), insert(notice_tries)
_OF_NOTICE = (notices.c.school == bindparam("of_school")) & (
    notices.c.notice_id == bindparam("of_notice")
)
_HOME = select(notices.c.home).where(_OF_NOTICE)
_AGAIN = update(notices).where(_OF_NOTICE)
_TRIED = update(notices).where(_OF_NOTICE).values(tries=notices.c.tries + 1)
_OF_TICKET = (notices.c.school == tickets.c.school) & (
    notices.c.ticket_id == tickets.c.ticket_id
)
_PLACE = func.row_number().over(
    partition_by=(notices.c.home, notices.c.hook_id),
    order_by=(notices.c.again_at, notices.c.notice_id),
)
_FIRST = (
    select(notices, _PLACE.label("place"))
    .where(text(f"notices.{TO_TRY}"))
    .where(notices.c.again_at <= bindparam("now"))
    .where(notices.c.hook_id.not_in(bindparam("busy", expanding=True)))
    .subquery("due")
)
_TO_TRY = (
    select(_FIRST, hooks.c.address, tickets.c.reference, tickets.c.correlation_id)
    .join(
        tickets,
        (_FIRST.c.school == tickets.c.school)
        & (_FIRST.c.ticket_id == tickets.c.ticket_id),
    )
    .outerjoin(
        hooks,
        (_FIRST.c.home == hooks.c.school) & (_FIRST.c.hook_id == hooks.c.hook_id),
    )
    .where(_FIRST.c.place == 1)
    .order_by(_FIRST.c.again_at, _FIRST.c.notice_id)
    .limit(bindparam("most"))
)
_OVERDUE = (
    select(func.count())
    .select_from(notices)
    .where(text(f"notices.{TO_TRY}"))
    .where(notices.c.again_at < bindparam("before"))
)
_OF_HOOK = (
    select(notices, tickets.c.reference)
    .join(tickets, _OF_TICKET)
    .where(notices.c.hook_id == bindparam("of_hook"))
    .where(notices.c.home == bindparam("of_home"))
    .order_by(notices.c.happened_at.desc(), notices.c.notice_id)
    .limit(bindparam("most"))
)
_TRIES = ByKeys(select(notice_tries), notice_tries.c.school, notice_tries.c.notice_id)
