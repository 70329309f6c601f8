"""What came is scanned."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shared.columns import Moment
from shared.steps import all_schools, guard

revision = "intake_0023"
down_revision = "intake_0022"
branch_labels = None
depends_on = None

TO_SCAN = sa.text("again_at is not null")

# What came before waits as well, since it came.
MESSAGES = """
    insert into scans (school, mail_id, place, sender_id, file,
        state, said, attempts, waits_since, again_at)
    select school, mail_id, -1, sender_id, file,
        'waiting', '', 0, received_at, received_at
    from mails
"""
FILES = """
    insert into scans (school, mail_id, place, sender_id, file,
        state, said, attempts, waits_since, again_at)
    select school, mail_id, place, attached.sender_id, attached.file,
        'waiting', '', 0, received_at, received_at
    from attached join mails using (school, mail_id)
"""


def upgrade() -> None:
    op.create_table(
        "scans",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("mail_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sender_id", sa.Uuid(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("waits_since", Moment(), nullable=False),
        sa.Column("again_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("school", "mail_id", "place"),
    )
    op.create_index(
        "scans_to_do",
        "scans",
        ["again_at", "mail_id", "place"],
        sqlite_where=TO_SCAN,
        postgresql_where=TO_SCAN,
    )
    guard("scans")
    with all_schools("attached", "mails", "scans"):
        op.execute(MESSAGES)
        op.execute(FILES)
