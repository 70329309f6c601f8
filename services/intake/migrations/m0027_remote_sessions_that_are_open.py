"""Remote sessions that are open are found by themselves."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "intake_0027"
down_revision = "intake_0026"
branch_labels = None
depends_on = None

OPEN = sa.text("closed_at is null")


def upgrade() -> None:
    op.create_index(
        "remote_sessions_open",
        "remote_sessions",
        ["opened_at", "school", "session_id"],
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
