"""Whose tickets are guarded is in their index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "intake_0036"
down_revision = "intake_0035"
branch_labels = None
depends_on = None

GUARDED = "guarded = 1"


def upgrade() -> None:
    op.drop_index("tickets_guarded", "tickets")
    op.create_index(
        "tickets_guarded",
        "tickets",
        ["school", "requester_id", "requester_email", "guarded"],
        sqlite_where=sa.text(GUARDED),
        postgresql_where=sa.text(GUARDED),
    )
