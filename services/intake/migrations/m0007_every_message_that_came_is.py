"""Every message that came is kept with what became of it."""

from __future__ import annotations

import json
from uuid import UUID

import sqlalchemy as sa
from alembic import op

from shared.columns import Moment
from shared.steps import all_schools, guard

revision = "intake_0007"
down_revision = "intake_0006"
branch_labels = None
depends_on = None

FOUND_BY = {
    "mails_fate": ["fate", "received_at", "mail_id"],
    "mails_identity": ["school", "identity"],
    "mails_of_school_fate": ["school", "fate", "received_at", "mail_id"],
    "mails_sender": ["school", "sender_id", "received_at"],
    "mails_ticket": ["school", "ticket_id"],
}
RECEIVED = "intake.mail_received"


def upgrade() -> None:
    op.create_table(
        "mails",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("mail_id", sa.Uuid(), nullable=False),
        sa.Column("received_at", Moment(), nullable=False),
        sa.Column("fate", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("ticket_id", sa.Uuid(), nullable=True),
        sa.Column("about", sa.Uuid(), nullable=True),
        sa.Column("sender_id", sa.Uuid(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("nature", sa.Text(), nullable=False),
        sa.Column("answerable", sa.Boolean(), nullable=False),
        sa.Column("spf", sa.Text(), nullable=False),
        sa.Column("dkim", sa.Text(), nullable=False),
        sa.Column("dmarc", sa.Text(), nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("school", "mail_id"),
    )
    for name, columns in FOUND_BY.items():
        op.create_index(name, "mails", columns)
    op.create_table(
        "attached",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("mail_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sender_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("content_id", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("offered", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("school", "mail_id", "place"),
    )
    op.create_table(
        "trusted_senders",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("sender_id", sa.Uuid(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("school", "sender_id"),
    )
    op.add_column("timeline", sa.Column("quoted", sa.Text(), nullable=True))
    for table in ("mails", "attached", "trusted_senders"):
        guard(table)
    # The log's tables have a history of their own, before this one or not at all.
    if sa.inspect(op.get_bind()).has_table("events"):
        with all_schools("events", "mails"):
            _keep_what_came_before()


def _keep_what_came_before() -> None:
    """Until now every message opened a ticket, and only the log told of it."""
    moments = {"recorded_at": Moment, "body": sa.LargeBinary, "type": sa.Text}
    events = sa.table(
        "events",
        sa.column("school", sa.Uuid),
        *map(sa.column, moments, moments.values()),
    )
    texts = ("fate", "nature", "spf", "dkim", "dmarc", "identity", "file")
    kept = sa.table(
        "mails",
        *(sa.column(one, sa.Uuid) for one in ("school", "mail_id", "ticket_id")),
        sa.column("sender_id", sa.Uuid),
        sa.column("received_at", Moment),
        sa.column("answerable", sa.Boolean),
        sa.column("size", sa.Integer),
        *(sa.column(one, sa.Text) for one in texts),
    )
    came = sa.select(events).where(events.c.type == RECEIVED)
    for row in op.get_bind().execute(came).all():
        told = json.loads(row.body)
        ids = {one: UUID(told[one]) for one in ("mail_id", "ticket_id", "sender_id")}
        op.execute(
            kept.insert().values(
                **ids,
                school=row.school,
                received_at=row.recorded_at,
                fate="ticket",
                nature="person",
                answerable=True,
                **dict.fromkeys(("spf", "dkim", "dmarc", "identity"), ""),
                file=told["file"],
                size=told["size"],
            )
        )
