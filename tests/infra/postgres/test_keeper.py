"""Does a private server end with its owner, even by kill -9, and leave nothing?"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2
import pytest

REPOSITORY = Path(__file__).resolve().parents[3]
OWNER = """
import fcntl, os, subprocess, sys
home, thread = sys.argv[1], int(sys.argv[2])
lock = open(home + "/owner", "w")
if "--careless" not in sys.argv:
    fcntl.flock(lock, fcntl.LOCK_EX)
keeper = [sys.executable, "-m", "infra.postgres.keeper", home]
subprocess.run(keeper, pass_fds=[thread], stdout=subprocess.DEVNULL, check=True)
os.close(thread)
print("serving", flush=True)
sys.stdin.read()
"""


@contextmanager
def an_owner(*how: str) -> Iterator[tuple[subprocess.Popen[str], Path, int]]:
    """Start an owner; give its server's place, and a pipe that the keeper ends."""
    # Not below pytest's own directory, which the server's account may not enter.
    home = Path(tempfile.mkdtemp(prefix="caretaker-pg-"))
    end, thread = os.pipe()
    owner = subprocess.Popen(
        [sys.executable, "-c", OWNER, home, str(thread), *how],
        cwd=REPOSITORY,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        pass_fds=[thread],
        text=True,
    )
    os.close(thread)
    with owner, os.fdopen(end, "rb"):
        assert owner.stdout is not None
        assert owner.stdout.readline() == "serving\n"
        yield owner, home, end
    assert not home.exists()


@pytest.mark.needs_postgresql
def test_a_server_ends_with_its_owner_even_by_kill_9() -> None:
    with an_owner() as (owner, home, end):
        psycopg2.connect(host=str(home), user="postgres").close()
        owner.kill()
        assert os.read(end, 1) == b""


@pytest.mark.needs_postgresql
def test_it_is_the_owners_lock_that_keeps_the_server() -> None:
    with an_owner("--careless") as (owner, _, end):
        assert os.read(end, 1) == b""
        assert owner.poll() is None
