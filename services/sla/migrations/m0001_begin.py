"""The tables that sla began with."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shared.columns import Moment
from shared.steps import guard

revision = "sla_0001"
down_revision = None
branch_labels = ("sla",)
depends_on = None


def upgrade() -> None:
    op.create_table(
        "agreements",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("agreement_version", sa.Integer(), nullable=False),
        sa.Column("effective_from", Moment(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("school", "agreement_version"),
        if_not_exists=True,
    )
    op.create_table(
        "clocks",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("ticket_id", sa.Uuid(), nullable=False),
        sa.Column("priority", sa.Text(), nullable=False),
        sa.Column("agreement_version", sa.Integer(), nullable=False),
        sa.Column("correlation_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("school", "ticket_id"),
        if_not_exists=True,
    )
    op.create_table(
        "targets",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("ticket_id", sa.Uuid(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("left_seconds", sa.BigInteger(), nullable=False),
        sa.Column("due_at", Moment(), nullable=True),
        sa.Column("next_at", Moment(), nullable=True),
        sa.Column("breached_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("school", "ticket_id", "target"),
        if_not_exists=True,
    )
    op.create_index(
        "targets_next", "targets", ["next_at"], unique=False, if_not_exists=True
    )
    guard("agreements")
    guard("clocks")
    guard("targets")
