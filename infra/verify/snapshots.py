"""How is a database read as it is, without a byte of it being changed?

A SQLite file is opened so that SQLite neither writes nor makes a file beside it, and
every value is given as it is stored: decoding is what the verifier has to check.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, NullPool, create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError, OperationalError

from infra.verify.values import Garbled
from shared.postgresql import LOOK

# A page that is cut off, a file that is none of ours, a table that is not there.
_DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_IOERR", "SQLITE_ERROR")
_BESIDE_THE_WRITER = "mode=ro&readonly_shm=1"
_PATIENCE = 5.0
_NO_SUCH_DATABASE = re.compile(r'database ".*" does not exist')


class Absent(Exception):
    """There is no such database."""


class Moved(Exception):
    """The file was written while it was read as one that nobody writes."""


@contextmanager
def snapshot(url: str) -> Iterator[Connection]:
    """One unchanging view of a database.

    Absent where there is none; Moved where the view was not unchanging after all.
    """
    place = make_url(url)
    if place.get_backend_name() == "sqlite":
        with _sqlite(Path(place.database or "")) as connection:
            yield connection
    else:
        with _postgresql(url) as connection:
            yield connection


def is_damage(error: DatabaseError) -> bool:
    """Whether an error tells that a database is broken, not that it is out of reach."""
    if isinstance(error.orig, sqlite3.Error):
        return _name_of(error).startswith(_DAMAGE)
    return not isinstance(error, OperationalError)


def _name_of(error: DatabaseError) -> str:
    return str(getattr(error.orig, "sqlite_errorname", "SQLITE_ERROR"))


@contextmanager
def _postgresql(url: str) -> Iterator[Connection]:
    try:
        connection = _server(url).connect()
    except OperationalError as error:
        if _NO_SUCH_DATABASE.search(str(error.orig)):
            raise Absent(place_of(url)) from error
        raise
    with connection:
        connection.exec_driver_sql(LOOK)
        yield connection


@cache
def _server(url: str) -> Engine:
    return create_engine(
        url,
        pool_size=1,
        pool_pre_ping=True,
        isolation_level="REPEATABLE READ",
        execution_options={"postgresql_readonly": True},
    )


@contextmanager
def _sqlite(path: Path) -> Iterator[Connection]:
    if not path.is_file():
        raise Absent(str(path))
    wal, shared = _beside(path, "-wal"), _beside(path, "-shm")
    if wal.exists() and shared.exists():
        # In use, or left by a crash: read beside the writer, whose index of the log
        # is only looked at.
        with _connected(path, _BESIDE_THE_WRITER) as connection:
            yield connection
    elif wal.exists() and wal.stat().st_size:
        # A copy somebody made: reading its log would need an index made beside it.
        with tempfile.TemporaryDirectory(prefix="caretaker-verify-") as place:
            copies = [shutil.copy(one, place) for one in (path, wal)]
            with _connected(Path(copies[0]), "mode=rw") as connection:
                yield connection
    else:
        before = _state(path)
        with _connected(path, "immutable=1") as connection:
            yield connection
        if _state(path) != before:
            raise Moved(str(path))


@contextmanager
def _connected(path: Path, how: str) -> Iterator[Connection]:
    with _viewing(path, how) as connection:
        yield connection


def _viewing(path: Path, how: str) -> Connection:
    """A connection whose view begins now; it waits for a writer to get out of the way.

    Who only looks at the writer's index cannot mend what is half written there.
    """
    deadline = time.monotonic() + _PATIENCE
    while True:
        connection = _file(path, how).connect()
        try:
            connection.exec_driver_sql("BEGIN")
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema")
        except DatabaseError as error:
            connection.close()
            if how == _BESIDE_THE_WRITER and not _beside(path, "-shm").exists():
                raise Moved(str(path)) from error  # the writer has just gone
            passing = _name_of(error).startswith("SQLITE_READONLY")
            if not passing or time.monotonic() > deadline:
                raise
            _pause()
        else:
            return connection


def _pause() -> None:
    time.sleep(0.01)


@cache
def _file(path: Path, how: str) -> Engine:
    def connect() -> sqlite3.Connection:
        place = f"file:{quote(str(path))}?{how}"
        made = sqlite3.connect(place, uri=True, isolation_level=None)
        made.text_factory = _text
        return made

    return create_engine("sqlite://", creator=connect, poolclass=NullPool)


def _beside(path: Path, end: str) -> Path:
    return path.with_name(path.name + end)


def _text(stored: bytes) -> Any:
    try:
        return stored.decode()
    except UnicodeDecodeError:
        return Garbled(stored)


def _state(path: Path) -> tuple[int, int, int]:
    found = path.stat()
    return found.st_mtime_ns, found.st_size, found.st_ino


def place_of(url: str) -> str:
    """Where a database is, for people: without its password."""
    return make_url(url).render_as_string(hide_password=True)
