"""How are many changes of rows written at once, by code that makes them one by one?

While a log is folded again nobody waits for any single row. So changes wait, table by
table and each in its order, until something is read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Delete, Insert, Table, Update

from shared.changes import Change, change_all, prepared

_AT_ONCE = 8
"""So many changes go with what ends a transaction; more go better table by table."""

_CHANGES = (Insert, Update, Delete)
_UNTOLD = frozenset({"dialect"})
"""What may be asked of a connection without anything being read."""


@dataclass
class _Run:
    """One statement with the values of every time it was asked for, in order."""

    statement: Any
    names: frozenset[str]
    values: list[Mapping[str, Any]] = field(default_factory=list)


class Gathering:
    """Stands for a connection; `flush` writes what is left.

    Each table's changes stay in their order. What a change returns is not to be had.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._waiting: dict[Table, list[_Run]] = {}

    def execute(self, statement: Any, values: Any = None, **options: Any) -> Any:
        """Keep a change with values for later; do anything else now."""
        if not isinstance(statement, _CHANGES) or not values or options:
            self.flush()
            return self._connection.execute(statement, values, **options)
        if isinstance(values, Mapping):
            self._keep(statement, [values])
        else:
            self._keep(statement, values)
        return None

    def flush(self) -> None:
        """Write what was gathered."""
        waiting, self._waiting = self._waiting, {}
        for runs in waiting.values():
            for run in runs:
                change_all(self._connection, run.statement, run.values)

    def rest(self) -> list[Change]:
        """What is left, for who tells the driver; nothing where it was written now."""
        changes = self._prepared()
        if changes is None:
            self.flush()
            return []
        self._waiting = {}
        return changes

    def _prepared(self) -> list[Change] | None:
        """What waits, as a driver is told; None where SQLAlchemy has to say it."""
        runs = [run for of_table in self._waiting.values() for run in of_table]
        if sum(len(run.values) for run in runs) > _AT_ONCE:
            return None
        changes: list[Change] = []
        for run in runs:
            known = prepared(run.statement, run.names, self._connection.dialect)
            if known is None:
                return None
            changes += [known.change(row) for row in run.values]
        return changes

    def __getattr__(self, name: str) -> Any:
        if name not in _UNTOLD:
            self.flush()
        return getattr(self._connection, name)

    def _keep(self, statement: Any, rows: Sequence[Mapping[str, Any]]) -> None:
        runs = self._waiting.setdefault(statement.table, [])
        for row in rows:
            names = frozenset(row)
            last = runs[-1] if runs else None
            if last is None or last.statement is not statement or last.names != names:
                last = _Run(statement, names)
                runs.append(last)
            last.values.append(row)
