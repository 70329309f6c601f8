"""At which version is a stream, for whoever is about to change what it tells?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, func, select

from shared.decider import Decider
from shared.log_tables import events


def version_of(
    connection: Connection, decider: Decider[Any], school: UUID, question: object
) -> int:
    """How many events the stream that a question is about has; 0 for none."""
    which = {"of_school": school, "of_stream": decider.stream(question)}
    return connection.execute(_VERSION, which).scalar() or 0


# Made once, for every page asks it.
_VERSION = select(func.max(events.c.stream_version)).where(
    events.c.school == bindparam("of_school"),
    events.c.stream == bindparam("of_stream"),
)
