"""Does the log hold when many write at once, and when a writer is killed?"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from uuid import UUID, uuid5

import pytest
from sqlalchemy import text

from contracts.refusals import Conflict
from shared import postgresql
from shared.chain import GENESIS, first_break
from shared.database import Database
from shared.store import Log
from tests.support.appending import NOW, append, new, read
from tests.support.cast import ASHGROVE
from tests.support.chains import positions
from tests.support.databases import BOTH, Databases, behind, create
from tests.support.waiting import until_it_waits

REPOSITORY = Path(__file__).parents[2]
SCHOOLS = [uuid5(ASHGROVE, str(number)) for number in range(4)]
WRITERS = 8
EACH = 12


@pytest.fixture
def server(postgresql: Databases) -> Iterator[Database]:
    database = Database(postgresql("garden"))
    create(database)
    yield database
    database.close()


def write(database: Database, writer: int) -> None:
    """Append to every school in turn, each writer beginning with another one."""
    for version in range(1, EACH + 1):
        for offset in range(len(SCHOOLS)):
            school = SCHOOLS[(writer + offset) % len(SCHOOLS)]
            batch = [
                new(2 * version - 1, stream=f"bed-{writer}", school=school),
                new(2 * version, stream=f"bed-{writer}", school=school),
            ]
            append(database, *batch, school=school)


def assert_whole(database: Database, school: UUID, length: int) -> None:
    log = read(database, school)
    assert positions(log) == list(range(1, length + 1))
    assert first_break(log, GENESIS, 0) is None


def test_eight_writers_on_four_schools_leave_whole_logs(server: Database) -> None:
    with ThreadPoolExecutor(WRITERS) as pool:
        done = [pool.submit(write, server, writer) for writer in range(WRITERS)]
    for one in done:
        one.result()
    for school in SCHOOLS:
        assert_whole(server, school, WRITERS * EACH * 2)


def race(server: Database) -> Future[int]:
    """Two append to one log at once: the first commits when the second waits for it."""
    with ThreadPoolExecutor(1) as pool, server.school(ASHGROVE) as first:
        Log("garden", ASHGROVE, first).append([new(1, stream="bed-1")], NOW)
        second = pool.submit(append, server, new(1, stream="bed-2"))
        until_it_waits(server, second)
        first.exec_driver_sql("commit")
    return second


def test_who_comes_second_waits_and_gets_the_next_position(server: Database) -> None:
    append(server, new(1, stream="bed-0"))
    assert race(server).result() == 3
    assert_whole(server, ASHGROVE, 3)


def test_without_the_head_lock_who_comes_second_gets_the_same_position(
    server: Database,
) -> None:
    append(server, new(1, stream="bed-0"))
    assert " for update" in postgresql._APPEND
    unlocked = postgresql._APPEND.replace(" for update", "")
    with behind(server) as connection:
        connection.execute(text(unlocked))
    assert isinstance(race(server).exception(), Conflict)


@pytest.fixture
def processes() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def start(processes: ExitStack, arguments: Sequence[str]) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.support.writer", *arguments],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        text=True,
    )
    processes.enter_context(process)
    processes.callback(process.kill)
    return process


@pytest.fixture(params=BOTH)
def url(request: pytest.FixtureRequest) -> str:
    databases: Databases = request.getfixturevalue(request.param)
    made = databases("garden")
    database = Database(made)
    create(database)
    database.close()
    return made


def test_two_processes_write_one_log(url: str, processes: ExitStack) -> None:
    writers = [start(processes, [url, stream, "25"]) for stream in ("bed-1", "bed-2")]
    said = [int(line) for one in writers for line in one.communicate()[0].split()]
    database = Database(url)
    assert sorted(said) == list(range(1, 51))
    assert_whole(database, ASHGROVE, 50)
    database.close()


def test_a_writer_that_is_killed_loses_nothing_it_said(
    url: str, processes: ExitStack
) -> None:
    writer = start(processes, [url, "bed-1", "1000000"])
    assert writer.stdout is not None
    said = [int(writer.stdout.readline()) for _ in range(25)]
    writer.kill()
    said += [int(line) for line in writer.stdout.read().split()]
    database = Database(url)
    kept = len(read(database))
    assert kept in (len(said), len(said) + 1)
    assert_whole(database, ASHGROVE, kept)
    append(database, new(kept + 1, stream="bed-1"))
    assert_whole(database, ASHGROVE, kept + 1)
    database.close()
