"""A school has a catalogue."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shared.steps import guard

revision = "intake_0006"
down_revision = "intake_0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "catalogues",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("school"),
    )
    guard("catalogues")
