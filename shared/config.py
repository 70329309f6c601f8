"""Where does everything live? Read from the environment once, then frozen."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
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
    data.mkdir(parents=True, exist_ok=True)
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
    draft = path.with_suffix(".new")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _master_file(path: Path) -> bytes:
    if not path.exists():
        write_secret(path, secrets.token_hex(_MASTER_BYTES))
    return bytes.fromhex(path.read_text().strip())
