"""Problems and incidents are recorded beside tickets."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shared.columns import Moment
from shared.steps import guard

revision = "intake_0024"
down_revision = "intake_0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "incident_records",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("ticket_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("school", "ticket_id", "kind"),
    )
    op.create_index(
        "incident_records_standing", "incident_records", ["school", "kind", "state"]
    )
    guard("incident_records")
    op.add_column("tickets", sa.Column("owes_at", Moment(), nullable=True))
    op.create_table(
        "ticket_duties",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("duty", sa.Uuid(), nullable=False),
        sa.Column("ticket_id", sa.Uuid(), nullable=False),
        sa.Column("due_at", Moment(), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("school", "duty"),
    )
    op.create_index("ticket_duties_of", "ticket_duties", ["school", "ticket_id"])
    guard("ticket_duties")
    op.create_table(
        "known_errors",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("known_error_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("ended", sa.Text(), nullable=True),
        sa.Column("declared_at", Moment(), nullable=False),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("school", "known_error_id"),
    )
    guard("known_errors")
    op.create_table(
        "shown_known_errors",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("known_error_id", sa.Uuid(), nullable=False),
        sa.Column("of_school", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("also_called", sa.Text(), nullable=False),
        sa.Column("workaround", sa.Text(), nullable=False),
        sa.Column("shown_since", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("school", "known_error_id", "of_school"),
    )
    guard("shown_known_errors", shown_to_schools=True)
