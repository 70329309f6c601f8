"""A school has exams, which are said as a whole."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "directory_0007"
down_revision = "directory_0006"
branch_labels = None
depends_on = "kernel_0001"


def upgrade() -> None:
    op.add_column("schools", sa.Column("exams", sa.Text(), nullable=True))
