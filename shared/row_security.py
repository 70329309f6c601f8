"""How does PostgreSQL keep schools apart, whatever a statement forgets to say?

Two roles, and neither owns anything: `caretaker_school` reads and writes the one school
that its transaction is bound to; `caretaker_provider` finds things over many schools,
and writes nothing. Each is taken on for a transaction (`shared/postgresql.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Table, text

from contracts.values import PROVIDER

SCHOOL_ROLE = "caretaker_school"
PROVIDER_ROLE = "caretaker_provider"

NEVER_REWRITTEN: dict[str, Any] = {"rewritten": False}
"""The `info` of a table that is added to: the application changes no row of it."""

READ_BY_ALL: dict[str, Any] = {"read_by_all": True}
"""The `info` of a table whose rows of the provider's every school may read."""

SHOWN_TO_SCHOOLS: dict[str, Any] = {"shown_to_schools": True}
"""The same, but of a row that names a school (`of_school`) that one alone."""

# In a subquery of its own the planner asks for the setting once, not for each row; and
# once it was set, a setting reads '' and not null on the same connection.
_BOUND_TO = "(select nullif(current_setting('caretaker.school', true), '')::uuid)"
_MINE = f"school = {_BOUND_TO}"


def protect(
    table: str,
    *,
    rewritten: bool = True,
    read_by_all: bool = False,
    shown_to_schools: bool = False,
) -> Iterator[str]:
    """The statements that put a new table of a service under row-level security."""
    name = f'"{table}"'
    verbs = "select, insert, update, delete" if rewritten else "select, insert"
    yield f"alter table {name} enable row level security"
    yield f"alter table {name} force row level security"
    yield (
        f"create policy school on {name} to {SCHOOL_ROLE}"
        f" using ({_MINE}) with check ({_MINE})"
    )
    yield f"create policy provider on {name} for select to {PROVIDER_ROLE} using (true)"
    if read_by_all:
        yield (
            f"create policy everybody on {name} for select to {SCHOOL_ROLE}"
            f" using (school = '{PROVIDER}')"
        )
    if shown_to_schools:
        yield (
            f"create policy shown on {name} for select to {SCHOOL_ROLE}"
            f" using (school = '{PROVIDER}'"
            f" and (of_school is null or of_school = {_BOUND_TO}))"
        )
    yield f"grant {verbs} on {name} to {SCHOOL_ROLE}"
    yield f"grant select on {name} to {PROVIDER_ROLE}"


def protect_table(connection: Connection, table: Table) -> None:
    """The same for a table as it is declared."""
    for statement in protect(table.name, **table.info):
        connection.execute(text(statement))
