"""How many tickets does each saved view show now? Of what waits, in one look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, func, select

from contracts.access import Caller
from contracts.intake import Queue
from contracts.saved_views import MOST_COUNTED, MYSELF, ViewSaved
from contracts.values import TicketState
from services.intake.queues import soon, waiting
from services.intake.search import word_index
from services.intake.search.words import looked_for
from services.intake.tables import ticket_words, tickets
from shared.application import Asked


def count_each(
    connection: Connection,
    views: Sequence[ViewSaved],
    school: UUID | None,
    asked: Asked,
) -> list[int | None]:
    """The counts in order, up to MOST_COUNTED; None for what shows what is done."""
    counts: dict[UUID, int] = {}
    plain = [one for one in views if _waits(one) and not one.search]
    if plain:
        found = _at(school, *(_count(one, asked) for one in plain))
        row = connection.execute(found, _when_and_who(asked)).one()
        counts |= {
            one.view_id: min(count, MOST_COUNTED)
            for one, count in zip(plain, row, strict=True)
        }
    for one in views:
        if _waits(one) and one.search:
            counts[one.view_id] = _with_words(connection, one, school, asked)
    return [counts.get(one.view_id) for one in views]


def _waits(one: ViewSaved) -> bool:
    return one.state is not TicketState.RESOLVED


def _at(school: UUID | None, *counted: Any) -> Any:
    """A question about what waits, at one school or at all."""
    found = select(*counted).select_from(tickets).where(*waiting(Queue.UNRESOLVED))
    return found if school is None else found.where(tickets.c.school == school)


def _count(one: ViewSaved, asked: Asked) -> ColumnElement[int]:
    counted: ColumnElement[int] = func.count()
    conditions = _fits(one, asked.caller)
    return counted.filter(*conditions) if conditions else counted


def _with_words(
    connection: Connection, one: ViewSaved, school: UUID | None, asked: Asked
) -> int:
    begun = looked_for(one.search)
    if not begun:
        return 0
    way = word_index.way_to_find(connection, begun)
    of_words = (ticket_words.c.school == tickets.c.school) & (
        ticket_words.c.ticket_id == tickets.c.ticket_id
    )
    found = (
        _at(school, tickets.c.ticket_id)
        .join(ticket_words, of_words)
        .where(*_fits(one, asked.caller))
        .where(word_index.has_words(ticket_words, way, len(begun)))
        .limit(MOST_COUNTED)
    )
    values = word_index.looking_for(way, begun) | _when_and_who(asked)
    counted = select(func.count()).select_from(found.subquery())
    return connection.execute(counted, values).scalar_one()


def _when_and_who(asked: Asked) -> dict[str, Any]:
    """What the queues of a view go by."""
    return {"soon": soon(asked.now), "actor": asked.caller.actor}


def _fits(one: ViewSaved, caller: Caller) -> list[ColumnElement[bool]]:
    """What a view asks of a ticket, besides its words."""
    wanted = {
        tickets.c.state: one.state and one.state.value,
        tickets.c.priority: one.priority and one.priority.value,
        tickets.c.channel: one.channel and one.channel.value,
        tickets.c.type: one.type and one.type.value,
        tickets.c.assignee: caller.actor if one.assignee == MYSELF else one.assignee,
        tickets.c.school: one.of_school,
        tickets.c.team_id: one.team_id,
        func.lower(tickets.c.requester_email): one.requester_email,
    }
    asked = [column == said for column, said in wanted.items() if said is not None]
    return asked + ([] if one.queue is None else waiting(one.queue))
