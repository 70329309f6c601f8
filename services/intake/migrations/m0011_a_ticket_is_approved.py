"""A ticket is approved before it is done."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "intake_0011"
down_revision = "intake_0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("approval", "approval_of", "approver"):
        op.add_column("tickets", sa.Column(name, sa.Text(), nullable=True))
