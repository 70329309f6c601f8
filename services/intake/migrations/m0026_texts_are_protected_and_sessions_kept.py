"""Texts are restricted and redacted, and remote sessions are kept."""

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
        sa.Column("answers", sa.Text(), nullable=True),
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
    _keep_remote_sessions()


def _keep_remote_sessions() -> None:
    op.create_table(
        "remote_sessions",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("ticket_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("tool", sa.Text(), nullable=False),
        sa.Column("unattended", sa.Integer(), nullable=False),
        sa.Column("agreed_by", sa.Text(), nullable=False),
        sa.Column("agreed", sa.Text(), nullable=True),
        sa.Column("agreed_at", Moment(), nullable=True),
        sa.Column("opened_at", Moment(), nullable=False),
        sa.Column("opened_by", sa.Text(), nullable=False),
        sa.Column("closed_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("school", "session_id"),
    )
    op.create_index(
        "remote_sessions_opened", "remote_sessions", ["school", "opened_at"]
    )
    op.create_index(
        "remote_sessions_ticket",
        "remote_sessions",
        ["school", "ticket_id", "opened_at"],
    )
    op.create_table(
        "remote_actions",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("action_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("school", "action_id"),
    )
    op.create_index(
        "remote_actions_session", "remote_actions", ["school", "session_id", "place"]
    )
    op.create_table(
        "standing_consents",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("devices", sa.Text(), nullable=False),
        sa.Column("given_by", sa.Text(), nullable=False),
        sa.Column("given_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("school"),
    )
    for name in ("remote_sessions", "remote_actions", "standing_consents"):
        guard(name)
