"""What is kept of enquiries has its index, without what is erased."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "intake_0039"
down_revision = "intake_0038"
branch_labels = None
depends_on = None

NOT_ERASED = "state <> 'erased'"


def upgrade() -> None:
    op.drop_index("enquiries_kept", "enquiries")
    op.create_index(
        "enquiries_kept",
        "enquiries",
        ["school", "received_at", "enquiry_id"],
        sqlite_where=sa.text(NOT_ERASED),
        postgresql_where=sa.text(NOT_ERASED),
    )
