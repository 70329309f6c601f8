"""Where does a read model that was built anew differ from the live one? Row by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    UniqueConstraint,
    and_,
    case,
    delete,
    func,
    insert,
    not_,
    or_,
    select,
    update,
)

SHOWN = 10
"""Rows of a table that are named; all are counted."""


class Row(NamedTuple):
    """A row that differs: whose key, and in which columns; all of them if none."""

    table: str
    key: str
    columns: tuple[str, ...]
    what: str


@dataclass
class Differences:
    """How the tables of one school differ; `rows` has examples of each table.

    Values are not told: they may be what people wrote.
    """

    added: dict[str, int] = field(default_factory=dict)
    removed: dict[str, int] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)
    columns: dict[str, dict[str, int]] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)

    def __bool__(self) -> bool:
        return any((self.added, self.removed, self.changed))

    @property
    def tables(self) -> set[str]:
        return {*self.added, *self.removed, *self.changed}

    def rewrites(self, live: Mapping[str, Table]) -> set[str]:
        """The tables where rows would go or change, and that nobody may rewrite."""
        touched = {*self.removed, *self.changed}
        return {name for name in touched if not live[name].info.get("rewritten", True)}


class Pair:
    """A table as it is built and as it is live, for one school."""

    def __init__(self, built: Table, live: Table, school: UUID) -> None:
        self.name = live.name
        self._built, self._live = built, live
        self._school = school
        self._key = key_of(live)
        self._columns = [c.name for c in live.columns if not _made_there(c)]
        self._rest = [name for name in self._columns if name not in self._key]

    def compare(self, connection: Connection, found: Differences) -> None:
        """Count and name the rows that differ."""
        for what, row, other, counted in (
            ("only in the new one", self._built, self._live, found.added),
            ("only in the live one", self._live, self._built, found.removed),
        ):
            alone = self._mine(row), not_(self._twin(row, other))
            query = select(*(row.c[name] for name in self._key)).where(*alone)
            self._count(connection, query, what, counted, found)
        self._compare_both(connection, found)

    def switch(self, connection: Connection) -> None:
        """Let the live rows be those that were built; equal ones are not touched.

        A row is changed where it stands: whoever waits to change it too would not find
        the one that came in its place.
        """
        gone = not_(self._twin(self._live, self._built))
        connection.execute(delete(self._live).where(self._mine(self._live), gone))
        if self._rest:
            connection.execute(
                update(self._live)
                .values({name: self._built.c[name] for name in self._rest})
                .where(self._both(), self._unlike())
            )
        missing = select(*(self._built.c[name] for name in self._columns)).where(
            self._mine(self._built), not_(self._twin(self._built, self._live))
        )
        connection.execute(insert(self._live).from_select(self._columns, missing))

    def _compare_both(self, connection: Connection, found: Differences) -> None:
        if not self._rest:
            return
        differs = {name: self._differs(name) for name in self._rest}
        both = and_(self._both(), self._unlike())
        counted = connection.execute(
            select(
                func.count(),
                *(func.count(case((one, 1))).label(n) for n, one in differs.items()),
            ).where(both)
        ).one()
        if not counted[0]:
            return
        found.changed[self.name] = counted[0]
        columns = dict(zip(self._rest, counted[1:], strict=True))
        found.columns[self.name] = {n: count for n, count in columns.items() if count}
        flags = (case((one, 1), else_=0).label(f"is_{n}") for n, one in differs.items())
        keys = [self._live.c[name] for name in self._key]
        shown = select(*keys, *flags).where(both).order_by(*keys).limit(SHOWN)
        for row in connection.execute(shown):
            flagged = zip(self._rest, row[len(keys) :], strict=True)
            names = tuple(name for name, flag in flagged if flag)
            key = self._told(row[: len(keys)])
            found.rows.append(Row(self.name, key, names, "changed"))

    def _count(
        self,
        connection: Connection,
        query: Any,
        what: str,
        counted: dict[str, int],
        found: Differences,
    ) -> None:
        number = connection.execute(
            select(func.count()).select_from(query.subquery())
        ).scalar_one()
        if number:
            counted[self.name] = number
            columns = query.selected_columns
            for row in connection.execute(query.order_by(*columns).limit(SHOWN)):
                found.rows.append(Row(self.name, self._told(row), (), what))

    def _mine(self, table: Table) -> ColumnElement[bool]:
        mine: ColumnElement[bool] = table.c.school == self._school
        return mine

    def _told(self, values: Sequence[Any]) -> str:
        named = zip(self._key, values, strict=True)
        return " ".join(str(value) for name, value in named if name != "school")

    def _twin(self, row: Table, other: Table) -> ColumnElement[bool]:
        """Whether the other table has a row of the same key and the same school."""
        same = and_(
            self._mine(other),
            *(other.c[name] == row.c[name] for name in self._key),
        )
        return select(1).where(same).correlate(row).exists()

    def _both(self) -> ColumnElement[bool]:
        """Where both have a row of the same key."""
        same = (self._built.c[name] == self._live.c[name] for name in self._key)
        return and_(self._mine(self._built), self._mine(self._live), *same)

    def _unlike(self) -> ColumnElement[bool]:
        return or_(*(self._differs(name) for name in self._rest))

    def _differs(self, name: str) -> ColumnElement[bool]:
        return self._built.c[name].is_distinct_from(self._live.c[name])


def key_of(table: Table) -> list[str]:
    """The columns that name a row; a number that a database draws names none."""
    key = list(table.primary_key.columns)
    if not any(_made_there(column) for column in key):
        return [column.name for column in key]
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            return [column.name for column in constraint.columns]
    return [column.name for column in table.columns if not _made_there(column)]


def _made_there(column: Any) -> bool:
    return column.identity is not None or column.computed is not None
