"""Tickets are worked in teams."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shared.columns import Moment
from shared.steps import guard

revision = "intake_0025"
down_revision = "intake_0024"
branch_labels = None
depends_on = None

_WAITING = sa.text("state <> 'resolved' and merged_into is null")


def upgrade() -> None:
    _teams()
    _tickets()
    _time_spent()
    _site_visits()


def _teams() -> None:
    for table in ("deliveries", "teams"):
        op.create_table(
            table,
            sa.Column("school", sa.Uuid(), nullable=False),
            sa.Column("content", sa.Text(), nullable=False),
            sa.PrimaryKeyConstraint("school"),
        )
    op.create_table(
        "team_members",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("school", "team_id", "actor"),
    )
    op.create_index("team_members_actor", "team_members", ["actor"])
    guard("deliveries")
    guard("teams", read_by_all=True)
    guard("team_members", read_by_all=True)


def _tickets() -> None:
    op.add_column("tickets", sa.Column("team_id", sa.Uuid(), nullable=True))
    with_school = sa.Column(
        "with_school", sa.Integer(), nullable=False, server_default="0"
    )
    op.add_column("tickets", with_school)
    op.drop_index("tickets_waiting", "tickets")
    op.create_index(
        "tickets_waiting",
        "tickets",
        ["due_rank", "ticket_id", "assignee", "state", "team_id", "with_school"],
        sqlite_where=_WAITING,
        postgresql_where=_WAITING,
    )


def _time_spent() -> None:
    op.create_table(
        "time_spent",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("time_id", sa.Uuid(), nullable=False),
        sa.Column("ticket_id", sa.Uuid(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("school", "time_id"),
    )
    op.create_index("time_spent_ticket", "time_spent", ["school", "ticket_id", "on"])
    op.create_index("time_spent_month", "time_spent", ["month", "school"])
    guard("time_spent")


def _site_visits() -> None:
    op.create_table(
        "site_visits",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("starts_at", Moment(), nullable=False),
        sa.Column("ends_at", Moment(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("tickets", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("clashes", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("arrived_at", Moment(), nullable=True),
        sa.Column("left_at", Moment(), nullable=True),
        sa.Column("done", sa.Text(), nullable=False),
        sa.Column("signed_by", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("school", "visit_id"),
    )
    op.create_index("site_visits_of_school", "site_visits", ["school", "starts_at"])
    op.create_index("site_visits_start", "site_visits", ["starts_at"])
    guard("site_visits")
