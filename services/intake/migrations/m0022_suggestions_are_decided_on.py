"""Suggestions are decided on."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shared.steps import guard

revision = "intake_0022"
down_revision = "intake_0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dismissed_duplicates",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("ticket_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("school", "ticket_id", "other_id"),
    )
    guard("dismissed_duplicates")
