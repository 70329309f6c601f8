"""Hooks are told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shared.columns import Moment
from shared.steps import guard

revision = "intake_0019"
down_revision = "intake_0018"
branch_labels = None
depends_on = None

TO_TRY = sa.text("state = 'waiting'")
NOT_TAKEN = sa.text("state <> 'taken'")


def upgrade() -> None:
    op.create_table(
        "hooks",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("hook_id", sa.Uuid(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("occasions", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("school", "hook_id"),
    )
    op.create_table(
        "notices",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("about", sa.Uuid(), nullable=False),
        sa.Column("hook_id", sa.Uuid(), nullable=False),
        sa.Column("home", sa.Uuid(), nullable=False),
        sa.Column("ticket_id", sa.Uuid(), nullable=False),
        sa.Column("occasion", sa.Text(), nullable=False),
        sa.Column("happened_at", Moment(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("waits_since", Moment(), nullable=False),
        sa.Column("again_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("school", "notice_id"),
    )
    op.create_index(
        "notices_to_try",
        "notices",
        ["again_at", "notice_id"],
        sqlite_where=TO_TRY,
        postgresql_where=TO_TRY,
    )
    op.create_index(
        "notices_of_hook", "notices", ["hook_id", "happened_at", "notice_id"]
    )
    op.create_index(
        "notices_not_taken",
        "notices",
        ["home", "hook_id", "state"],
        sqlite_where=NOT_TAKEN,
        postgresql_where=NOT_TAKEN,
    )
    op.create_table(
        "notice_tries",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("attempt", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("said", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("school", "notice_id", "attempt"),
    )
    guard("hooks", read_by_all=True)
    guard("notices")
    guard("notice_tries")
