"""Who may do what on a PostgreSQL server of ours, and how do they get there?

Three kinds: the owner of the databases, who migrates; the login of the application, who
owns nothing and has no right of its own; and the two roles that it takes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing

import psycopg2
from psycopg2 import sql
from psycopg2.extensions import cursor as Cursor  # noqa: N812
from sqlalchemy import URL, make_url

from shared.row_security import PROVIDER_ROLE, SCHOOL_ROLE

OWNER, LOGIN = "caretaker_owner", "caretaker"
"""What they are called on private servers; elsewhere the URLs say it."""


def as_owner(url: str) -> str:
    """The URL of a database on a private server, for who owns it."""
    return _as(url, OWNER)


def as_login(url: str) -> str:
    """The same for the application."""
    return _as(url, LOGIN)


def prepare(
    administrator: str, owner: str, login: str, databases: Iterable[str] = ()
) -> Iterator[str]:
    """Make the roles and databases that are missing, and name each.

    `administrator` is the URL of somebody who may; `owner` and `login` are URLs with
    the names and passwords of those two. What is there is left as it is.
    """
    owning, using = make_url(owner), make_url(login)
    with closing(psycopg2.connect(_plain(administrator))) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            # Two that prepare at once take turns.
            cursor.execute("select pg_advisory_lock(hashtext('caretaker'))")
            yield from _roles(cursor, owning, using)
            for name in databases:
                yield from _database(cursor, name, owning, using)


def _roles(cursor: Cursor, owner: URL, login: URL) -> Iterator[str]:
    for role in (SCHOOL_ROLE, PROVIDER_ROLE):
        if _is_new(cursor, role):
            _run(cursor, "create role {} nologin", role)
            yield f"role {role}"
    for url, kind in ((owner, "inherit"), (login, "noinherit")):
        role = str(url.username)
        if _is_new(cursor, role):
            made = sql.SQL(f"create role {{}} login {kind} password {{}}")
            secret = sql.Literal(url.password and str(url.password))
            cursor.execute(made.format(sql.Identifier(role), secret))
            yield f"login {role}"
    for role in (SCHOOL_ROLE, PROVIDER_ROLE):
        _run(cursor, "grant {} to {}", role, str(login.username))


def _database(cursor: Cursor, name: str, owner: URL, login: URL) -> Iterator[str]:
    cursor.execute("select 1 from pg_database where datname = %s", (name,))
    if cursor.fetchone() is not None:
        return
    # Who makes a database for somebody else has to be able to act as them.
    cursor.execute("select usesuper from pg_user where usename = current_user")
    if cursor.fetchone() != (True,):
        _run(cursor, "grant {} to current_user", str(owner.username))
    _run(cursor, "create database {} owner {}", name, str(owner.username))
    _run(cursor, "revoke all on database {} from public", name)
    _run(cursor, "grant connect on database {} to {}", name, str(login.username))
    yield f"database {name}"


def _is_new(cursor: Cursor, role: str) -> bool:
    cursor.execute("select 1 from pg_roles where rolname = %s", (role,))
    return cursor.fetchone() is None


def _run(cursor: Cursor, statement: str, *names: str) -> None:
    cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def _plain(url: str) -> str:
    """The URL as the server's own library reads it."""
    return make_url(url).set(drivername="postgresql").render_as_string(False)


def _as(url: str, user: str) -> str:
    return make_url(url).set(username=user).render_as_string(hide_password=False)
