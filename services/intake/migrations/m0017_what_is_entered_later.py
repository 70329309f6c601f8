"""What is entered later than it happened says when it was."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shared.columns import Moment

revision = "intake_0017"
down_revision = "intake_0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What was told before was entered when it happened."""
    op.add_column("timeline", sa.Column("entered_at", Moment(), nullable=True))
