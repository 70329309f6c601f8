"""Changes are planned, approved and made, and not in exams."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shared.columns import Moment
from shared.steps import guard

revision = "intake_0031"
down_revision = "intake_0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _changes()
    op.create_table(
        "allowances",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("allowance_id", sa.Uuid(), nullable=False),
        sa.Column("ticket_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("allower", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("allowed_at", Moment(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("school", "allowance_id"),
    )
    op.create_index("allowances_of_ticket", "allowances", ["school", "ticket_id"])
    op.create_table(
        "freezes",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("school", "kind", "place"),
    )
    op.create_index("freezes_end", "freezes", ["until_on"])
    op.create_table(
        "standard_changes",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("approver", sa.Text(), nullable=False),
        sa.Column("approved_at", Moment(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("school"),
    )
    for name in ("changes", "allowances", "freezes", "standard_changes"):
        guard(name)


def _changes() -> None:
    op.create_table(
        "changes",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("ticket_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("standard", sa.Text(), nullable=False),
        sa.Column("risk", sa.Text(), nullable=False),
        sa.Column("services", sa.Text(), nullable=False),
        sa.Column("starts_at", Moment(), nullable=False),
        sa.Column("ends_at", Moment(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("risk_reason", sa.Text(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("back_out", sa.Text(), nullable=False),
        sa.Column("test", sa.Text(), nullable=False),
        sa.Column("begun_at", Moment(), nullable=True),
        sa.Column("begun_by", sa.Text(), nullable=False),
        sa.Column("begun_because", sa.Text(), nullable=False),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("review_due_on", sa.Date(), nullable=True),
        sa.Column("reviewed_at", Moment(), nullable=True),
        sa.Column("review", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("school", "ticket_id"),
    )
    op.create_index("changes_of_school", "changes", ["school", "ends_at"])
    op.create_index("changes_end", "changes", ["ends_at"])
    op.create_index("changes_to_review", "changes", ["review_due_on"])
