"""Few of a school read what is about safeguarding."""

from __future__ import annotations

import json
from uuid import UUID

import sqlalchemy as sa
from alembic import op

from shared.steps import all_schools

revision = "intake_0035"
down_revision = "intake_0034"
branch_labels = None
depends_on = None

GUARDED = "guarded = 1"
AT_ONCE = 500
_STREAM = "ticket-"
_SAID = ("intake.ticket_opened", "intake.ticket_classified")


def upgrade() -> None:
    op.add_column(
        "tickets",
        sa.Column("guarded", sa.Integer(), nullable=False, server_default="0"),
    )
    op.create_index(
        "tickets_guarded",
        "tickets",
        ["school", "requester_id"],
        sqlite_where=sa.text(GUARDED),
        postgresql_where=sa.text(GUARDED),
    )
    # The log's tables have a history of their own, before this one or not at all.
    if sa.inspect(op.get_bind()).has_table("events"):
        with all_schools("events", "tickets"):
            _guard_what_was_said_to_be()


def _guard_what_was_said_to_be() -> None:
    """Until now only the log told of it."""
    events = sa.table(
        "events",
        sa.column("school", sa.Uuid),
        sa.column("position", sa.BigInteger),
        sa.column("type", sa.Text),
        sa.column("stream", sa.Text),
        sa.column("body", sa.LargeBinary),
    )
    tickets = sa.table(
        "tickets",
        sa.column("school", sa.Uuid),
        sa.column("ticket_id", sa.Uuid),
        sa.column("guarded", sa.Integer),
    )
    said = sa.select(events).where(events.c.type.in_(_SAID))
    # A log may be larger than the memory: no more of it is there than a few events.
    few_at_once = said.order_by(events.c.position).execution_options(yield_per=AT_ONCE)
    guarded: set[tuple[UUID, UUID]] = set()
    for row in op.get_bind().execute(few_at_once):
        about = json.loads(row.body).get("safeguarding")
        which = (row.school, UUID(row.stream.removeprefix(_STREAM)))
        if about:
            guarded.add(which)
        elif about is False:
            guarded.discard(which)
    for school, ticket_id in guarded:
        one = (tickets.c.school == school, tickets.c.ticket_id == ticket_id)
        op.execute(tickets.update().where(*one).values(guarded=1))
