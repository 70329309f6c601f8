"""Tickets are about something."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shared.steps import guard

revision = "intake_0013"
down_revision = "intake_0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "categories",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("school"),
    )
    guard("categories")
    for name in ("category", "service"):
        column = sa.Column(name, sa.Text(), nullable=False, server_default="")
        op.add_column("tickets", column)
