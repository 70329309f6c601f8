"""What is told and who is called, besides the clocks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shared.columns import Moment
from shared.steps import guard

revision = "sla_0003"
down_revision = "sla_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "alarms",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("ticket_id", sa.Uuid(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("next_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("school", "ticket_id", "target", "kind", "number"),
    )
    with op.batch_alter_table("alarms", schema=None) as batch_op:
        batch_op.create_index("alarms_next", ["next_at"], unique=False)

    op.create_table(
        "escalations",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("ticket_id", sa.Uuid(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("raised_at", Moment(), nullable=False),
        sa.Column("priority", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("acknowledge_by", Moment(), nullable=False),
        sa.Column("missed_at", Moment(), nullable=True),
        sa.Column("carried_at", Moment(), nullable=True),
        sa.Column("acknowledged_at", Moment(), nullable=True),
        sa.Column("acknowledged_by", sa.Text(), nullable=True),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("school", "ticket_id", "target", "step", "raised_at"),
    )
    with op.batch_alter_table("escalations", schema=None) as batch_op:
        batch_op.create_index(
            "escalations_open",
            ["school", "priority"],
            unique=False,
            sqlite_where=sa.text("ended_at is null"),
            postgresql_where=sa.text("ended_at is null"),
        )

    op.create_table(
        "outcomes",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("ticket_id", sa.Uuid(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("priority", sa.Text(), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.Column("decided_at", Moment(), nullable=False),
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("unresolved", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("school", "ticket_id", "target"),
    )
    with op.batch_alter_table("outcomes", schema=None) as batch_op:
        batch_op.create_index(
            "outcomes_month", ["month", "priority", "target", "kept"], unique=False
        )
        batch_op.create_index(
            "outcomes_owed",
            ["school", "priority"],
            unique=False,
            sqlite_where=sa.text("kept = 0 and unresolved = 1"),
            postgresql_where=sa.text("kept = 0 and unresolved = 1"),
        )

    op.create_table(
        "pauses",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("ticket_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("began_at", Moment(), nullable=False),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("school", "event_id"),
    )
    with op.batch_alter_table("pauses", schema=None) as batch_op:
        batch_op.create_index("pauses_began", ["school", "began_at"], unique=False)

    op.create_table(
        "rotas",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("rota_version", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("school", "rota_version"),
        info={"read_by_all": True},
    )
    guard("alarms")
    guard("escalations")
    guard("outcomes")
    guard("pauses")
    guard("rotas", read_by_all=True)
