"""Which errors of a database are a no that the sender may be told?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionLeft

from contracts.refusals import Conflict, Refusal, Unavailable

_SOMEBODY_WAS_FIRST = {
    "23505",  # unique_violation
    "40001",  # serialization_failure
    "40P01",  # deadlock_detected
    sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY,
    sqlite3.SQLITE_CONSTRAINT_UNIQUE,
}


@contextmanager
def told_as_refusals() -> Iterator[None]:
    """Conflict where another transaction was first; Unavailable where it cannot be had.

    What is a mistake of ours, such as a table that there is not, stays what it is.
    """
    try:
        yield
    except (IntegrityError, OperationalError, InterfaceError) as error:
        refusal = _refusal(error)
        if refusal is None:
            raise
        raise refusal from error
    except NoConnectionLeft as error:
        raise Unavailable("the database is busy; try again") from error


def _refusal(error: DBAPIError) -> Refusal | None:
    code = getattr(error.orig, "pgcode", None)
    code = code or getattr(error.orig, "sqlite_errorcode", None)
    if code in _SOMEBODY_WAS_FIRST:
        return Conflict("somebody else was first; try again")
    if isinstance(error, IntegrityError) or code == sqlite3.SQLITE_ERROR:
        return None
    return Unavailable("the database is busy; try again")
