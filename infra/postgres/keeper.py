"""How does a private server end with its owner, however the owner ends?

The owner holds a lock on `home/owner` and asks for `python -m infra.postgres.keeper
home`. That call returns when the server answers, and leaves a process behind that
waits for the lock. The kernel drops a lock when its holder dies, even by kill -9: then
the keeper stops the server and removes the directory.
"""

import fcntl
import os
import shutil
import signal
import sys
from pathlib import Path

from infra.postgres.cluster import running_cluster
from infra.postgres.programs import find_programs


def leave_keeper(home: Path) -> bool:
    """Leave a keeper behind, once its server answers; say whether it does."""
    hears, says = os.pipe()
    if os.fork() == 0:
        os.close(hears)
        os.setsid()
        keep(home, says)
        os._exit(0)
    os.close(says)
    return os.read(hears, 1) == b"!"


def keep(home: Path, says: int) -> None:
    """Serve until the owner is gone, or until told to end."""
    for ending in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        # By the same door as always, so that the server is stopped.
        signal.signal(ending, lambda number, _: sys.exit(f"ended by signal {number}"))
    programs = find_programs()
    if programs is None:
        sys.exit("PostgreSQL 15 or newer is missing: see ./caretaker test")
    with (home / "owner").open() as owner:
        try:
            with running_cluster(home, programs):
                os.write(says, b"!")
                # From here on whoever reads our errors would wait for ever.
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
                fcntl.flock(owner, fcntl.LOCK_EX)
        finally:
            shutil.rmtree(home)


if __name__ == "__main__":
    sys.exit(not leave_keeper(Path(sys.argv[1])))
