"""How does a test know that what it waits for has come?"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

import pytest
from sqlalchemy import text

from shared.database import Database
from tests.support.databases import behind

_PATIENCE = 60

_ASKED = text(
    "select count(*) from pg_stat_activity"
    " where datname = current_database() and wait_event_type = 'Lock'"
)


def until(so: Callable[[], object]) -> None:
    """Return once something is so; fail where it never is."""
    patience = time.monotonic() + _PATIENCE
    while not so():
        if time.monotonic() > patience:
            pytest.fail("it never came")
        time.sleep(0.05)


def until_it_waits(database: Database, other: Future[Any]) -> None:
    """Return once the other waits for a lock; fail if it ends instead."""
    with behind(database) as connection:
        while not connection.execute(_ASKED).scalar_one():
            connection.rollback()  # the statistics stand still in a transaction
            assert not other.done(), other.result()
