"""Letters go out, in the look of a school."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shared.columns import Moment
from shared.steps import guard

revision = "intake_0004"
down_revision = "intake_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "letters",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column("ticket_id", sa.Uuid(), nullable=False),
        sa.Column("requester_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("about", sa.Uuid(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("response_at", Moment(), nullable=True),
        sa.Column("resolution_at", Moment(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("written_at", Moment(), nullable=False),
        sa.Column("waits_since", Moment(), nullable=False),
        sa.Column("again_at", Moment(), nullable=False),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("school", "letter_id"),
    )
    op.create_index(
        "letters_of_requester",
        "letters",
        ["school", "requester_id", "written_at"],
    )
    op.create_index(
        "letters_of_ticket", "letters", ["school", "ticket_id", "written_at"]
    )
    op.create_index(
        "letters_to_send",
        "letters",
        ["again_at", "letter_id"],
        sqlite_where=sa.text("state in ('waiting', 'sending')"),
        postgresql_where=sa.text("state in ('waiting', 'sending')"),
    )
    op.create_index(
        "letters_undecided",
        "letters",
        ["changed_at", "letter_id"],
        sqlite_where=sa.text("state in ('failed', 'unknown')"),
        postgresql_where=sa.text("state in ('failed', 'unknown')"),
    )

    op.create_table(
        "looks",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("shown_name", sa.Text(), nullable=True),
        sa.Column("accent", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("school"),
    )
    guard("letters")
    guard("looks")
