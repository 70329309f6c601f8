"""Of a person it is known when they signed in before that was kept."""

from __future__ import annotations

import json
from uuid import UUID

import sqlalchemy as sa
from alembic import op

from shared.columns import Moment
from shared.steps import all_schools

revision = "directory_0005"
down_revision = "directory_0004"
branch_labels = None
depends_on = "kernel_0001"


def upgrade() -> None:
    with all_schools("people", "events"):
        _tell_of_everybody()


def _tell_of_everybody() -> None:
    events = sa.table(
        "events",
        sa.column("school", sa.Uuid),
        sa.column("position", sa.BigInteger),
        sa.column("type", sa.Text),
        sa.column("happened_at", Moment),
        sa.column("body", sa.LargeBinary),
    )
    people = sa.table(
        "people",
        sa.column("school", sa.Uuid),
        sa.column("person_id", sa.Uuid),
        sa.column("signed_in_at", Moment),
    )
    asked = sa.select(events.c.school, events.c.happened_at, events.c.body)
    started = asked.where(events.c.type == "directory.session_started")
    latest = {
        (row.school, UUID(json.loads(row.body)["person_id"])): row.happened_at
        for row in op.get_bind().execute(started.order_by(events.c.position))
    }
    for (school, person), moment in latest.items():
        somebody = (people.c.school == school, people.c.person_id == person)
        op.execute(people.update().where(*somebody).values(signed_in_at=moment))
