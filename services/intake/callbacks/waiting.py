"""Which call-backs wait, and how is it kept what came of them?"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, bindparam, select, update
from sqlalchemy import text as sql

from contracts.access import Right
from contracts.callbacks import CallbackRequested, CallbackShown
from contracts.codec import dump, restore
from contracts.refusals import Refused
from contracts.ties import TicketJoined, TicketParted
from services.intake.callbacks.requests import CalledBack
from services.intake.tables import WAITING, tickets
from services.intake.timeline.entries import Entry, change, write
from shared.application import Asked
from shared.work import Fresh, Work

MOST_WAITING = 3
"""Call-backs that wait for one person: what is more is a mistake, or a nuisance."""

_LONDON = ZoneInfo("Europe/London")


class Kept(NamedTuple):
    """What is kept of a call-back; `of` is the merged ticket that it came with."""

    asked: CallbackShown
    of: UUID | None = None


def keep_callback(connection: Connection, fresh: Fresh, event: CalledBack) -> None:
    """Keep that a call is wanted, or what came of one, and tell it in the timeline."""
    if isinstance(event, CallbackRequested):
        asked = CallbackShown(
            number=event.number, from_at=event.from_at, until_at=event.until_at
        )
        kept: Kept | None = Kept(asked)
        entry = Entry("callback_requested", detail=_stretch(asked))
    else:
        kept = _tried(_find(connection, fresh.school, event.ticket_id), fresh, event)
        said = "reached" if event.reached else "not reached"
        entry = Entry("callback_tried", event.text or None, said)
    changes = {} if kept is None else {"callback": _written(kept)}
    change(connection, fresh, event.ticket_id, changes)
    write(connection, fresh, event.ticket_id, entry)


def carried(connection: Connection, school: UUID, event: object) -> dict[str, Any]:
    """What a merge, or its undoing, changes of the survivor: its call goes along."""
    if isinstance(event, TicketJoined):
        theirs = _find(connection, school, event.from_id)
        if theirs is None or theirs.asked.reached_at is not None:
            return {}
        mine = _find(connection, school, event.ticket_id)
        if mine is not None and mine.asked.reached_at is None:
            return {}
        return {"callback": _written(Kept(theirs.asked, event.from_id))}
    if isinstance(event, TicketParted):
        mine = _find(connection, school, event.ticket_id)
        if mine is not None and mine.of == event.from_id:
            _give_back(connection, school, event.from_id, mine.asked)
            return {"callback": None}
    return {}


def callback_of(ticket: Row[Any], asked: Asked) -> CallbackShown | None:
    """Whom to call back for a ticket, and when; by which number, for the desk alone."""
    kept = _read(ticket.callback)
    if kept is None:
        return None
    works = asked.caller.may(Right.WORK_TICKETS, ticket.school)
    return kept.asked if works else replace(kept.asked, number="")


def check_room(work: Work, requester_id: UUID, ticket_id: UUID) -> None:
    """Refused where enough calls wait for the same person already."""
    which = {"of_school": work.school, "of_requester": requester_id}
    rows = work.connection.execute(_WAITING, which | {"of_ticket": ticket_id})
    found = [_read(one) for one in rows.scalars()]
    waiting = [one for one in found if one is not None and not one.asked.reached_at]
    if len(waiting) >= MOST_WAITING:
        raise Refused(
            f"{MOST_WAITING} calls are waiting for you already. Write to us on one of"
            " those requests, or ring us."
        )


def _tried(kept: Kept | None, fresh: Fresh, event: Any) -> Kept | None:
    if kept is None:
        return None
    at = fresh.happened_at
    reached_at = at if event.reached else kept.asked.reached_at
    tries = kept.asked.tries + 1
    asked = replace(kept.asked, tries=tries, tried_at=at, reached_at=reached_at)
    return kept._replace(asked=asked)


def _give_back(
    connection: Connection, school: UUID, ticket_id: UUID, asked: CallbackShown
) -> None:
    """What came of the call meanwhile is so at the ticket that it was asked for by."""
    theirs = _find(connection, school, ticket_id)
    of = None if theirs is None else theirs.of
    which = {"of_school": school, "of_ticket": ticket_id}
    connection.execute(_KEEP, which | {"callback": _written(Kept(asked, of))})


def _find(connection: Connection, school: UUID, ticket_id: UUID) -> Kept | None:
    which = {"of_school": school, "of_ticket": ticket_id}
    return _read(connection.execute(_FIND, which).scalar())


def _read(content: str | None) -> Kept | None:
    if content is None:
        return None
    said = json.loads(content)
    of = said.pop("of")
    return Kept(restore(CallbackShown, said), of and UUID(of))


def _written(kept: Kept) -> str:
    of = None if kept.of is None else str(kept.of)
    return json.dumps(dump(kept.asked) | {"of": of})


def _stretch(asked: CallbackShown) -> str:
    begins, ends = _there(asked.from_at), _there(asked.until_at)
    return f"{begins:%d/%m/%Y %H:%M} to {ends:%H:%M}"


def _there(at: datetime) -> datetime:
    return at.astimezone(_LONDON)


# Made once: to build a statement takes several times as long as to carry it out.
_OF_TICKET = (tickets.c.school == bindparam("of_school")) & (
    tickets.c.ticket_id == bindparam("of_ticket")
)
_FIND = select(tickets.c.callback).where(_OF_TICKET)
_KEEP = update(tickets).where(_OF_TICKET)
_WAITING = (
    select(tickets.c.callback)
    .where(tickets.c.school == bindparam("of_school"), sql(WAITING))
    .where(tickets.c.requester_id == bindparam("of_requester"))
    .where(tickets.c.callback.is_not(None))
    .where(tickets.c.ticket_id != bindparam("of_ticket"))
)
