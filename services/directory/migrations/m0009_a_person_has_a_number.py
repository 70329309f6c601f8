"""A person calls from a number."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "directory_0009"
down_revision = "directory_0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people", sa.Column("phone", sa.Text(), nullable=True))
    op.create_index("people_by_phone", "people", ["phone"])
