"""What does a replica do that migrates? `python -m tests.support.migrator URL NAME`.

It says each step that it has done. `--out-of-turn` takes the guard out.
"""

from __future__ import annotations

import sys

from sqlalchemy import Connection

from shared import migrating, postgresql


def main(url: str, name: str, *how: str) -> None:
    if "--out-of-turn" in how:
        postgresql.take_turns = _nobody_waits
    for step in migrating.migrate(url, name):
        print(step.name, flush=True)


def _nobody_waits(connection: Connection) -> None:
    pass


if __name__ == "__main__":
    main(*sys.argv[1:])
