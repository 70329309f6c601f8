"""A school has terms and closures, and says which version of it they belong to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shared.steps import all_schools

revision = "directory_0002"
down_revision = "directory_0001"
branch_labels = None
depends_on = "kernel_0001"


def upgrade() -> None:
    op.add_column("schools", sa.Column("terms", sa.Text(), nullable=True))
    op.add_column("schools", sa.Column("closures", sa.Text(), nullable=True))
    op.add_column("schools", sa.Column("version", sa.Integer(), nullable=True))
    with all_schools("schools", "events"):
        _count_versions()
    with op.batch_alter_table("schools") as schools:
        schools.alter_column("version", existing_type=sa.Integer(), nullable=False)


def _count_versions() -> None:
    schools = sa.table("schools", sa.column("school", sa.Uuid), sa.column("version"))
    events = sa.table(
        "events",
        sa.column("school", sa.Uuid),
        sa.column("stream"),
        sa.column("stream_version"),
    )
    for school in op.get_bind().execute(sa.select(schools.c.school)).scalars().all():
        newest = sa.select(sa.func.max(events.c.stream_version)).where(
            events.c.school == school, events.c.stream == f"school-{school}"
        )
        version = op.get_bind().execute(newest).scalar() or 1
        op.execute(
            schools.update().where(schools.c.school == school).values(version=version)
        )
