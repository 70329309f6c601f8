"""A school is in a nation, whose bank holidays it has."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "directory_0006"
down_revision = "directory_0005"
branch_labels = None
depends_on = "kernel_0001"


def upgrade() -> None:
    op.add_column("schools", sa.Column("nation", sa.Text(), nullable=True))
