"""What is kept of remote sessions?"""

from __future__ import annotations

from sqlalchemy import Column, Date, Index, Integer, Table, Text, Uuid, text

from services.intake.tables import METADATA
from shared.columns import Moment

OPEN = "closed_at is null"
"""Sessions that somebody has now: few among many, at any age."""

remote_sessions = Table(
    "remote_sessions",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("session_id", Uuid, primary_key=True),
    Column("ticket_id", Uuid, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("device", Text, nullable=False),
    Column("tool", Text, nullable=False),
    Column("unattended", Integer, nullable=False),
    Column("agreed_by", Text, nullable=False),
    Column("agreed", Text),
    Column("agreed_at", Moment),
    Column("opened_at", Moment, nullable=False),
    Column("opened_by", Text, nullable=False),
    Column("closed_at", Moment),
    Index("remote_sessions_opened", "school", "opened_at"),
    Index("remote_sessions_ticket", "school", "ticket_id", "opened_at"),
    Index(
        "remote_sessions_open",
        *("opened_at", "school", "session_id"),
        sqlite_where=text(OPEN),
        postgresql_where=text(OPEN),
    ),
)
"""Who was on a device, why, and who agreed."""

remote_actions = Table(
    "remote_actions",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("action_id", Uuid, primary_key=True),
    Column("session_id", Uuid, nullable=False),
    Column("at", Moment, nullable=False),
    Column("place", Integer, nullable=False),
    Column("actor", Text, nullable=False),
    Column("what", Text, nullable=False),
    Index("remote_actions_session", "school", "session_id", "place"),
)
"""What was done in a session, in order."""

standing_consents = Table(
    "standing_consents",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("until_on", Date, nullable=False),
    Column("devices", Text, nullable=False),
    Column("given_by", Text, nullable=False),
    Column("given_at", Moment, nullable=False),
)
"""What a school agrees to while nobody is there."""
