"""A ticket is of a kind, which decides what is promised of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "sla_0006"
down_revision = "sla_0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name, kind, usual in (
        ("service", sa.Text(), ""),
        ("safeguarding", sa.Integer(), "0"),
        ("inspection", sa.Integer(), "0"),
    ):
        column = sa.Column(name, kind, nullable=False, server_default=usual)
        op.add_column("clocks", column)
