"""Where do tests keep their files? In memory, where the machine has room for them.

Every commit waits for the disk otherwise, and a town takes ten times as long to build.
No test loses by it: what is killed is a process, and its files outlive it in memory as
they do on a disk. Whoever sets TMPDIR decides.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

IN_MEMORY = Path("/dev/shm")
ROOM = 4 * 2**30
"""Bytes that have to be free: more than a whole run keeps at any moment."""


def keep_in(place: Path) -> None:
    """Have this process, and what it starts, keep temporary files there, if it can."""
    if "TMPDIR" in os.environ or not _is_fit(place):
        return
    os.environ["TMPDIR"] = str(place)
    tempfile.tempdir = None  # it is looked up anew


def keep_compiled() -> None:
    """Have what tests start keep what it compiles, even where Python was told not to.

    A platform is a thousand modules: each of hundreds that are started would compile
    ours again, which is a fifth of its start.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def _is_fit(place: Path) -> bool:
    """Whether there is room, and programs may be written and started."""
    if not os.access(place, os.W_OK | os.X_OK):
        return False
    there = os.statvfs(place)
    runs = not there.f_flag & os.ST_NOEXEC
    return runs and there.f_bavail * there.f_frsize >= ROOM
