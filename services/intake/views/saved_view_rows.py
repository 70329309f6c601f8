"""How are saved views kept, who may change one, and how many tickets does each show?"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    Row,
    Table,
    Text,
    Uuid,
    delete,
    insert,
    or_,
    select,
    update,
)

from contracts.access import Caller, Right
from contracts.codec import dump, restore
from contracts.refusals import Forbidden, NotFound, Refused
from contracts.saved_views import (
    FindViews,
    RemoveView,
    SavedView,
    SavedViewsView,
    SaveView,
    ViewRemoved,
    ViewSaved,
)
from contracts.values import PROVIDER
from services.intake.tables import METADATA
from services.intake.views.counting_views import count_each
from shared.application import Answer, Asked
from shared.work import Cause, Fresh, Work

MOST = 40
"""Views that somebody may be shown: each of them is counted on every look."""

saved_views = Table(
    "saved_views",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("view_id", Uuid, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("shared", Integer, nullable=False),
    Column("sort_name", Text, nullable=False),
    Column("saved", Text, nullable=False),
    Column("version", Integer, nullable=False),
)
"""What is looked for under a name; `saved` is the last event of each, as JSON."""


def save_view(work: Work, command: SaveView, cause: Cause) -> None:
    """Keep a view; one that is there changes by whoever may."""
    known = _known(work.connection, work.school, command.view_id)
    if known is not None:
        _check_may_change(known, cause.caller)
    elif len(_shown(work.connection, work.school, cause.caller.actor)) >= MOST:
        raise Refused(f"There are {MOST} views already: remove one first.")
    work.execute(command, cause)


def remove_view(work: Work, command: RemoveView, cause: Cause) -> None:
    """Throw a view away, as whoever may change it."""
    known = _known(work.connection, work.school, command.view_id)
    if known is not None:
        _check_may_change(known, cause.caller)
    work.execute(command, cause)


def keep_view(
    connection: Connection, fresh: Fresh, event: ViewSaved | ViewRemoved
) -> None:
    """Keep the views as they were saved last; who saved one first, owns it."""
    which = (
        saved_views.c.school == fresh.school,
        saved_views.c.view_id == event.view_id,
    )
    if isinstance(event, ViewRemoved):
        connection.execute(delete(saved_views).where(*which))
        return
    values = {
        "shared": int(event.shared),
        "sort_name": event.name.casefold(),
        "saved": json.dumps(dump(event)),
        "version": fresh.stream_version,
    }
    if fresh.stream_version > 1:
        connection.execute(update(saved_views).where(*which).values(values))
        return
    whose = {"school": fresh.school, "view_id": event.view_id, "owner": fresh.actor}
    connection.execute(insert(saved_views).values(whose | values))


def find_views(
    connection: Connection, query: FindViews, asked: Asked
) -> SavedViewsView:
    """The views of whoever asks, each with how many tickets it shows now."""
    home = query.school_id or PROVIDER
    rows = _shown(connection, home, asked.caller.actor)
    saved = [_saved(row.saved) for row in rows]
    counts = count_each(connection, saved, query.school_id, asked)
    return SavedViewsView(views=tuple(_views(rows, saved, counts, asked.caller)))


ANSWERS: Mapping[type, Answer] = {FindViews: find_views}


def _shown(connection: Connection, home: UUID, actor: str) -> list[Row[Any]]:
    """What somebody is shown: their own first, then what is shared, each by name."""
    found = (
        select(saved_views)
        .where(saved_views.c.school == home)
        .where(or_(saved_views.c.owner == actor, saved_views.c.shared == 1))
        .order_by(saved_views.c.shared, saved_views.c.sort_name, saved_views.c.view_id)
    )
    return [*connection.execute(found)]


def _known(connection: Connection, home: UUID, view_id: UUID) -> Row[Any] | None:
    found = select(saved_views).where(
        saved_views.c.school == home, saved_views.c.view_id == view_id
    )
    return connection.execute(found).one_or_none()


def _check_may_change(row: Row[Any], caller: Caller) -> None:
    """NotFound for another's own view, Forbidden for one that is shared by others."""
    if _may_change(row, caller):
        return
    if not row.shared:
        raise NotFound("There is no such view.")
    raise Forbidden("Only who shared this view may change it.")


def _may_change(row: Row[Any], caller: Caller) -> bool:
    """Its owner may; what is shared, whoever manages people there may, too."""
    if caller.role is None or row.owner == caller.actor:
        return True
    return bool(row.shared) and caller.may(Right.MANAGE_PEOPLE, row.school)


def _views(
    rows: Iterable[Row[Any]],
    saved: Iterable[ViewSaved],
    counts: Iterable[int | None],
    caller: Caller,
) -> Iterator[SavedView]:
    for row, one, count in zip(rows, saved, counts, strict=True):
        told = {field.name: getattr(one, field.name) for field in fields(one)}
        yield SavedView(
            **told, mine=_may_change(row, caller), version=row.version, count=count
        )


@lru_cache(maxsize=1_000)
def _saved(content: str) -> ViewSaved:
    """The event that was written down; the same words are read once."""
    return restore(ViewSaved, json.loads(content))
