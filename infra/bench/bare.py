"""What would a program do that promises nothing? Write the same rows, and no more.

Each bare program keeps rows like those of our log in a table of its own, through its
driver alone, as durably as we do. Its table has no index but what the work needs.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any, Protocol

from psycopg2.extras import execute_values

from infra.bench.places import Place

Row = Sequence[Any]

PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=0")
"""As `shared/database.py` sets them."""


class Bare(Protocol):
    """A program on one database, with rows of one table there."""

    def rows(self, query: str) -> list[Row]:
        """Fetch everything that a query finds, in one transaction."""

    def insert(self, row: Row) -> int:
        """Add one row, durably; how many that are."""

    def insert_many(self, rows: Sequence[Row]) -> int:
        """Add rows in one transaction; how many."""

    def upsert(self, rows: Sequence[Row]) -> int:
        """Add or replace rows by their first three columns at once; how many."""


class OnSqlite:
    """The bare program on SQLite."""

    def __init__(self, connection: sqlite3.Connection, columns: Sequence[str]) -> None:
        self._connection = connection
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        names, marks = ", ".join(columns), ", ".join("?" for _ in columns)
        key = ", ".join(columns[:3])
        connection.execute(f"create table if not exists bare ({names})")
        connection.execute(
            f"create table if not exists bare_kept ({names}, primary key ({key}))"
        )
        self._insert = f"insert into bare values ({marks})"
        self._upsert = f"insert or replace into bare_kept values ({marks})"

    def rows(self, query: str) -> list[Row]:
        return self._connection.execute(query).fetchall()

    def insert(self, row: Row) -> int:
        return self._connection.execute(self._insert, row).rowcount

    def insert_many(self, rows: Sequence[Row]) -> int:
        return self._many(self._insert, rows)

    def upsert(self, rows: Sequence[Row]) -> int:
        return self._many(self._upsert, rows)

    def _many(self, statement: str, rows: Sequence[Row]) -> int:
        self._connection.execute("begin immediate")
        self._connection.executemany(statement, rows)
        self._connection.execute("commit")
        return len(rows)


class OnPostgresql:
    """The bare program on PostgreSQL, over psycopg2."""

    def __init__(self, connection: Any, columns: Sequence[str], like: str) -> None:
        self._connection = connection
        self._cursor = connection.cursor()
        names, key = ", ".join(columns), ", ".join(columns[:3])
        made = f"as select {names} from {like} with no data"
        self._cursor.execute(f"create table if not exists bare {made}")
        self._cursor.execute(f"create table if not exists bare_kept {made}")
        self._cursor.execute(
            f"create unique index if not exists kept on bare_kept ({key})"
        )
        connection.commit()
        self._marks = ", ".join("%s" for _ in columns)
        changes = ", ".join(f"{name} = excluded.{name}" for name in columns[3:])
        self._replace = f"on conflict ({key}) do update set {changes}"

    def rows(self, query: str) -> list[Row]:
        self._cursor.execute(query)
        found: list[Row] = self._cursor.fetchall()
        self._connection.commit()
        return found

    def insert(self, row: Row) -> int:
        self._cursor.execute(f"insert into bare values ({self._marks})", row)
        self._connection.commit()
        return 1

    def insert_many(self, rows: Sequence[Row]) -> int:
        return self._many("insert into bare values %s", rows)

    def upsert(self, rows: Sequence[Row]) -> int:
        return self._many(f"insert into bare_kept values %s {self._replace}", rows)

    def _many(self, statement: str, rows: Sequence[Row]) -> int:
        execute_values(self._cursor, statement, rows, page_size=len(rows))
        self._connection.commit()
        return len(rows)


@contextmanager
def bare(place: Place, url: str, columns: Sequence[str], like: str) -> Iterator[Bare]:
    """The bare program for rows with columns like those of one of our tables."""
    if place.server is None:
        with closing(sqlite3.connect(place.plain(url), isolation_level=None)) as here:
            yield OnSqlite(here, columns)
    else:
        with closing(place.server.connect(url)) as there:
            yield OnPostgresql(there, columns, like)
