"""The tables that intake began with."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shared.columns import Moment
from shared.steps import guard

revision = "intake_0001"
down_revision = None
branch_labels = ("intake",)
depends_on = None


def upgrade() -> None:
    op.create_table(
        "files",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("stored_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("school", "name"),
        if_not_exists=True,
    )
    op.create_table(
        "mailboxes",
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("address"),
        if_not_exists=True,
    )
    op.create_index(
        op.f("ix_mailboxes_school"),
        "mailboxes",
        ["school"],
        unique=False,
        if_not_exists=True,
    )
    op.create_table(
        "targets",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("ticket_id", sa.Uuid(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("due_at", Moment(), nullable=True),
        sa.Column("breached_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("school", "ticket_id", "target"),
        if_not_exists=True,
    )
    op.create_table(
        "tickets",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("ticket_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("requester_id", sa.Uuid(), nullable=False),
        sa.Column("requester_name", sa.Text(), nullable=False),
        sa.Column("requester_email", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("impact", sa.Text(), nullable=False),
        sa.Column("urgency", sa.Text(), nullable=False),
        sa.Column("priority", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("assignee", sa.Text(), nullable=True),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("opened_at", Moment(), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("correlation_id", sa.Uuid(), nullable=False),
        sa.Column("due_at", Moment(), nullable=True),
        sa.Column("due_target", sa.Text(), nullable=True),
        sa.Column("due_state", sa.Text(), nullable=True),
        sa.Column("due_rank", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("school", "ticket_id"),
        sa.UniqueConstraint("school", "number", name="tickets_number"),
        if_not_exists=True,
    )
    op.create_index(
        "tickets_due",
        "tickets",
        ["due_rank", "ticket_id"],
        unique=False,
        if_not_exists=True,
    )
    op.create_index(
        "tickets_reference", "tickets", ["reference"], unique=False, if_not_exists=True
    )
    op.create_index(
        "tickets_updated",
        "tickets",
        ["updated_at", "ticket_id"],
        unique=False,
        if_not_exists=True,
    )
    op.create_table(
        "timeline",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("ticket_id", sa.Uuid(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.Column("internal", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("school", "event_id"),
        if_not_exists=True,
    )
    op.create_index(
        "timeline_ticket",
        "timeline",
        ["school", "ticket_id", "at", "place"],
        unique=False,
        if_not_exists=True,
    )
    guard("files")
    guard("mailboxes")
    guard("targets")
    guard("tickets")
    guard("timeline")
