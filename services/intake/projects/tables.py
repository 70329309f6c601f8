"""What does intake keep of projects, and of what belongs to them?"""

from __future__ import annotations

from sqlalchemy import Column, Date, Index, Integer, Table, Text, Uuid

from services.intake.tables import METADATA
from shared.columns import Moment

projects = Table(
    "projects",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("project_id", Uuid, primary_key=True),
    Column("name", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("approved", Integer, nullable=False),
    Column("approver", Text, nullable=False),
    Column("lead", Text, nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("target_on", Date, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("milestones", Text, nullable=False),
    Column("ended", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Index("projects_state", "state", "target_on"),
)
"""A project as it stands; its milestones are names and days, as JSON."""

reached_milestones = Table(
    "reached_milestones",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("project_id", Uuid, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("reached_at", Moment, nullable=False),
)
"""When each milestone of a project was reached."""

project_parts = Table(
    "project_parts",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("part_id", Uuid, primary_key=True),
    Column("project_id", Uuid, nullable=False),
    Index("project_parts_of", "school", "project_id"),
)
"""Which project a ticket or a visit belongs to: one, as its key says."""
