"""The first reply of each ticket is kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shared.columns import Moment
from shared.steps import all_schools, guard

revision = "intake_0038"
down_revision = "intake_0037"
branch_labels = None
depends_on = None

_ANSWERED = (
    "insert into first_replies (school, ticket_id, opened_at, at, actor)"
    " select answers.school, answers.ticket_id, opened_at, at, actor from (select"
    " school, ticket_id, at, actor, row_number() over (partition by school, ticket_id"
    " order by at, place) as number from timeline where kind in ('reply', 'resolved'))"
    " as answers join tickets on tickets.school = answers.school"
    " and tickets.ticket_id = answers.ticket_id where answers.number = 1"
)


def upgrade() -> None:
    op.create_table(
        "first_replies",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("ticket_id", sa.Uuid(), nullable=False),
        sa.Column("opened_at", Moment(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("school", "ticket_id"),
    )
    op.create_index("first_replies_at", "first_replies", ["at"])
    op.create_index("first_replies_of_school", "first_replies", ["school", "at"])
    with all_schools("tickets", "timeline"):
        op.execute(_ANSWERED)
    guard("first_replies")
