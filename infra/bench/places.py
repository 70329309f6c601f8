"""Where do the databases of a benchmark live? On the disk that the repository is on."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psycopg2
from psycopg2 import sql

from infra.postgres import roles
from infra.postgres.cluster import database_url, running_cluster
from infra.postgres.programs import find_programs

REPOSITORY = Path(__file__).resolve().parents[2]
SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"


@dataclass(frozen=True)
class Place:
    """One kind of database, which hands out fresh ones; `programs` are its own."""

    kind: str
    version: str
    home: Path
    programs: Path | None = None

    def fresh(self, name: str) -> str:
        """The URL of an empty database that nobody had before, for the application."""
        return self.named(f"{name}_{uuid4().hex[:12]}")

    def named(self, name: str) -> str:
        """The same for a name that nobody has taken."""
        if self.programs is None:
            return f"sqlite:///{self.home / name}.db"
        with closing(psycopg2.connect(host=str(self.home), user="postgres")) as server:
            server.autocommit = True
            create = sql.SQL("create database {} owner {}")
            names = sql.Identifier(name), sql.Identifier(roles.OWNER)
            server.cursor().execute(create.format(*names))
        return database_url(self.home, name, roles.LOGIN)

    def owners(self, url: str) -> str:
        """The URL of one of them for who owns it, and may make tables there."""
        return roles.as_owner(url) if self.programs else url


@contextmanager
def sqlite() -> Iterator[Place]:
    """SQLite files in a directory that is removed afterwards."""
    with _directory() as home:
        yield Place(SQLITE, sqlite3.sqlite_version, home)


@contextmanager
def postgresql() -> Iterator[Place | None]:
    """A private server, as durable as in production; None where none is installed."""
    programs = pgbench_programs()
    if programs is None:
        yield None
        return
    with _directory() as home, running_cluster(home, programs):
        url = database_url(home, "postgres")
        list(roles.prepare(url, roles.as_owner(url), roles.as_login(url)))
        with closing(psycopg2.connect(host=str(home), user="postgres")) as server:
            version = server.info.parameter_status("server_version") or ""
        yield Place(POSTGRESQL, version, home, programs)


def pgbench_programs() -> Path | None:
    """Where pgbench is too, which packages leave out of the links on PATH."""
    found = find_programs()
    place = (found / "postgres").resolve().parent if found else None
    return place if place and (place / "pgbench").is_file() else None


@contextmanager
def _directory() -> Iterator[Path]:
    var = REPOSITORY / "var"
    var.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(
        prefix="bench-", dir=var, ignore_cleanup_errors=True
    ) as name:
        # The server runs under an account of its own where we are root.
        Path(name).chmod(0o755)
        yield Path(name)
