"""Articles are written and shown."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shared.columns import Moment
from shared.steps import guard

revision = "intake_0009"
down_revision = "intake_0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "articles",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("article_id", sa.Uuid(), nullable=False),
        sa.Column("article_version", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("sort_title", sa.Text(), nullable=False),
        sa.Column("also_called", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("of_school", sa.Uuid(), nullable=True),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("shown_version", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("school", "article_id"),
    )
    guard("articles")
    op.create_table(
        "article_versions",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("article_id", sa.Uuid(), nullable=False),
        sa.Column("article_version", sa.Integer(), nullable=False),
        sa.Column("written_by", sa.Text(), nullable=False),
        sa.Column("written_at", Moment(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("school", "article_id", "article_version"),
    )
    guard("article_versions")
    op.create_table(
        "shown_articles",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("article_id", sa.Uuid(), nullable=False),
        sa.Column("of_school", sa.Uuid(), nullable=True),
        sa.Column("for_anybody", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("sort_title", sa.Text(), nullable=False),
        sa.Column("also_called", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("article_version", sa.Integer(), nullable=False),
        sa.Column("shown_since", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("school", "article_id"),
        info={"shown_to_schools": True},
    )
    guard("shown_articles", shown_to_schools=True)
