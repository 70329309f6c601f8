"""An agreement promises any number of priorities."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "sla_0005"
down_revision = "sla_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Whatever was signed before promises p1 to p4: anything else was refused.
    number = sa.Column("priorities", sa.Integer(), nullable=False, server_default="4")
    op.add_column("agreements", number)
    op.create_index("agreements_priorities", "agreements", ["priorities"])
