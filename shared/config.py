"""Where does everything live? Read from the environment once, then frozen."""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

KEYS = "keys"
_MASTER_BYTES = 32


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
        return f"{self.database_url.rstrip('/')}_{name}"


def settings(environment: Mapping[str, str], data: Path) -> Settings:
    """The settings of a process; makes the data directory and the master key.

    ValueError where the master key that is given is not 32 bytes in hex.
    """
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    given = environment.get("CARETAKER_MASTER_KEY")
    master = bytes.fromhex(given) if given else _master_file(data / "master.key")
    if len(master) != _MASTER_BYTES:
        raise ValueError("the master key is 32 bytes, written as 64 hex digits")
    return Settings(
        data=data.resolve(),
        database_url=environment.get("CARETAKER_DATABASE_URL"),
        broker_url=environment.get("CARETAKER_BROKER_URL"),
        master=master,
    )


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
