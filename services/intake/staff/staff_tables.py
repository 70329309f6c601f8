"""What does intake keep of who joins, moves or leaves?"""

from __future__ import annotations

from sqlalchemy import Column, Date, Integer, Table, Text, Uuid

from services.intake.tables import METADATA
from shared.columns import Moment

staff_changes = Table(
    "staff_changes",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("ticket_id", Uuid, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("on", Date, nullable=False),
    Column("person", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("accounts", Text, nullable=False),
    Column("kit", Text, nullable=False),
    Column("passes_to", Text, nullable=False),
)

staff_actions = Table(
    "staff_actions",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("ticket_id", Uuid, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("place", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("access", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("by", Text),
    Column("at", Moment),
    Column("note", Text, nullable=False),
)
"""What has to be done for it, in its order, with who said last how it stands."""
