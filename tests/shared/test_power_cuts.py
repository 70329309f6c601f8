"""Is what was acknowledged on the disk when the power is cut under load?"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from infra.postgres import cluster, roles
from infra.postgres.programs import find_programs
from shared.chain import GENESIS, first_break
from shared.database import Database
from tests.support.appending import append, new, read
from tests.support.chains import positions
from tests.support.databases import create
from tests.support.disk import Disk

ACKNOWLEDGED = 25


def write_until_cut(disk: Disk, url: str, *how: str) -> int:
    """How many events a writer was told are there, when the power is cut."""
    program = [sys.executable, "-m", "tests.support.writer", url, "bed-1", "1000000"]
    with subprocess.Popen(
        [*program, *how], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as writer:
        assert writer.stdout is not None
        said = [writer.stdout.readline() for _ in range(ACKNOWLEDGED)]
        # Without power nobody goes on and says that something is there.
        writer.send_signal(signal.SIGSTOP)
        os.waitid(os.P_PID, writer.pid, os.WSTOPPED)
        disk.cut()
        writer.kill()
        said += writer.stdout.readlines()
    return max(int(line) for line in said if line.endswith("\n"))


def left(database: Database) -> int:
    """How many events there are; their log is whole."""
    log = read(database)
    assert positions(log) == list(range(1, len(log) + 1))
    assert first_break(log, GENESIS, 0) is None
    append(database, new(len(log) + 1))
    return len(log)


def lost_from_a_file(disk: Disk, *how: str) -> int:
    """How many acknowledged events a file has not after the cut."""
    url = f"sqlite:///{disk.place}/garden.db"
    database = create(Database(url))
    database.close()
    disk.flush()
    said = write_until_cut(disk, url, *how)
    disk.unmount()
    disk.mount()
    try:
        return said - min(left(database), said)
    finally:
        database.close()


def test_a_file_has_what_was_acknowledged_when_the_power_is_cut(disk: Disk) -> None:
    assert lost_from_a_file(disk) == 0


@pytest.mark.parametrize("how", ["NORMAL", "OFF"])
def test_without_waiting_for_the_disk_a_file_loses_what_was_acknowledged(
    disk: Disk, how: str
) -> None:
    assert lost_from_a_file(disk, how) > 0


@contextmanager
def serving(home: Path, **more: str) -> Iterator[subprocess.Popen[bytes]]:
    """A server whose files are on the disk; it has no time to end in order."""
    programs = find_programs()
    assert programs is not None
    server = cluster.serve(home, programs, **more)
    cluster.wait_until_ready(server, home)
    yield server
    server.kill()
    server.wait()


def lost_from_a_server(disk: Disk, **more: str) -> int:
    programs = find_programs()
    assert programs is not None
    home = disk.place / "postgres"
    home.mkdir()
    disk.place.chmod(0o755)
    cluster.make_cluster(home, programs)
    url = cluster.database_url(home, "garden", roles.LOGIN)
    administrator = cluster.database_url(home, "postgres")
    logins = roles.as_owner(administrator), roles.as_login(administrator)
    with serving(home, **more):
        list(roles.prepare(administrator, *logins, ["garden"]))
        create(Database(url)).close()
        disk.flush()
        said = write_until_cut(disk, url)
    disk.unmount()
    disk.mount()
    with serving(home):
        database = Database(url)
        there = left(database)
        database.close()
    return said - min(there, said)


@pytest.mark.needs_postgresql
def test_a_server_has_what_was_acknowledged_when_the_power_is_cut(disk: Disk) -> None:
    assert lost_from_a_server(disk) == 0


@pytest.mark.needs_postgresql
def test_without_waiting_for_the_disk_a_server_loses_what_was_acknowledged(
    disk: Disk,
) -> None:
    assert lost_from_a_server(disk, fsync="off") > 0
