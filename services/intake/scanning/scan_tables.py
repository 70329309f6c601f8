"""What does intake keep of what a scanner said?"""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table, Text, Uuid, text

from services.intake.tables import METADATA
from shared.columns import Moment

TO_SCAN = "again_at is not null"

scans = Table(
    "scans",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("mail_id", Uuid, primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("sender_id", Uuid, nullable=False),
    Column("file", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("said", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("waits_since", Moment, nullable=False),
    Column("again_at", Moment),
    Index(
        "scans_to_do",
        *("again_at", "mail_id", "place"),
        sqlite_where=text(TO_SCAN),
        postgresql_where=text(TO_SCAN),
    ),
)
"""Every message and every file that came in one; `again_at` is empty once judged."""
