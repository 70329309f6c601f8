"""What does another process do to a log? `python -m tests.support.writer URL STREAM N`.

It appends N events one by one, and says each position once it is committed.
"""

from __future__ import annotations

import sys

from contracts.refusals import Conflict, Unavailable
from shared.database import Database
from tests.support.appending import append, new


def write(url: str, stream: str, count: int) -> None:
    database = Database(url)
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


if __name__ == "__main__":
    write(sys.argv[1], sys.argv[2], int(sys.argv[3]))
