"""Who is called back, and how many requests came by which channel."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

from shared.columns import Moment
from shared.steps import all_schools, guard

revision = "intake_0021"
down_revision = "intake_0020"
branch_labels = None
depends_on = None

_LONDON = ZoneInfo("Europe/London")


def upgrade() -> None:
    op.add_column("tickets", sa.Column("callback", sa.Text(), nullable=True))
    counts = op.create_table(
        "channel_counts",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("via", sa.Text(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("school", "month", "channel", "via"),
    )
    op.create_index("channel_counts_month", "channel_counts", ["month", "school"])
    guard("channel_counts")
    with all_schools("tickets", "channel_counts"):
        count_what_came(counts)


def count_what_came(counts: Any) -> None:
    """Count the tickets of before, each in the month in which it was opened."""
    tickets = sa.table(
        "tickets",
        sa.column("school", sa.Uuid),
        sa.column("channel", sa.Text),
        sa.column("opened_at", Moment),
    )
    found: Counter[tuple[Any, str, str]] = Counter(
        (row.school, _month(row.opened_at), row.channel)
        for row in op.get_bind().execute(sa.select(tickets))
    )
    rows = [
        {
            "school": school,
            "month": month,
            "channel": channel,
            "via": "",
            "times": times,
        }
        for (school, month, channel), times in found.items()
    ]
    if rows:
        op.bulk_insert(counts, rows)


def _month(at: datetime) -> str:
    return at.astimezone(_LONDON).strftime("%Y-%m")
