"""How does audit keep what it hears? As it came: whole, sealed, from every service."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Connection, exists, insert, select

from services.audit.tables import given_up, story
from shared.changes import change_all
from shared.decider import Heard

_KEEP = insert(story)
_COPIED = tuple(column.name for column in story.columns)


def fold(connection: Connection, heard: Sequence[Heard]) -> None:
    """Copy the events; their order within each log is the log's own."""
    change_all(connection, _KEEP, [one.envelope._asdict() for one in heard])


def give_up(connection: Connection, source: str, school: UUID, after: int) -> None:
    """Keep apart what was heard of a log after a position that all agreed on."""
    there = exists().where(
        *(
            given_up.c[column.name] == story.c[column.name]
            for column in given_up.primary_key
        )
    )
    abandoned = select(*(story.c[name] for name in _COPIED)).where(
        story.c.school == school,
        story.c.service == source,
        story.c.position > after,
        ~there,
    )
    connection.execute(insert(given_up).from_select(_COPIED, abandoned))
