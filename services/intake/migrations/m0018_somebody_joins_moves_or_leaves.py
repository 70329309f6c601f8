"""Somebody joins, moves or leaves."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shared.columns import Moment
from shared.steps import guard

revision = "intake_0018"
down_revision = "intake_0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("tickets", sa.Column("obligation", sa.Text(), nullable=True))
    op.create_table(
        "staff_changes",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("ticket_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("accounts", sa.Text(), nullable=False),
        sa.Column("kit", sa.Text(), nullable=False),
        sa.Column("passes_to", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("school", "ticket_id"),
    )
    guard("staff_changes")
    op.create_table(
        "staff_actions",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("ticket_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("access", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=True),
        sa.Column("at", Moment(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("school", "ticket_id", "name"),
    )
    guard("staff_actions")
