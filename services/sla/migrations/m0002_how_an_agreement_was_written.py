"""An agreement says in which version of its event it was written down."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "sla_0002"
down_revision = "sla_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    written = sa.Column(
        "content_version", sa.Integer(), nullable=False, server_default="1"
    )
    op.add_column("agreements", written)
