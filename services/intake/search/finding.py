"""Which tickets fit a question? A page of them, by what is due next or changed last."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import fields
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Row, Select, bindparam, func, select, tuple_
from sqlalchemy import text as sql

from contracts.intake import FindTickets, Queue, TicketRow, TicketsView
from contracts.refusals import Invalid
from contracts.values import (
    ApprovalState,
    Channel,
    Priority,
    Target,
    TargetState,
    TicketState,
    TicketType,
)
from services.intake.callbacks.waiting import callback_of
from services.intake.guarded.rows import seen_by, those_seen
from services.intake.queues import soon, waiting
from services.intake.search import word_index
from services.intake.search.words import looked_for
from services.intake.staff.obligation_rows import owed_of
from services.intake.tables import NEVER, WAITING, ticket_words, tickets
from shared.application import Asked
from shared.chain import microseconds, moment_of

_LATEST = microseconds(datetime.max.replace(tzinfo=UTC))

_ORDERS: dict[str, tuple[Any, int]] = {
    "due": (tickets.c.due_rank, NEVER + 1),
    "updated": (tickets.c.updated_at, _LATEST),
}
"""What each order goes by, and the furthest place in it."""


class _Shape(NamedTuple):
    """What a statement is made of, apart from its values."""

    sort: str
    after: bool
    narrowed: frozenset[str]
    state: TicketState | None
    queue: Queue | None
    way: str | None
    words: int
    few: bool


def find_tickets(
    connection: Connection, query: FindTickets, asked: Asked
) -> TicketsView:
    """A page of the queue, by what is due next or by what changed last."""
    if query.sort not in _ORDERS:
        raise Invalid({"sort": ["Must be one of: due, updated."]})
    begun = looked_for(query.search)
    if query.search.strip() and not begun:
        return TicketsView(tickets=(), cursor="")
    way = word_index.way_to_find(connection, begun) if begun else None
    values = _narrowing(query)
    seen = seen_by(connection, asked)
    shape = _Shape(
        sort=query.sort,
        after=bool(query.cursor),
        narrowed=frozenset(values),
        state=query.state,
        queue=query.queue,
        way=way,
        words=len(begun),
        few=bool(seen),
    )
    values |= seen
    values |= {"soon": soon(asked.now), "most": query.limit + 1}
    values["actor"] = asked.caller.actor
    values |= {"of_state": query.state.value} if query.state else {}
    values |= word_index.looking_for(way, begun) if way else {}
    values |= _after(query) if query.cursor else {}
    rows = connection.execute(_statement(shape), values).all()
    page = rows[: query.limit]
    more = len(rows) > query.limit
    return TicketsView(
        tickets=tuple(_row(row, asked) for row in page),
        cursor=_cursor(page[-1], query.sort) if more else "",
    )


def _narrowing(query: FindTickets) -> dict[str, Any]:
    """The values that the tickets must have, by the names of `_NARROWED`."""
    email = query.requester_email
    asked = {
        "of_school": query.school_id,
        "of_assignee": query.assignee,
        "of_email": None if email is None else email.lower(),
        "of_priority": query.priority and query.priority.value,
        "of_channel": query.channel and query.channel.value,
        "of_type": query.type and query.type.value,
        "of_approval": query.approval and query.approval.value,
        "of_category": query.category,
        "of_service": query.service,
        "of_team": query.team_id,
    }
    return {name: value for name, value in asked.items() if value is not None}


def _after(query: FindTickets) -> dict[str, Any]:
    """Where the page begins: after the last ticket of the one before."""
    place, ticket_id = _place(query.cursor, _ORDERS[query.sort][1])
    last = place if query.sort == "due" else moment_of(place)
    return {"after": last, "after_ticket": ticket_id}


# To build a statement takes several times as long as to carry it out.
@lru_cache(maxsize=500)
def _statement(shape: _Shape) -> Select[Any]:
    found = select(*_SHOWN).where(*(_NARROWED[name] for name in shape.narrowed))
    if shape.few:
        found = found.where(those_seen())
    if shape.state is not None:
        found = found.where(*_in_state(shape.state))
    if shape.queue is not None:
        found = found.where(*waiting(shape.queue))
    if shape.way is not None:
        found = found.join(ticket_words, _WORDS_OF).where(
            word_index.has_words(ticket_words, shape.way, shape.words)
        )
    return _ordered(found, shape).limit(bindparam("most"))


def _in_state(state: TicketState) -> list[Any]:
    conditions: list[Any] = [tickets.c.state == bindparam("of_state")]
    if state is not TicketState.RESOLVED:
        # SQLite would not conclude it, and go through all that was ever done.
        conditions.append(sql(WAITING))
    return conditions


def _ordered(found: Select[Any], shape: _Shape) -> Select[Any]:
    column, _ = _ORDERS[shape.sort]
    place = tuple_(column, tickets.c.ticket_id)
    last = tuple_(
        bindparam("after", type_=column.type),
        bindparam("after_ticket", type_=tickets.c.ticket_id.type),
    )
    if shape.sort == "due":
        found = found.order_by(column, tickets.c.ticket_id)
        return found.where(place > last) if shape.after else found
    found = found.order_by(column.desc(), tickets.c.ticket_id.desc())
    return found.where(place < last) if shape.after else found


def _row(row: Row[Any], asked: Asked) -> TicketRow:
    return TicketRow(
        ticket_id=row.ticket_id,
        school_id=row.school,
        reference=row.reference,
        subject=row.subject,
        requester_name=row.requester_name,
        channel=Channel(row.channel),
        priority=Priority(row.priority),
        state=TicketState(row.state),
        assignee=row.assignee,
        version=row.version,
        opened_at=row.opened_at,
        updated_at=row.updated_at,
        due_at=row.due_at,
        due_target=Target(row.due_target) if row.due_target else None,
        due_state=TargetState(row.due_state) if row.due_state else None,
        merged_into=row.merged_into,
        type=TicketType(row.type),
        approval=ApprovalState(row.approval) if row.approval else None,
        obligation=owed_of(row),
        callback=callback_of(row, asked),
        team_id=row.team_id,
        with_school=bool(row.with_school),
    )


def _cursor(row: Row[Any], sort: str) -> str:
    place = row.due_rank if sort == "due" else microseconds(row.updated_at)
    return urlsafe_b64encode(json.dumps([place, str(row.ticket_id)]).encode()).decode()


def _place(cursor: str, furthest: int) -> tuple[int, UUID]:
    """Where a page ended; Invalid for a cursor that no page of this order had."""
    try:
        place, ticket_id = json.loads(urlsafe_b64decode(cursor))
        if type(place) is not int or not 0 <= place <= furthest:
            raise ValueError(f"no page ended at {place}")
        return place, UUID(ticket_id)
    except (ValueError, TypeError, AttributeError, RecursionError):
        raise Invalid({"cursor": ["Not a cursor of ours."]}) from None


_NAMES = {field.name for field in fields(TicketRow)} - {"school_id"}
_SHOWN = [tickets.c.school, tickets.c.due_rank, *(tickets.c[n] for n in sorted(_NAMES))]
_WORDS_OF = (ticket_words.c.school == tickets.c.school) & (
    ticket_words.c.ticket_id == tickets.c.ticket_id
)
_NARROWED = {
    "of_school": tickets.c.school == bindparam("of_school"),
    "of_assignee": tickets.c.assignee == bindparam("of_assignee"),
    "of_email": func.lower(tickets.c.requester_email) == bindparam("of_email"),
    "of_priority": tickets.c.priority == bindparam("of_priority"),
    "of_channel": tickets.c.channel == bindparam("of_channel"),
    "of_type": tickets.c.type == bindparam("of_type"),
    "of_approval": tickets.c.approval == bindparam("of_approval"),
    "of_category": tickets.c.category == bindparam("of_category"),
    "of_service": tickets.c.service == bindparam("of_service"),
    "of_team": tickets.c.team_id == bindparam("of_team"),
}
