"""Tickets are watched."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shared.columns import Moment
from shared.steps import guard

revision = "intake_0029"
down_revision = "intake_0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "known_people",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("school", "person_id"),
    )
    op.create_index("known_people_account", "known_people", ["school", "account_id"])
    op.create_table(
        "held_roles",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("school", "person_id", "role", "from_on"),
    )
    op.create_table(
        "watchers",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("ticket_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("watcher_id", sa.Uuid(), nullable=False),
        sa.Column("of_desk", sa.Integer(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("since_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("school", "ticket_id", "person_id"),
    )
    op.create_index("watchers_actor", "watchers", ["actor", "ticket_id"])
    guard("known_people", read_by_all=True)
    guard("held_roles", read_by_all=True)
    guard("watchers")
