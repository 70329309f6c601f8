"""Who calls is kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shared.columns import Moment
from shared.steps import guard

revision = "intake_0020"
down_revision = "intake_0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calls",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("call_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("extension", sa.Text(), nullable=False),
        sa.Column("recording", sa.Text(), nullable=False),
        sa.Column("started_at", Moment(), nullable=False),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("school", "call_id"),
    )
    op.create_index("calls_number", "calls", ["number"])
    op.create_index("calls_started", "calls", ["school", "started_at"])
    op.add_column("tickets", sa.Column("call_id", sa.Uuid(), nullable=True))
    op.create_index("tickets_call", "tickets", ["call_id"])
    guard("calls")
