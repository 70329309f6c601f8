"""The newest rating is told, and letters that ask for one are counted."""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa
from alembic import op

from shared.columns import Moment
from shared.steps import all_schools

revision = "intake_0015"
down_revision = "intake_0014"
branch_labels = None
depends_on = None

ASKED = "asks = 1 and state = 'sent'"
_STREAM = "rating-"


def upgrade() -> None:
    op.add_column("ratings", sa.Column("said_at", Moment(), nullable=True))
    asks = sa.Column("asks", sa.Integer(), nullable=False, server_default="0")
    op.add_column("letters", asks)
    op.create_index(
        "letters_asked",
        "letters",
        ["written_at", "school"],
        sqlite_where=sa.text(ASKED),
        postgresql_where=sa.text(ASKED),
    )
    # The log's tables have a history of their own, before this one or not at all.
    if sa.inspect(op.get_bind()).has_table("events"):
        with all_schools("events", "ratings"):
            _tell_when_each_was_said()


def _tell_when_each_was_said() -> None:
    """Until now only the log told of it."""
    events = sa.table(
        "events",
        sa.column("school", sa.Uuid),
        sa.column("position", sa.BigInteger),
        sa.column("type", sa.Text),
        sa.column("stream", sa.Text),
        sa.column("happened_at", Moment),
    )
    ratings = sa.table(
        "ratings",
        sa.column("school", sa.Uuid),
        sa.column("rating_id", sa.Uuid),
        sa.column("said_at", Moment),
    )
    asked = sa.select(events).where(events.c.type == "intake.work_rated")
    latest = {
        (row.school, UUID(row.stream.removeprefix(_STREAM))): row.happened_at
        for row in op.get_bind().execute(asked.order_by(events.c.position))
    }
    for (school, rating), moment in latest.items():
        one = (ratings.c.school == school, ratings.c.rating_id == rating)
        op.execute(ratings.update().where(*one).values(said_at=moment))
