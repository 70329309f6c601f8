"""The letters of a survey follow, so many at a time."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "intake_0037"
down_revision = "intake_0036"
branch_labels = None
depends_on = None

WENT_OUT = sa.text("kind = 'survey' and asks = 1 and state = 'sent'")
TO_WRITE = sa.text("is_written = 0")


def upgrade() -> None:
    # Until now all letters were written as a survey was sent: nothing follows of those.
    is_written = sa.Column(
        "is_written", sa.Integer(), nullable=False, server_default="1"
    )
    op.add_column("surveys", sa.Column("correlation_id", sa.Uuid(), nullable=True))
    op.add_column("surveys", is_written)
    op.add_column("surveys", sa.Column("through", sa.Integer(), nullable=True))
    op.create_index(
        "surveys_to_write",
        "surveys",
        ["sent_at"],
        sqlite_where=TO_WRITE,
        postgresql_where=TO_WRITE,
    )
    op.create_index(
        "letters_of_surveys",
        "letters",
        ["about", "school"],
        sqlite_where=WENT_OUT,
        postgresql_where=WENT_OUT,
    )
