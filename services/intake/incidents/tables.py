"""What does intake keep of problems and of incidents that matter more than one?"""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table, Text, Uuid

from services.intake.tables import METADATA
from shared.columns import Moment
from shared.row_security import SHOWN_TO_SCHOOLS

incident_records = Table(
    "incident_records",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("ticket_id", Uuid, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("content", Text, nullable=False),
    Index("incident_records_standing", "school", "kind", "state"),
)
"""What is known of a ticket as a record of a kind, as JSON, and how that stands."""

ticket_duties = Table(
    "ticket_duties",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("duty", Uuid, primary_key=True),
    Column("ticket_id", Uuid, nullable=False),
    Column("due_at", Moment),
    Column("content", Text, nullable=False),
    Index("ticket_duties_of", "school", "ticket_id"),
)
"""What has to be done for a ticket by when, as sla told of it last."""

known_errors = Table(
    "known_errors",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("known_error_id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("ended", Text),
    Column("declared_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("content", Text, nullable=False),
)
"""Every known error as it was declared last. No school may read a row."""

shown_known_errors = Table(
    "shown_known_errors",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("known_error_id", Uuid, primary_key=True),
    Column("of_school", Uuid, primary_key=True),
    Column("title", Text, nullable=False),
    Column("also_called", Text, nullable=False),
    Column("workaround", Text, nullable=False),
    Column("shown_since", Moment, nullable=False),
    info=SHOWN_TO_SCHOOLS,
)
"""What each school reads that a known error names, and nothing of the others."""
