"""How far are projects: how many of their tickets are done, and in how much time?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Row, func, select

from contracts.projects import PartKind
from contracts.values import TicketState
from services.intake.effort.rows import time_spent
from services.intake.projects.tables import project_parts
from services.intake.tables import tickets
from shared.by_keys import ByKeys

Key = tuple[UUID, UUID]
"""A school, and a project or a ticket of it."""


class Progress(NamedTuple):
    """How many tickets a project has, how many are done, and the minutes they took."""

    tickets: int = 0
    done: int = 0
    minutes: int = 0


def progress_of(connection: Connection, keys: Sequence[Key]) -> dict[Key, Progress]:
    """How far projects are; what is merged is counted once, as what it goes on as."""
    parts = _PARTS.rows(connection, keys)
    known = _known(connection, parts)
    done: dict[Key, dict[UUID, bool]] = {key: {} for key in keys}
    for row in parts:
        last = _last(known, (row.school, row.ticket_id))
        resolved = last.state == TicketState.RESOLVED.value
        done[row.school, row.project_id][last.ticket_id] = resolved
    took = {
        (row.school, row.project_id): row.minutes
        for row in _MINUTES.rows(connection, keys)
    }
    return {
        key: Progress(len(of_it), sum(of_it.values()), took.get(key, 0))
        for key, of_it in done.items()
    }


def _known(connection: Connection, parts: Sequence[Row[Any]]) -> dict[Key, Row[Any]]:
    """The tickets, and all that they go on as: what is merged may be merged again."""
    known = {(row.school, row.ticket_id): row for row in parts}
    while missing := {*_next(known.values())} - known.keys():
        found = _TICKETS.rows(connection, [*missing])
        known |= {(row.school, row.ticket_id): row for row in found}
        if len(found) < len(missing):
            break
    return known


def _next(rows: Iterable[Row[Any]]) -> Iterator[Key]:
    for row in rows:
        if row.merged_into is not None:
            yield row.school, row.merged_into


def _last(known: Mapping[Key, Row[Any]], key: Key) -> Row[Any]:
    """What a ticket goes on as now; of merges in a circle, the last one before it."""
    seen = {key}
    while (further := (key[0], known[key].merged_into)) in known.keys() - seen:
        seen.add(further)
        key = further
    return known[key]


# Made once: to build a statement takes several times as long as to carry it out.
_IS_TICKET = project_parts.c.kind == PartKind.TICKET.value
_KEYS = (project_parts.c.school, project_parts.c.project_id)
_TICKET = (tickets.c.ticket_id, tickets.c.merged_into, tickets.c.state)
_PARTS = ByKeys(
    select(*_KEYS, *_TICKET)
    .join_from(
        project_parts,
        tickets,
        (tickets.c.school == project_parts.c.school)
        & (tickets.c.ticket_id == project_parts.c.part_id),
    )
    .where(_IS_TICKET),
    *_KEYS,
)
_TICKETS = ByKeys(
    select(tickets.c.school, *_TICKET), tickets.c.school, tickets.c.ticket_id
)
_MINUTES = ByKeys(
    select(*_KEYS, func.sum(time_spent.c.minutes).label("minutes"))
    .join_from(
        project_parts,
        time_spent,
        (time_spent.c.school == project_parts.c.school)
        & (time_spent.c.ticket_id == project_parts.c.part_id),
    )
    .where(_IS_TICKET)
    .group_by(*_KEYS),
    *_KEYS,
)
