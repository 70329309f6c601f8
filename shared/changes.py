"""How does a change of rows reach the driver that SQLAlchemy wrote down before?

To carry out a statement takes SQLAlchemy several times as long as the database. What
it would say is always the same for the same statement and names, so that is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from sqlalchemy import Dialect

Values = Mapping[str, Any]


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
        self._order: Sequence[str] | None = compiled.positiontup
        self._fixed: dict[str, Any] = {}
        self._given: list[tuple[str, str, Callable[[Any], Any] | None]] = []
        for bound, name in compiled.bind_names.items():
            kept = bound.type.dialect_impl(dialect).bind_processor(dialect)
            if bound.key in names:
                self._given.append((name, bound.key, kept))
            else:
                self._fixed[name] = kept(bound.value) if kept else bound.value
        # What SQLAlchemy would still do for each row is left to SQLAlchemy.
        self.whole = not (
            compiled.insert_prefetch
            or compiled.update_prefetch
            or compiled.effective_returning
            or compiled.post_compile_params
            or compiled.literal_execute_params
            or names - {key for _, key, _ in self._given}
        )

    def change(self, row: Values) -> Change:
        """The change with the values of one row."""
        values = dict(self._fixed)
        for name, key, kept in self._given:
            values[name] = kept(row[key]) if kept else row[key]
        if self._order is None:
            return Change(self._said, values)
        return Change(self._said, [values[name] for name in self._order])


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
