"""Where does everything live? Read from the environment once, then frozen."""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

KEYS = "keys"
_MASTER_BYTES = 32
_SERVERS = {"postgres", "postgresql", "postgresql+psycopg2"}
_PLACE = "{service}"
_MOST_LABELLED = 1_000


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Where the databases, the broker and the keys are.

    `database_url` and `broker_url` None: SQLite under `data`, and memory.
    """

    data: Path
    database_url: str | None
    broker_url: str | None
    master: bytes

    def database(self, name: str) -> str:
        """The URL of the database called `name`: a service, or `keys`."""
        if self.database_url is None:
            return f"sqlite:///{self.data / name}.db"
        return named(self.database_url, name)


def named(pattern: str, name: str) -> str:
    """The URL of one database, where the pattern says `{service}` for its name.

    ValueError where it does not, or names no PostgreSQL server.
    """
    kind, found, place = pattern.partition("://")
    if not found or kind not in _SERVERS:
        raise ValueError("a database server is named as postgresql://...")
    if _PLACE not in place:
        raise ValueError(f"say {_PLACE} where each service's database has its name")
    return f"postgresql+psycopg2://{place.replace(_PLACE, name)}"


def settings(environment: Mapping[str, str], data: Path) -> Settings:
    """The settings of a process; makes the data directory and the master key.

    ValueError where the master key that is given is not 32 bytes in hex, or where the
    databases or the broker are not named as they have to be.
    """
    for place in (environment.get("CARETAKER_BROKER_URL") or "").split(";"):
        _check_place(place)
    labelled_schools(environment)
    if environment.get("CARETAKER_DATABASE_URL"):
        named(environment["CARETAKER_DATABASE_URL"], KEYS)
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    given = environment.get("CARETAKER_MASTER_KEY")
    master = bytes.fromhex(given) if given else _master_file(data / "master.key")
    if len(master) != _MASTER_BYTES:
        raise ValueError("the master key is 32 bytes, written as 64 hex digits")
    return Settings(
        data=data.resolve(),
        database_url=environment.get("CARETAKER_DATABASE_URL") or None,
        broker_url=environment.get("CARETAKER_BROKER_URL"),
        master=master,
    )


def _check_place(url: str) -> None:
    """A broker's URL means one place; what is wrong is told without a word of it."""
    with suppress(ValueError):
        parts = urlsplit(url)
        _ = parts.port
        # What begins with digits, `12/34@host`, passes for a port and a path.
        if "@" not in parts.path + parts.query + parts.fragment:
            return
    raise ValueError(
        "CARETAKER_BROKER_URL is amqp://user:password@host:port/, where a / ? # or @"
        " of the password is written %2F %3F %23 or %40"
    )


def labelled_schools(environment: Mapping[str, str]) -> int:
    """For how many schools metrics have a label of their own; with more, for none.

    0 has them over all schools always. ValueError where it is no such number.
    """
    given = environment.get("CARETAKER_LABELLED_SCHOOLS", "")
    if not given:
        return _MOST_LABELLED
    if not (given.isascii() and given.isdecimal()):
        raise ValueError("CARETAKER_LABELLED_SCHOOLS is a whole number, 0 for none")
    return int(given)


def write_secret(path: Path, content: str) -> None:
    """A file that only its owner reads, whole or not at all."""
    with _draft(path, content) as draft:
        draft.replace(path)


def _master_file(path: Path) -> bytes:
    if not path.exists():
        made = secrets.token_hex(_MASTER_BYTES)
        with _draft(path, made) as draft, suppress(FileExistsError):
            # Never replaced: another process may have sealed under its own already.
            path.hardlink_to(draft)
    return bytes.fromhex(path.read_text().strip())


@contextmanager
def _draft(path: Path, content: str) -> Iterator[Path]:
    """The content on the disk beside `path`; its new name is on the disk afterwards."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)
    directory = os.open(path.parent, os.O_RDONLY)
    os.fsync(directory)
    os.close(directory)
