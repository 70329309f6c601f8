"""What does another process do to a log? `... writer URL STREAM N [SYNCHRONOUS]`.

It appends N events one by one, and says each position once it is committed. Of a file
it may be told how it waits for the disk, as nobody must.
"""

from __future__ import annotations

import sys
from typing import Any

from sqlalchemy import Engine, event

from contracts.refusals import Conflict, Unavailable
from shared.database import Database
from tests.support.appending import append, new


def write(url: str, stream: str, count: int, synchronous: str = "") -> None:
    database = Database(url)
    if synchronous:
        _be_careless(database.engine, synchronous)
    for version in range(1, count + 1):
        while True:
            try:
                print(append(database, new(version, stream=stream)), flush=True)
                break
            except Unavailable:
                continue
            except Conflict:
                break  # it was committed, and we were not told
    database.close()


def _be_careless(engine: Engine, synchronous: str) -> None:
    @event.listens_for(engine, "connect")
    def connect(connection: Any, _record: object) -> None:
        connection.execute(f"PRAGMA synchronous={synchronous}")


if __name__ == "__main__":
    write(sys.argv[1], sys.argv[2], int(sys.argv[3]), *sys.argv[4:])
