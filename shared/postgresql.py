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
"""The option of a transaction that names the command it is for: its id and stream.

What the command begins with is then kept for `OnPostgresql` under the same name.
"""

BEGIN_COMMAND = "select * from begin_command(%s, %s, %s)"


def take_turns(connection: Connection) -> None:
    """Wait until nobody else is making tables: two who do it at once would fail."""
    connection.exec_driver_sql("select pg_advisory_xact_lock(hashtext('caretaker'))")


def install(connection: Connection) -> None:
    """Make what a command needs of the server: its beginning, and its end."""
    connection.execute(text(_BEGIN))
    connection.execute(text(_APPEND))


def begin(connection: Connection, school: UUID | None) -> None:
    """Begin a transaction as one school, or as the provider, in one round trip.

    A command of the school that is known by then is begun with it.
    """
    driver: Any = connection.connection.driver_connection
    command = connection.get_execution_options().get(COMMAND)
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


def end(connection: Connection, how: str) -> None:
    """Commit or roll back, unless the connection broke: that ended it already."""
    if not connection.invalidated:
        abandon(connection.connection.driver_connection, how)


def abandon(driver: Any, how: str = "rollback") -> None:
    """End what a driver's connection has begun, if it has."""
    if not driver.closed and driver.info.transaction_status != IDLE:
        _run(driver, how)


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
