"""How is what hooks are told kept, and what is shown of it?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

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
from services.intake.guarded.rows import kept_among
from services.intake.tables import tickets
from services.intake.webhooks.hook_tables import notice_tries, notices
from services.intake.webhooks.notices import Event
from shared.application import Answer, Asked
from shared.by_keys import ByKeys
from shared.work import Cause, Fresh, Work


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


def find_notices(
    connection: Connection, query: FindNotices, asked: Asked
) -> NoticesView:
    """What a hook was told, the newest first, with every try.

    What it was told of a ticket before few might read that is left out for the others.
    """
    home = query.school_id or PROVIDER
    which = {"of_hook": query.hook_id, "of_home": home, "most": query.limit}
    rows: Sequence[Row[Any]] = connection.execute(_OF_HOOK, which).all()
    kept = kept_among(connection, {(one.school, one.ticket_id) for one in rows}, asked)
    rows = [one for one in rows if (one.school, one.ticket_id) not in kept]
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
_OF_HOOK = (
    select(notices, tickets.c.reference)
    .join(tickets, _OF_TICKET)
    .where(notices.c.hook_id == bindparam("of_hook"))
    .where(notices.c.home == bindparam("of_home"))
    .order_by(notices.c.happened_at.desc(), notices.c.notice_id)
    .limit(bindparam("most"))
)
_TRIES = ByKeys(select(notice_tries), notice_tries.c.school, notice_tries.c.notice_id)
