"""Who is called back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "intake_0021"
down_revision = "intake_0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("tickets", sa.Column("callback", sa.Text(), nullable=True))
