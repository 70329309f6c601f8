"""How is a database read as it is, without a byte of it being changed?

A SQLite file is opened so that SQLite neither writes nor makes a file beside it, and
every value is given as it is stored: decoding is what the verifier has to check.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, NullPool, create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

_NO_SUCH_DATABASE = "does not exist"


class Absent(Exception):
    """There is no such database."""


class Moved(Exception):
    """The file was written while it was read as one that nobody writes."""


class Garbled(bytes):
    """Text that a database gave, and that is not UTF-8."""


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


@contextmanager
def _postgresql(url: str) -> Iterator[Connection]:
    engine = create_engine(
        url,
        poolclass=NullPool,
        isolation_level="REPEATABLE READ",
        execution_options={"postgresql_readonly": True},
    )
    try:
        connection = engine.connect()
    except OperationalError as error:
        if _NO_SUCH_DATABASE in str(error.orig):
            raise Absent(place_of(url)) from error
        raise
    with connection:
        yield connection


@contextmanager
def _sqlite(path: Path) -> Iterator[Connection]:
    if not path.is_file():
        raise Absent(str(path))
    wal, shared = (path.with_name(path.name + end) for end in ("-wal", "-shm"))
    if wal.exists() and shared.exists():
        # In use, or left by a crash: read beside the writer, whose index of the log
        # is only looked at.
        with _connected(path, "mode=ro&readonly_shm=1") as connection:
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
    def connect() -> sqlite3.Connection:
        made = sqlite3.connect(
            f"file:{quote(str(path))}?{how}", uri=True, isolation_level=None
        )
        made.text_factory = _text
        return made

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN")
        yield connection


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
