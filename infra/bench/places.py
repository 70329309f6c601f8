"""Where do the databases of a benchmark live? On the disk that the repository is on."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from infra.bench import server
from infra.bench.server import Server
from infra.postgres.cluster import running_cluster
from infra.postgres.programs import find_programs

REPOSITORY = Path(__file__).resolve().parents[2]
SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"


@dataclass(frozen=True)
class Place:
    """One kind of database, which hands out fresh ones.

    `server` is where they are unless they are files in `home`; `broker` is the URL of
    what carries events, where one was named.
    """

    kind: str
    version: str
    home: Path
    server: Server | None = None
    broker: str | None = None

    def fresh(self, name: str) -> str:
        """The URL of an empty database that nobody had before, for the application."""
        return self.named(f"{name}_{uuid4().hex[:12]}")

    def named(self, name: str) -> str:
        """The same for a name that nobody has taken."""
        if self.server is None:
            return f"sqlite:///{self.home / name}.db"
        return self.server.create(name)

    def plain(self, url: str) -> str:
        """What a program without SQLAlchemy opens one of them with, who may do all."""
        if self.server is None:
            return url.removeprefix("sqlite:///")
        return self.server.plain(url)

    def owners(self, url: str) -> str:
        """The URL of one of them for who owns it, and may make tables there."""
        return self.server.owners(url) if self.server else url


@contextmanager
def sqlite() -> Iterator[Place]:
    """SQLite files in a directory that is removed afterwards."""
    with _directory() as home:
        yield Place(SQLITE, sqlite3.sqlite_version, home)


@contextmanager
def postgresql(
    url: str | None = None, broker: str | None = None
) -> Iterator[Place | None]:
    """The server at a URL, or a private one that is as durable as in production.

    None where pgbench is not installed, and with it no server. Unusable where the URL
    has none that we may use.
    """
    programs = pgbench_programs()
    if programs is None:
        yield None
        return
    with _directory() as home, ExitStack() as stack:
        if url is None:
            stack.enter_context(running_cluster(home, programs))
            found = server.private(home, programs)
        else:
            found = stack.enter_context(server.named(url, programs))
        yield Place(POSTGRESQL, found.version(), home, found, broker)


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
