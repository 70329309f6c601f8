"""Requesters say how it was."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shared.steps import guard

revision = "intake_0012"
down_revision = "intake_0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ratings",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("rating_id", sa.Uuid(), nullable=False),
        sa.Column("ticket_id", sa.Uuid(), nullable=True),
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("school", "rating_id"),
    )
    op.create_index("ratings_month", "ratings", ["month", "school"])
    op.create_index("ratings_ticket", "ratings", ["school", "ticket_id"])
    guard("ratings")
