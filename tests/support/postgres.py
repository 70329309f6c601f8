"""How do tests get fresh PostgreSQL databases from one server per test run?"""

import fcntl
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, Any
from uuid import uuid4

import psycopg2
import pytest
from psycopg2 import sql

from infra.postgres import cluster, roles

DatabaseUrl = Callable[[str], str]
MARKER = "needs_postgresql"
PREFIX = "caretaker-pg-"
HOME = pytest.StashKey[Path]()
OWNER = pytest.StashKey[IO[str]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `./caretaker test` go on where there is no server."""
    parser.addoption(
        "--without-postgresql", action="store_true", help="leave those out"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Own the directory of this run's server, which starts when a test needs it."""
    workerinput: dict[str, Any] | None = getattr(config, "workerinput", None)
    if workerinput is not None:
        config.stash[HOME] = Path(workerinput["postgres_home"])
        return
    remove_abandoned(Path(tempfile.gettempdir()))
    home = Path(tempfile.mkdtemp(prefix=PREFIX))
    config.stash[HOME] = home
    # Held until this process ends, in whatever way; see infra/postgres/keeper.py.
    config.stash[OWNER] = (home / "owner").open("w")
    fcntl.flock(config.stash[OWNER], fcntl.LOCK_EX)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a worker of pytest-xdist where the server of the whole run lives."""
    node.workerinput["postgres_home"] = str(node.config.stash[HOME])


def pytest_unconfigure(config: pytest.Config) -> None:
    """Let the keeper go, and see that it leaves nothing behind."""
    if OWNER not in config.stash:
        return
    home = config.stash[HOME]
    config.stash[OWNER].close()
    if not (home / "data").exists():
        shutil.rmtree(home, ignore_errors=True)
    patience = time.monotonic() + 15
    while home.exists() and time.monotonic() < patience:
        time.sleep(0.01)


def remove_abandoned(place: Path) -> None:
    """Remove what runs left whose keeper was killed too.

    A server still running there ends by itself within a minute: PostgreSQL looks for
    its own directory that often.
    """
    for owner in place.glob(f"{PREFIX}*/owner"):
        try:
            if owner.stat().st_mtime > time.time() - 60:
                continue  # its run may be about to take the lock
            with owner.open() as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            continue  # at work, somebody else's, or gone since we looked
        shutil.rmtree(owner.parent, ignore_errors=True)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Mark every test that asks for a database, so that none is forgotten."""
    for item in items:
        if "database_url" in getattr(item, "fixturenames", ()):
            item.add_marker(MARKER)
    if config.getoption("--without-postgresql"):
        left_out = [item for item in items if item.get_closest_marker(MARKER)]
        items[:] = [item for item in items if item not in left_out]
        config.hook.pytest_deselected(items=left_out)


@pytest.fixture(scope="session")
def postgres_home(pytestconfig: pytest.Config) -> Path:
    """Start the server of this run, unless another worker has; give its place."""
    home = pytestconfig.stash[HOME]
    with (home / "starting").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not (home / "data").exists():
            start_server(home)
    return home


def start_server(home: Path) -> None:
    """Ask for a server that ends when this run does."""
    keeper = [sys.executable, "-m", "infra.postgres.keeper", str(home)]
    asked = subprocess.run(keeper, stderr=subprocess.PIPE, text=True, check=False)
    if asked.returncode:
        pytest.fail(f"The PostgreSQL server did not start:\n{asked.stderr}")
    url = cluster.database_url(home, "postgres")
    list(roles.prepare(url, roles.as_owner(url), roles.as_login(url)))


@pytest.fixture
def database_url(
    postgres_home: Path, request: pytest.FixtureRequest
) -> Iterator[DatabaseUrl]:
    """Give a function that makes a fresh database and returns its URL."""
    if request.node.get_closest_marker(MARKER) is None:
        pytest.fail(f"Mark this test @pytest.mark.{MARKER}: it asked at run time")
    with fresh_databases(postgres_home) as create:
        yield create


@contextmanager
def fresh_databases(home: Path) -> Iterator[DatabaseUrl]:
    """Make databases on demand; drop them at the end, whoever is still connected.

    The URL is the application's; `roles.as_owner` gives that of who owns it.
    """
    made: list[str] = []

    def create(name: str) -> str:
        made.append(f"{name}_{uuid4().hex[:12]}")
        administer(home, f"CREATE DATABASE {{}} OWNER {roles.OWNER}", made[-1])
        return cluster.database_url(home, made[-1], roles.LOGIN)

    try:
        yield create
    finally:
        for name in made:
            administer(home, "DROP DATABASE {} WITH (FORCE)", name)


def administer(home: Path, statement: str, name: str) -> None:
    """Run one statement about a database, outside a transaction."""
    with closing(psycopg2.connect(host=str(home), user="postgres")) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL(statement).format(sql.Identifier(name)))
