"""May this process use this database, by this login? On PostgreSQL, not by any.

A login that owns tables, or that no policy binds, would see every school. Whoever
starts with one is told so, and does not start.
"""

from __future__ import annotations

import psycopg2
from sqlalchemy import Connection, text

from shared.database import Database
from shared.row_security import PROVIDER_ROLE, SCHOOL_ROLE

WITHOUT_A_SCHOOL = {"alembic_version": "says which migrations were made, and no more"}
"""Tables whose rows are no school's, each with the reason why that is so."""

_MAY_NOT_ACT = {"42501", "22023"}  # insufficient privilege; there is no such role


class NotAdmitted(Exception):
    """This process must not use this database; the words say why, on one line."""


def admit(database: Database) -> None:
    """NotAdmitted unless the policies of a database bind whoever we are there."""
    if database.is_sqlite:
        return
    url = database.engine.url
    where = f"{url.username or 'this login'} on {url.database}"
    try:
        with database.provider() as connection:
            _check(connection, where)
    except psycopg2.Error as error:
        if error.pgcode not in _MAY_NOT_ACT:
            raise
        raise NotAdmitted(
            f"{where} may not act as {SCHOOL_ROLE} and {PROVIDER_ROLE}:"
            " ./caretaker prepare"
        ) from error


def unguarded(connection: Connection) -> list[str]:
    """The tables (and views) of a database that no policy keeps schools apart in."""
    exempt = {"exempt": [*WITHOUT_A_SCHOOL]}
    return list(connection.execute(_UNGUARDED, exempt).scalars())


def _check(connection: Connection, where: str) -> None:
    if connection.execute(_UNBOUND).scalar_one():
        raise NotAdmitted(
            f"{where} is a superuser or has BYPASSRLS: no policy binds it"
        )
    owned = connection.execute(_OWNED).scalars().all()
    if owned:
        raise NotAdmitted(
            f"{where} owns the table {owned[0]}: the application owns nothing"
        )
    if bare := unguarded(connection):
        raise NotAdmitted(
            f"the table {bare[0]} on {where} has no forced row-level security"
        )


# The login stays who it is, whatever role it has taken on.
_UNBOUND = text(
    "select exists (select from pg_roles where (rolsuper or rolbypassrls)"
    " and pg_has_role(session_user, oid, 'member'))"
)
_HERE = (
    " from pg_class c join pg_namespace n on n.oid = c.relnamespace"
    " where n.nspname = any(current_schemas(false))"
    " and c.relkind in ('r', 'p', 'v', 'm', 'f')"
)
_OWNED = text(
    f"select c.relname {_HERE}"
    " and pg_has_role(session_user, c.relowner, 'member') order by 1"
)
_UNGUARDED = text(
    f"select c.relname {_HERE}"  # noqa: S608  # all of it stands here
    " and not c.relname = any(:exempt) and not (c.relrowsecurity"
    " and c.relforcerowsecurity"
    " and exists (select from pg_policy where polrelid = c.oid)"
    " and exists (select from pg_attribute where attrelid = c.oid"
    " and attname = 'school' and attnotnull and not attisdropped)) order by 1"
)
