"""A school has a look of its own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shared.steps import guard

revision = "directory_0004"
down_revision = "directory_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "looks",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("shown_name", sa.Text(), nullable=True),
        sa.Column("accent", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("school"),
    )
    guard("looks")
