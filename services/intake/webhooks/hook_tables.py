"""What does intake keep of who is told outside, and of what?"""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table, Text, Uuid, text

from services.intake.tables import METADATA
from shared.columns import Moment
from shared.row_security import READ_BY_ALL

TO_TRY = "state = 'waiting'"
NOT_TAKEN = "state <> 'taken'"
"""Notices that something is still to be done with: few among many, at any age."""

hooks = Table(
    "hooks",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("hook_id", Uuid, primary_key=True),
    Column("address", Text, nullable=False),
    Column("occasions", Text, nullable=False),
    info=READ_BY_ALL,
)
"""Who is told. Those of the MSP are read in the transactions of every school."""

notices = Table(
    "notices",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("notice_id", Uuid, primary_key=True),
    Column("about", Uuid, nullable=False),
    Column("hook_id", Uuid, nullable=False),
    Column("home", Uuid, nullable=False),
    Column("ticket_id", Uuid, nullable=False),
    Column("occasion", Text, nullable=False),
    Column("happened_at", Moment, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("waits_since", Moment, nullable=False),
    Column("again_at", Moment, nullable=False),
    Index(
        "notices_to_try",
        *("again_at", "notice_id"),
        sqlite_where=text(TO_TRY),
        postgresql_where=text(TO_TRY),
    ),
    Index("notices_of_hook", "hook_id", "happened_at", "notice_id"),
    Index(
        "notices_not_taken",
        *("home", "hook_id", "state"),
        sqlite_where=text(NOT_TAKEN),
        postgresql_where=text(NOT_TAKEN),
    ),
)
"""What a hook is told of an event; of its `attempts`, `tries` since it waits."""

notice_tries = Table(
    "notice_tries",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("notice_id", Uuid, primary_key=True),
    Column("attempt", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("state", Text, nullable=False),
    Column("status", Integer),
    Column("said", Text, nullable=False),
)
"""Every try to tell a hook."""
