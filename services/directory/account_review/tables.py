"""What is kept of account reviews?"""

from __future__ import annotations

from sqlalchemy import Column, Table, Text, Uuid

from services.directory.tables import METADATA
from shared.columns import Moment

account_conclusions = Table(
    "account_conclusions",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("review_id", Uuid, primary_key=True),
    Column("account_id", Uuid, primary_key=True),
    Column("conclusion", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("reviewed_by", Text, nullable=False),
    Column("reviewed_at", Moment, nullable=False),
)
"""What was said last of each account in each review."""

account_reviews = Table(
    "account_reviews",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("review_id", Uuid, primary_key=True),
    Column("signed_by", Text, nullable=False),
    Column("signed_at", Moment, nullable=False),
)
"""The reviews that were signed."""
