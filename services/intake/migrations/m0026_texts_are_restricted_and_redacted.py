"""Texts are restricted and redacted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shared.columns import Moment
from shared.steps import guard

revision = "intake_0026"
down_revision = "intake_0025"
branch_labels = None
depends_on = None

TO_ERASE = sa.text("state = 'redacted' and erased = 0")


def upgrade() -> None:
    op.create_table(
        "marked_texts",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("ticket_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("kinds", sa.Text(), nullable=False),
        sa.Column("despite_warning", sa.Integer(), nullable=False),
        sa.Column("marked_at", Moment(), nullable=False),
        sa.Column("subjects", sa.Text(), nullable=False),
        sa.Column("erased", sa.Integer(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("quoted", sa.Text(), nullable=True),
        sa.Column("mails", sa.Text(), nullable=False),
        sa.Column("mail_subject", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("school", "entry_id"),
    )
    op.create_index("marked_texts_ticket", "marked_texts", ["school", "ticket_id"])
    op.create_index(
        "marked_texts_to_erase",
        "marked_texts",
        ["school", "entry_id"],
        sqlite_where=TO_ERASE,
        postgresql_where=TO_ERASE,
    )
    guard("marked_texts")
