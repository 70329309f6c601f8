"""How does audit keep what it hears? As it came: whole, sealed, from every service."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, insert

from services.audit.tables import story
from shared.decider import Heard

_KEEP = insert(story)
_COPIED = tuple(column.name for column in story.columns)


def fold(connection: Connection, heard: Sequence[Heard]) -> None:
    """Copy the events; their order within each log is the log's own."""
    connection.execute(
        _KEEP,
        [{name: getattr(one.envelope, name) for name in _COPIED} for one in heard],
    )
