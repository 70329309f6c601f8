"""How are rows read so that nothing comes between us and what is stored?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    Uuid,
    literal_column,
    select,
    text,
)

from shared.columns import Moment

Raw = tuple[Any, ...]
"""A row as its database stores it, each value without a conversion of ours."""

Expression = ColumnElement[Any]

_BATCH = 1_000


def rows_of(
    connection: Connection,
    table: Table,
    columns: Sequence[str],
    school: UUID,
    **where: str,
) -> Iterator[Raw]:
    """The rows of one school in a table, in the order of its key."""
    parameters = {"school": str(school), **where}
    if connection.dialect.name == "sqlite":
        parameters["school"] = school.hex
        query = _here(table, tuple(columns), tuple(where))
        return map(tuple, connection.execute(query, parameters))
    query = _there(table, tuple(columns), tuple(where))
    return (tuple(map(_plain, row)) for row in connection.execute(query, parameters))


@cache
def _here(
    table: Table, columns: tuple[str, ...], where: tuple[str, ...]
) -> Select[Any]:
    """SQLite has the values of a key in an index too, and would give us those.

    So each row is looked up there, and read from the table by its number.
    """
    place, kept = table.alias("place"), table.alias("kept")
    raw: list[Expression] = [literal_column(f"kept.{name}") for name in columns]
    query = select(*raw).select_from(place.join(kept, text("kept.rowid = place.rowid")))
    for name in where:
        query = query.where(text(f"place.{name} = :{name} and kept.{name} = :{name}"))
    query = query.where(text("place.school = :school")).order_by(*place.primary_key)
    return query.execution_options(yield_per=_BATCH)


@cache
def _there(
    table: Table, columns: tuple[str, ...], where: tuple[str, ...]
) -> Select[Any]:
    """PostgreSQL gives every value in the form that SQLite stores."""
    raw: list[Expression] = [
        literal_column(_as_sqlite_stores(table, name)) for name in columns
    ]
    query = select(*raw).select_from(table)
    for name in where:
        query = query.where(text(f"{name} = :{name}"))
    mine = text("school = cast(:school as uuid)")
    query = query.where(mine).order_by(*table.primary_key)
    return query.execution_options(yield_per=_BATCH)


def _as_sqlite_stores(table: Table, name: str) -> str:
    kind = table.c[name].type
    if isinstance(kind, Uuid):
        return f"replace(cast({name} as text), '-', '')"
    if isinstance(kind, Moment):
        counted = f"cast(extract(epoch from {name}) * 1000000 as bigint)"
        return f"case when isfinite({name}) then {counted} end"
    return name


def _plain(value: Any) -> Any:
    """Bytes as bytes: PostgreSQL hands out views of them."""
    return bytes(value) if type(value) is memoryview else value
