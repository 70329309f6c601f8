"""What does intake keep of changes, and of the days on which nothing is changed?"""

from __future__ import annotations

from sqlalchemy import Column, Date, Index, Integer, Table, Text, Uuid

from services.intake.tables import METADATA
from shared.columns import Moment

changes = Table(
    "changes",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("ticket_id", Uuid, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("standard", Text, nullable=False),
    Column("risk", Text, nullable=False),
    Column("services", Text, nullable=False),
    Column("starts_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
    Column("who", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("risk_reason", Text, nullable=False),
    Column("plan", Text, nullable=False),
    Column("back_out", Text, nullable=False),
    Column("test", Text, nullable=False),
    Column("begun_at", Moment),
    Column("begun_by", Text, nullable=False),
    Column("begun_because", Text, nullable=False),
    Column("ended_at", Moment),
    Column("outcome", Text, nullable=False),
    Column("review_due_on", Date),
    Column("reviewed_at", Moment),
    Column("review", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Index("changes_of_school", "school", "ends_at"),
    Index("changes_end", "ends_at"),
    Index("changes_to_review", "review_due_on"),
)
"""A change as it stands; its services and who makes it are lists, as JSON."""

allowances = Table(
    "allowances",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("allowance_id", Uuid, primary_key=True),
    Column("ticket_id", Uuid, nullable=False),
    Column("from_on", Date, nullable=False),
    Column("until_on", Date, nullable=False),
    Column("allower", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("allowed_at", Moment, nullable=False),
    Column("version", Integer, nullable=False),
    Index("allowances_of_ticket", "school", "ticket_id"),
)
"""The days of a freeze on which a school allows a change all the same."""

freezes = Table(
    "freezes",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("from_on", Date, nullable=False),
    Column("until_on", Date, nullable=False),
    Index("freezes_end", "until_on"),
)
"""When each school has exams, is inspected or begins its year, as directory said."""

standard_changes = Table(
    "standard_changes",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("content", Text, nullable=False),
    Column("approver", Text, nullable=False),
    Column("approved_at", Moment),
    Column("version", Integer, nullable=False),
)
"""The standard changes of a school, as their last event has them."""
