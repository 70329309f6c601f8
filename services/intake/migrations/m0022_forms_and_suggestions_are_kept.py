"""Forms and suggestions are kept."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

from shared.steps import all_schools, guard

revision = "intake_0022"
down_revision = "intake_0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dismissed_duplicates",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("ticket_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("school", "ticket_id", "other_id"),
    )
    guard("dismissed_duplicates")
    op.create_table(
        "ticket_answers",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("ticket_id", sa.Uuid(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("school", "ticket_id"),
    )
    guard("ticket_answers")
    op.create_table(
        "catalogue_versions",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column(
            "catalogue_version", sa.Integer(), autoincrement=False, nullable=False
        ),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("school", "catalogue_version"),
    )
    guard("catalogue_versions")
    # The log's tables have a history of their own, before this one or not at all.
    if sa.inspect(op.get_bind()).has_table("events"):
        with all_schools("events", "catalogue_versions"):
            _keep_versions()


def _keep_versions() -> None:
    """Until now only the log told of those before the newest."""
    events = sa.table(
        "events",
        sa.column("school", sa.Uuid),
        sa.column("type", sa.Text),
        sa.column("body", sa.LargeBinary),
    )
    versions = sa.table(
        "catalogue_versions",
        sa.column("school", sa.Uuid),
        sa.column("catalogue_version", sa.Integer),
        sa.column("content", sa.Text),
    )
    asked = sa.select(events).where(events.c.type == "intake.catalogue_set")
    for row in op.get_bind().execute(asked).all():
        content = bytes(row.body).decode()
        version = json.loads(content)["catalogue_version"]
        kept = {"school": row.school, "catalogue_version": version, "content": content}
        op.execute(versions.insert().values(kept))
