"""What does a migration say besides Alembic's own operations?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import op

from shared.postgresql import function
from shared.row_security import PROVIDER_ROLE, SCHOOL_ROLE, protect


def on_postgresql() -> bool:
    """Whether the database that is migrated is one of a server."""
    return op.get_context().dialect.name == "postgresql"


def guard(table: str, **how: bool) -> None:
    """Put a new table under row-level security, where there is such a thing.

    `how` is what the table's `info` says of it.
    """
    if on_postgresql():
        for statement in protect(table, **how):
            op.execute(statement)


def install(name: str) -> None:
    """Make a function of ours on PostgreSQL, or put a newer version in its place."""
    if on_postgresql():
        op.get_bind().exec_driver_sql(function(name).replace("%", "%%"))


def begin() -> None:
    """What a history does first: let everybody see how far it is."""
    if on_postgresql():
        roles = f"{SCHOOL_ROLE}, {PROVIDER_ROLE}"
        op.execute(f"grant select on alembic_version to {roles}")


@contextmanager
def all_schools(*tables: str) -> Iterator[None]:
    """While a migration rewrites rows of every school: the owner is bound as well."""
    for table in tables if on_postgresql() else ():
        op.execute(f'alter table "{table}" no force row level security')
    yield
    for table in tables if on_postgresql() else ():
        op.execute(f'alter table "{table}" force row level security')
