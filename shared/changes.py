"""How does a change of rows reach the driver that SQLAlchemy wrote down before?

To carry out a statement takes SQLAlchemy several times as long as the database. What
it would say is always the same for the same statement and names, so that is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID
from weakref import WeakKeyDictionary

from psycopg2.extras import execute_values
from sqlalchemy import Connection, Dialect, Uuid

Values = Mapping[str, Any]

_ROWS_AT_ONCE = 1_000


class Change(NamedTuple):
    """A change in the words of a driver, with its values in the driver's types."""

    statement: str
    values: Any


class Prepared:
    """What a statement says to a driver, for rows that have all the same names."""

    def __init__(self, statement: Any, names: frozenset[str], dialect: Dialect) -> None:
        compiled = statement.compile(
            dialect=dialect, column_keys=sorted(names), for_executemany=True
        )
        self._said: str = compiled.string
        # How an insert names the values of one row: of many, such stand in a list.
        one: str | None = compiled.insert_single_values_expr
        self._one_row = None if one is None else f"({one})"
        self._fixed: dict[str, Any] = {}
        given: dict[str, tuple[str, Callable[[Any], Any] | None]] = {}
        for bound, name in compiled.bind_names.items():
            kept = bound.type.dialect_impl(dialect).bind_processor(dialect)
            if kept is None and isinstance(bound.type, Uuid):
                kept = _id_as_text
            if bound.key in names:
                given[name] = bound.key, kept
            else:
                given[name] = name, None
                self._fixed[name] = kept(bound.value) if kept else bound.value
        self._by_name = compiled.positiontup is None
        told = given if self._by_name else compiled.positiontup
        self._told = [(name, *given[name]) for name in told]
        # What SQLAlchemy would still do for each row is left to SQLAlchemy.
        self.whole = not (
            compiled.insert_prefetch
            or compiled.update_prefetch
            or compiled.effective_returning
            or compiled.post_compile_params
            or compiled.literal_execute_params
            or names - {key for key, _ in given.values()}
        )

    def change(self, row: Values) -> Change:
        """The change with the values of one row."""
        return Change(self._said, self._values(row))

    def change_all(self, driver: Any, rows: Sequence[Values]) -> bool:
        """Make it for many rows on a driver's connection; False if it would be slow."""
        values = map(self._values, rows)
        if not self._by_name:
            driver.executemany(self._said, values)
            return True
        if self._one_row is None:
            return False
        many = self._said.replace(self._one_row, "%s", 1)
        with driver.cursor() as cursor:
            execute_values(cursor, many, values, self._one_row, _ROWS_AT_ONCE)
        return True

    def _values(self, row: Values) -> Any:
        """The values of one row in the driver's types, by name or in its order."""
        all_ = {**row, **self._fixed} if self._fixed else row
        if self._by_name:
            return {n: keep(all_[k]) if keep else all_[k] for n, k, keep in self._told}
        return [keep(all_[key]) if keep else all_[key] for _, key, keep in self._told]


def change_all(connection: Connection, statement: Any, rows: Sequence[Values]) -> None:
    """Carry out a change for many rows, which have all the same names."""
    known = prepared(statement, frozenset(rows[0]), connection.dialect)
    driver = connection.connection.driver_connection
    if known is None or not known.change_all(driver, rows):
        connection.execute(statement, rows)


def _id_as_text(value: UUID | None) -> str | None:
    """An id as a server reads it: the driver would take three times as long."""
    return None if value is None else str(value)


_Kept = dict[tuple[frozenset[str], str], Prepared | None]
_kept: WeakKeyDictionary[Any, _Kept] = WeakKeyDictionary()


def prepared(
    statement: Any, names: frozenset[str], dialect: Dialect
) -> Prepared | None:
    """What was prepared for a statement; None at first sight, or where it is not whole.

    Most statements are made once and seen again and again. One that is made for a
    single row is not worth the preparation.
    """
    of_statement = _kept.setdefault(statement, {})
    key = names, dialect.name
    if key not in of_statement:
        of_statement[key] = None
        return None
    found = of_statement[key]
    if found is None:
        found = of_statement[key] = Prepared(statement, names, dialect)
    return found if found.whole else None
