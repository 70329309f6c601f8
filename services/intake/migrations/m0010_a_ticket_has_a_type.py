"""A ticket has a type."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "intake_0010"
down_revision = "intake_0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What was opened before is an incident, as its events are read."""
    op.add_column(
        "tickets",
        sa.Column("type", sa.Text(), nullable=False, server_default="incident"),
    )
