"""Which errors of a database are a no that the sender may be told?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg2
from sqlalchemy.exc import IntegrityError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionLeft

from contracts.refusals import Conflict, Refusal, Unavailable

_SOMEBODY_WAS_FIRST = {
    "23505",  # unique_violation
    "40001",  # serialization_failure
    "40P01",  # deadlock_detected
    sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY,
    sqlite3.SQLITE_CONSTRAINT_UNIQUE,
}

# SQLAlchemy wraps what a driver raises, but the log calls its driver itself.
_INTEGRITY = (IntegrityError, sqlite3.IntegrityError, psycopg2.IntegrityError)
_TOLD = (
    *_INTEGRITY,
    *(OperationalError, sqlite3.OperationalError, psycopg2.OperationalError),
    *(InterfaceError, sqlite3.InterfaceError, psycopg2.InterfaceError),
)


@contextmanager
def told_as_refusals() -> Iterator[None]:
    """Conflict where another transaction was first; Unavailable where it cannot be had.

    What is a mistake of ours, such as a table that there is not, stays what it is.
    """
    try:
        yield
    except _TOLD as error:
        refusal = _refusal(error)
        if refusal is None:
            raise
        raise refusal from error
    except NoConnectionLeft as error:
        raise Unavailable("the database is busy; try again") from error


def _refusal(error: Exception) -> Refusal | None:
    raised = getattr(error, "orig", error)
    code = getattr(raised, "pgcode", None)
    code = code or getattr(raised, "sqlite_errorcode", None)
    if code in _SOMEBODY_WAS_FIRST:
        return Conflict("somebody else was first; try again")
    if isinstance(raised, _INTEGRITY) or code == sqlite3.SQLITE_ERROR:
        return None
    return Unavailable("the database is busy; try again")
