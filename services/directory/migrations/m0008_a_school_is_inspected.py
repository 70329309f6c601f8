"""A school is inspected on some days."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "directory_0008"
down_revision = "directory_0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("schools", sa.Column("inspections", sa.Text(), nullable=True))
