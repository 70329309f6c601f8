"""Whose turn is it, where one replica of a service is enough? Asked of the database.

A lock of PostgreSQL's that no transaction holds, on a connection of its own. It ends
with the connection, and the server ends a connection whose owner says nothing for a
while: a replica that stands still keeps nobody else from the work.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psycopg2
from sqlalchemy.exc import DBAPIError

from contracts.refusals import Unavailable
from shared.database import Database

SILENCE = "60s"
"""How long a holder may say nothing before its turn is taken from it."""

_TAKE = "select pg_try_advisory_lock(hashtextextended(%s, 0))"
_END = "select pg_advisory_unlock(hashtextextended(%s, 0))"


@contextmanager
def turn(database: Database, work: str) -> Iterator[bool]:
    """Whether it is this replica's turn at some work, for as long as it takes.

    On SQLite it always is: a file has one process. Unavailable where the database
    cannot be asked.
    """
    if database.is_sqlite:
        yield True
        return
    connection = None
    try:
        connection = database.engine.raw_connection()
        cursor = connection.cursor()
        cursor.execute(f"set idle_session_timeout = '{SILENCE}'")
        cursor.execute(_TAKE, [work])
        [mine] = cursor.fetchone() or [False]
    except (psycopg2.Error, DBAPIError) as error:
        if connection is not None:
            connection.invalidate()
        raise Unavailable("the database cannot be asked whose turn it is") from error
    try:
        yield bool(mine)
        # Who took longer than the silence lasts has lost the turn and the connection.
        with suppress(psycopg2.Error):
            cursor.execute(_END, [work])
            cursor.execute("reset idle_session_timeout")
            return
        connection.invalidate()
    except BaseException:
        # Whatever went wrong, the lock must not stay with a connection that is kept.
        connection.invalidate()
        raise
    finally:
        connection.close()
