"""Do private brokers end with their owner, even by kill -9, and leave nothing?"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from infra.rabbitmq.ports import HIGHEST, LOWEST, free_port

REPOSITORY = Path(__file__).resolve().parents[3]
OWNER = """
import sys
from pathlib import Path
from infra.rabbitmq.keeper import kept_place
with kept_place() as place:
    print(place.home, flush=True)
    sys.stdin.read()
"""


def lives(pid: str) -> bool:
    """Whether a process does anything; one that nobody asks after does not."""
    command = Path("/proc", pid, "cmdline")
    return command.exists() and command.read_bytes() != b""


@pytest.mark.needs_rabbitmq
@pytest.mark.parametrize("ended", ["by force", "in order"])
def test_what_an_owner_started_ends_with_it(ended: str) -> None:
    owner = subprocess.Popen(
        [sys.executable, "-c", OWNER],
        cwd=REPOSITORY,
        env={"PYTHONPATH": str(REPOSITORY), "PATH": "/usr/bin:/bin"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with owner:
        assert owner.stdout is not None
        home = Path(owner.stdout.readline().strip())
        (pid,) = (path.name for path in (home / "pids").iterdir())
        assert lives(pid)
        if ended == "by force":
            owner.kill()
    while home.exists():
        """The keeper is at it."""
    assert not lives(pid)


def test_a_port_is_free_and_not_one_that_the_kernel_gives_away() -> None:
    ports = {free_port() for _ in range(20)}
    assert LOWEST <= min(ports) <= max(ports) <= HIGHEST
    assert len(ports) > 10
