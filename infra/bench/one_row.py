"""How does a program that promises nothing keep a row? As durably as we do."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import Any, TypeAlias

import psycopg2

from infra.bench.bare import PRAGMAS

Keep: TypeAlias = Callable[[str, str], object]

_TABLE = "create table if not exists tickets (id text, body text)"
_INSERT = "insert into tickets values (?, ?)"


def row_keeper(database: str) -> Keep:
    """Keeps rows in a SQLite file, or on the PostgreSQL server of a URL."""
    return _on_postgresql(database) if "://" in database else _on_sqlite(database)


def _on_sqlite(file: str) -> Keep:
    """Keeps rows in a file."""
    database = sqlite3.connect(file, isolation_level=None)
    for pragma in PRAGMAS:
        database.execute(f"PRAGMA {pragma}")
    database.execute(_TABLE)
    return lambda *row: database.execute(_INSERT, row)


def _on_postgresql(url: str) -> Keep:
    """Keeps rows on a server, a connection for each request that waits."""
    free: list[Any] = []

    def tell(statement: str, *row: str) -> None:
        connection = free.pop() if free else psycopg2.connect(url)
        connection.autocommit = True
        with closing(connection.cursor()) as cursor:
            cursor.execute(statement.replace("?", "%s"), row)
        free.append(connection)

    tell(_TABLE)
    return lambda *row: tell(_INSERT, *row)
