"""A school has its matrix of impact and urgency."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shared.steps import guard

revision = "intake_0016"
down_revision = "intake_0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "matrices",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("school"),
    )
    guard("matrices")
