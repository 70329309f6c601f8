"""Which PostgreSQL is measured? A private one, or the one that somebody names."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg2
from psycopg2 import sql
from sqlalchemy import URL, make_url

from infra.postgres import roles
from infra.postgres.cluster import database_url


class Unusable(Exception):
    """What is at a URL cannot be measured."""


@dataclass(frozen=True)
class Server:
    """A PostgreSQL server: URLs of who may do all there, who owns, and who uses.

    `programs` has pgbench; `made` are the databases that were made for us.
    """

    administrator: str
    owner: str
    login: str
    programs: Path
    made: list[str] = field(default_factory=list)

    def create(self, name: str) -> str:
        """Make a database, owned as in production; its URL for the application."""
        self.made.append(name)
        asked = roles.prepare(self.administrator, self.owner, self.login, [name])
        list(asked)
        return _of(self.login, name)

    def owners(self, url: str) -> str:
        """The URL of one of them for who owns it."""
        return _of(self.owner, make_url(url).database or "")

    def plain(self, url: str) -> str:
        """The same for who may do all there, as the server's own programs read it."""
        of = _of(self.administrator, make_url(url).database or "")
        return _text(make_url(of).set(drivername="postgresql"))

    def connect(self, url: str) -> Any:
        """A connection of the driver to one of them, for who may do all there."""
        return psycopg2.connect(self.plain(url))

    def version(self) -> str:
        """Unusable where nothing answers, or not for somebody who may do all there."""
        try:
            with closing(self.connect(self.administrator)) as connection:
                told = connection.info.parameter_status
                if told("is_superuser") != "on":
                    raise Unusable("--database has to be the URL of a superuser")
                return told("server_version") or ""
        except psycopg2.OperationalError as error:
            raise Unusable(f"the database server does not answer: {error}") from error

    def clear(self) -> None:
        """Remove the databases and the logins that were made."""
        logins = [str(make_url(url).username) for url in (self.login, self.owner)]
        with closing(self.connect(self.administrator)) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                for what, names in (
                    ("drop database if exists {} with (force)", self.made),
                    ("drop role if exists {}", logins),
                ):
                    for name in names:
                        cursor.execute(sql.SQL(what).format(sql.Identifier(name)))


def private(home: Path, programs: Path) -> Server:
    """The one that serves from a directory of ours."""
    url = database_url(home, "postgres")
    return Server(url, roles.as_owner(url), roles.as_login(url), programs)


@contextmanager
def named(url: str, programs: Path) -> Iterator[Server]:
    """One that is there: everything that is made on it is removed again.

    Unusable where it is not, or not for us.
    """
    at = make_url(url).set(drivername="postgresql+psycopg2")
    at = at.set(database=at.database or "postgres")
    us = f"caretaker_bench_{secrets.token_hex(4)}"
    owner, login = (
        _text(at.set(username=f"{us}_{kind}", password=secrets.token_hex(16)))
        for kind in ("owner", "login")
    )
    server = Server(_text(at), owner, login, programs)
    server.version()
    try:
        yield server
    finally:
        server.clear()


def _of(url: str, database: str) -> str:
    return _text(make_url(url).set(database=database))


def _text(url: URL) -> str:
    return url.render_as_string(hide_password=False)
