"""Where are the programs of a PostgreSQL server, and how do they get there?"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OLDEST = 15
PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
)
POLICY = Path("/usr/sbin/policy-rc.d")
START_NOTHING = """#!/bin/sh
# Written by Caretaker while it installs a package; safe to delete afterwards.
exit 101
"""


def find_programs() -> Path | None:
    """Find the directory of the newest server that is new enough."""
    on_path = [Path(place) for place in os.get_exec_path()]
    packaged = [found for place in PLACES for found in Path("/").glob(place[1:])]
    dated = [(version(place), place) for place in [*on_path, *packaged]]
    return max([each for each in dated if each[0] >= OLDEST], default=(0, None))[1]


def version(place: Path) -> int:
    """Say which major version a directory holds; 0 when it holds no server."""
    if not all((place / name).is_file() for name in ("initdb", "postgres")):
        return 0
    asked = [str(place / "postgres"), "--version"]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    found = re.search(r"\(PostgreSQL\) (\d+)", answer)
    return int(found[1]) if found else 0


def can_install() -> bool:
    """Is this Debian (or a child of it), and are we allowed to add packages?"""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(package: str = "postgresql") -> None:
    """Install a package of Debian's without starting a server that comes with it."""
    apt = [
        str(shutil.which("apt-get")),
        "--quiet",
        "--yes",
        "--no-install-recommends",
        "--option=DPkg::Lock::Timeout=300",
    ]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with nothing_starts():
        for step in (["update"], ["install", package]):
            subprocess.run([*apt, *step], env=environment, check=True)


@contextmanager
def nothing_starts(policy: Path = POLICY) -> Iterator[None]:
    """Keep packages from starting services; then put back the policy that stood."""
    kept = policy.with_name(policy.name + ".kept-by-caretaker")
    # Our own text there is what an interrupted run left: nobody's policy.
    if policy.exists() and policy.read_text() != START_NOTHING:
        policy.rename(kept)
    policy.write_text(START_NOTHING)
    policy.chmod(0o755)
    try:
        yield
    finally:
        policy.unlink()
        if kept.exists():
            kept.rename(policy)
