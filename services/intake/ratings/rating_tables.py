"""What does intake keep of how requesters found what was done?"""

from __future__ import annotations

from sqlalchemy import Column, Index, Table, Text, Uuid

from services.intake.tables import METADATA
from shared.columns import Moment

ratings = Table(
    "ratings",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("rating_id", Uuid, primary_key=True),
    Column("ticket_id", Uuid),
    Column("month", Text, nullable=False),
    Column("said", Text, nullable=False),
    Column("comment", Text),
    Column("said_at", Moment),
    Index("ratings_month", "month", "school"),
    Index("ratings_ticket", "school", "ticket_id"),
)
"""What was said of each resolution last; without a ticket where it is anonymous.

Without `said_at` where the version before wrote it.
"""
