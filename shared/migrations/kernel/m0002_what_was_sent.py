"""What was sent is known by its hash, and since when a log stands still is kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shared.columns import Moment
from shared.steps import guard

revision = "kernel_0002"
down_revision = "kernel_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Which hash was sent, nobody wrote down. What comes again is dropped by who heard.
    op.drop_table("published")
    op.create_table(
        "published",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("school"),
    )
    guard("published")
    op.add_column("checkpoints", sa.Column("since", Moment(), nullable=True))
