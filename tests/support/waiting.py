"""How does a test on PostgreSQL know that another transaction waits for its own?"""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any

from sqlalchemy import text

from shared.database import Database
from tests.support.databases import behind

_ASKED = text(
    "select count(*) from pg_stat_activity"
    " where datname = current_database() and wait_event_type = 'Lock'"
)


def until_it_waits(database: Database, other: Future[Any]) -> None:
    """Return once the other waits for a lock; fail if it ends instead."""
    with behind(database) as connection:
        while not connection.execute(_ASKED).scalar_one():
            connection.rollback()  # the statistics stand still in a transaction
            assert not other.done(), other.result()
