"""Records are kept for a time, held, and erased.

What was recorded before is in no row of these until intake is built anew: only its log
tells what is about safeguarding. Until then none of it is due.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shared.columns import Moment
from shared.steps import guard

revision = "intake_0033"
down_revision = "intake_0032"
branch_labels = None
depends_on = None

MAY_BE_DUE = sa.text("held = 0 and erased_at is null and closed_at is not null")
HELD = sa.text("held = 1 and erased_at is null and closed_at is not null")
TO_DESTROY = sa.text("state = 'approved'")


def upgrade() -> None:
    _keep_records()
    _keep_times_and_holds()
    _keep_lists()
    for name in (
        *("kept_records", "record_subjects", "record_lines"),
        *("keeping_times", "legal_holds", "due_lists"),
    ):
        guard(name)


def _keep_records() -> None:
    op.create_table(
        "kept_records",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("record_class", sa.Text(), nullable=False),
        sa.Column("ticket_id", sa.Uuid(), nullable=True),
        sa.Column("over_at", Moment(), nullable=True),
        sa.Column("closed_at", Moment(), nullable=True),
        sa.Column("held", sa.Integer(), nullable=False),
        sa.Column("erased_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("school", "kind", "record_id"),
    )
    op.create_index("kept_records_ticket", "kept_records", ["school", "ticket_id"])
    op.create_index(
        "kept_records_due",
        "kept_records",
        ["school", "record_class", "closed_at", "record_id"],
        sqlite_where=MAY_BE_DUE,
        postgresql_where=MAY_BE_DUE,
    )
    op.create_index(
        "kept_records_held",
        "kept_records",
        ["school", "record_class", "closed_at"],
        sqlite_where=HELD,
        postgresql_where=HELD,
    )
    for name, other in (("record_subjects", "subject"), ("record_lines", "entry_id")):
        op.create_table(
            name,
            sa.Column("school", sa.Uuid(), nullable=False),
            sa.Column("kind", sa.Text(), nullable=False),
            sa.Column("record_id", sa.Uuid(), nullable=False),
            sa.Column(other, sa.Uuid(), nullable=False),
            sa.PrimaryKeyConstraint("school", "kind", "record_id", other),
        )
    op.create_index("record_subjects_subject", "record_subjects", ["school", "subject"])


def _keep_times_and_holds() -> None:
    op.create_table(
        "keeping_times",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("school"),
    )
    op.create_table(
        "legal_holds",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("hold_id", sa.Uuid(), nullable=False),
        sa.Column("hold_on", sa.Text(), nullable=False),
        sa.Column("record_class", sa.Text(), nullable=True),
        sa.Column("subject", sa.Uuid(), nullable=True),
        sa.Column("who", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("placed_by", sa.Text(), nullable=False),
        sa.Column("placed_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("school", "hold_id"),
    )
    op.create_index("legal_holds_subject", "legal_holds", ["school", "subject"])
    op.create_index("legal_holds_until", "legal_holds", ["until_on"])


def _keep_lists() -> None:
    op.create_table(
        "due_lists",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("list_id", sa.Uuid(), nullable=False),
        sa.Column("record_class", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("records", sa.Text(), nullable=False),
        sa.Column("left_out", sa.Text(), nullable=False),
        sa.Column("subjects", sa.Text(), nullable=False),
        sa.Column("mails", sa.Text(), nullable=False),
        sa.Column("drawn_up_at", Moment(), nullable=False),
        sa.Column("drawn_up_by", sa.Text(), nullable=False),
        sa.Column("approved_at", Moment(), nullable=True),
        sa.Column("approved_by", sa.Text(), nullable=True),
        sa.Column("erased_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("school", "list_id"),
    )
    op.create_index("due_lists_drawn_up", "due_lists", ["school", "drawn_up_at"])
    op.create_index(
        "due_lists_to_destroy",
        "due_lists",
        ["school", "list_id"],
        sqlite_where=TO_DESTROY,
        postgresql_where=TO_DESTROY,
    )
