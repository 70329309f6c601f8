"""Tickets are merged and linked."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shared.steps import guard

revision = "intake_0008"
down_revision = "intake_0007"
branch_labels = None
depends_on = None

WAITING = "state <> 'resolved' and merged_into is null"


def upgrade() -> None:
    op.create_table(
        "ties",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("ticket_id", sa.Uuid(), nullable=False),
        sa.Column("tie", sa.Text(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("school", "ticket_id", "tie", "other_id"),
    )
    guard("ties")
    op.add_column("tickets", sa.Column("merged_into", sa.Uuid(), nullable=True))
    _index_what_waits()


def _index_what_waits() -> None:
    """What goes on as another ticket waits no longer."""
    for name, columns in (
        ("tickets_waiting", ["due_rank", "ticket_id", "assignee", "state"]),
        ("tickets_of_school_waiting", ["school", "due_rank", "ticket_id"]),
    ):
        op.drop_index(name, "tickets")
        op.create_index(
            name,
            "tickets",
            columns,
            sqlite_where=sa.text(WAITING),
            postgresql_where=sa.text(WAITING),
        )
