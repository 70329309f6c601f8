"""What does a log on PostgreSQL need that SQLite does not?"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

from psycopg2.extensions import TRANSACTION_STATUS_IDLE as IDLE
from sqlalchemy import Connection, text

from shared.row_security import PROVIDER_ROLE, SCHOOL_ROLE


def function(name: str) -> str:
    """The text of a function of ours, `<name>_<version>`, as a migration made it.

    A version that was released is never edited: what changes is the next one.
    """
    return (Path(__file__).with_name("functions") / f"{name}.sql").read_text()


# The server keeps the plans of what a function says; planning it anew for each command
# would cost as much as carrying it out.
_BEGIN = function("begin_command_1")
_APPEND = function("append_events_1")


COMMAND = "command"
"""Where a connection keeps what a command begins with, for `OnPostgresql`."""

BEGIN_COMMAND = "select * from begin_command(%s, %s, %s)"


def take_turns(connection: Connection) -> None:
    """Wait until nobody else is making tables: two who do it at once would fail."""
    connection.exec_driver_sql("select pg_advisory_xact_lock(hashtext('caretaker'))")


def install(connection: Connection) -> None:
    """Make what a command needs of the server: its beginning, and its end."""
    connection.execute(text(_BEGIN))
    connection.execute(text(_APPEND))


def begin(
    connection: Connection, school: UUID | None, command: tuple[UUID, str] | None
) -> None:
    """Begin a transaction as one school, or as the provider, in one round trip.

    A command of the school that is known by then is begun with it.
    """
    driver: Any = connection.connection.driver_connection
    connection.info.pop(COMMAND, None)
    if school is None or command is None:
        begin_on(driver, school)
        return
    with driver.cursor() as cursor:
        values = (str(school), school, *command)
        cursor.execute(f"begin; {_ENTER}{_LIMITS}; {BEGIN_COMMAND}", values)
        connection.info[COMMAND] = (command, cursor.fetchall())


def begin_on(driver: Any, school: UUID | None) -> None:
    """The same on a driver's connection."""
    if school is None:
        _run(driver, f"begin; {LOOK}{_LIMITS}")
    else:
        _run(driver, f"begin; {_ENTER}{_LIMITS}", str(school))


def take_time(connection: Connection) -> None:
    """Let a transaction think between its statements for minutes, where it has to.

    For an operator's command that reads a long log: nobody took its place meanwhile.
    """
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(_PATIENT)


def is_idle(driver: Any) -> bool:
    """Whether a driver's connection is in no transaction."""
    return bool(driver.info.transaction_status == IDLE)


def commit(driver: Any) -> None:
    """Commit on a driver's connection, unless that went with its last statement.

    Where the connection broke, nothing was kept: that is an error.
    """
    if not is_idle(driver):
        _run(driver, "commit")


def abandon(driver: Any) -> None:
    """Roll back what a driver's connection has begun and not ended, if it still can."""
    if not driver.closed and not is_idle(driver):
        _run(driver, "rollback")


def _run(driver: Any, statement: str, *values: object) -> None:
    with driver.cursor() as cursor:
        cursor.execute(statement, values)


# For the length of the transaction and no longer: the next one on this connection is
# somebody else's.
LOOK = f"select set_config('role', '{PROVIDER_ROLE}', true)"
"""Go on as who finds things over many schools, until the transaction ends."""

_ENTER = (
    f"select set_config('role', '{SCHOOL_ROLE}', true),"
    " set_config('caretaker.school', %s, true)"
)
# No stopped holder keeps its locks for ever.
_LIMITS = (
    ", set_config('lock_timeout', '5s', true),"
    " set_config('idle_in_transaction_session_timeout', '10s', true)"
)
_PATIENT = "select set_config('idle_in_transaction_session_timeout', '30min', true)"
