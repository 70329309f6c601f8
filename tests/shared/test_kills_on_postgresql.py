"""Is nothing lost that was acknowledged, whoever is killed or stands still?"""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from uuid import UUID

import pytest

from contracts.refusals import Unavailable
from infra.postgres import cluster, roles
from infra.postgres.programs import find_programs
from shared import postgresql as module
from shared.chain import GENESIS, first_break
from shared.database import Database
from shared.store import Log
from tests.support.appending import append, new, read
from tests.support.cast import ASHGROVE, BECKFIELD
from tests.support.chains import positions
from tests.support.databases import Databases, create
from tests.support.listening import assert_heard, plant
from tests.support.sample import GARDEN, WEATHER
from tests.support.town import Town

REPOSITORY = Path(__file__).parents[2]
TRIES = 5
"""A few bytes may have reached the disk by chance: so often a twin may try."""

Started = subprocess.Popen[str]


@pytest.fixture
def processes() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def start(processes: ExitStack, what: str, *arguments: str) -> Started:
    process = subprocess.Popen(
        [sys.executable, "-m", f"tests.support.{what}", *arguments],
        cwd=REPOSITORY,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    processes.enter_context(process)
    processes.callback(process.kill)
    return process


def says(process: Started) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def rest(process: Started) -> list[str]:
    """What it had said, of which the last line may be torn."""
    assert process.stdout is not None
    return [line.strip() for line in process.stdout if line.endswith("\n")]


class Struck:
    """A garden and its weather on a server; a service that is killed under load."""

    def __init__(self, databases: Databases, processes: ExitStack) -> None:
        self.town = Town((GARDEN, WEATHER), databases)
        self.urls = [databases(name) for name in ("garden", "weather", "keys")]
        self.processes = processes
        for school in (ASHGROVE, BECKFIELD):
            plant(self.town, school)

    def strike(self, after: int, how: str = "") -> set[str]:
        """What it said of commands until it was killed."""
        working = start(self.processes, "gardener", *self.urls, how)
        said = [says(working) for _ in range(after)]
        working.kill()
        return {*said, *rest(working)}

    def missing(self, said: set[str]) -> set[str]:
        """The commands that were acknowledged and are not there."""
        there = set()
        for school in (ASHGROVE, BECKFIELD):
            ids = [UUID(told.split()[1]) for told in said if told[:36] == str(school)]
            with self.town.databases["garden"].reading(school) as connection:
                found = Log("garden", school, connection).answered(ids)
            there |= {f"{school} {command_id}" for command_id in found}
        return said - there


def test_a_service_that_is_killed_under_load_loses_nothing_it_acknowledged(
    postgresql: Databases, processes: ExitStack
) -> None:
    struck = Struck(postgresql, processes)
    said = struck.strike(after=20) | struck.strike(after=33)
    assert len(said) >= 53
    assert struck.missing(said) == set()
    struck.town.settle()
    for school in (ASHGROVE, BECKFIELD):
        log = struck.town.log("garden", school)
        assert first_break(log, GENESIS, 0) is None
        assert_heard(struck.town, len(log), school)
    struck.town.close()


def test_without_waiting_for_the_commit_a_kill_loses_what_was_acknowledged(
    postgresql: Databases, processes: ExitStack
) -> None:
    struck = Struck(postgresql, processes)
    said = set().union(*(struck.strike(after=5, how="early") for _ in range(2)))
    assert struck.missing(said)
    struck.town.close()


class Server:
    """A server of this test alone, which may be struck down."""

    def __init__(self, home: Path, **more: str) -> None:
        programs = find_programs()
        assert programs is not None
        self.home, self.programs, self.more = home, programs, more
        cluster.make_cluster(home, programs)
        self.begin()
        url = cluster.database_url(home, "postgres")
        self.url = cluster.database_url(home, "garden", roles.LOGIN)
        list(roles.prepare(url, roles.as_owner(url), roles.as_login(url), ["garden"]))
        self.database = Database(self.url)
        create(self.database)

    def begin(self) -> None:
        """Start, once the last process of a server that was struck down is gone."""
        while True:
            self.process = cluster.serve(self.home, self.programs, **self.more)
            try:
                cluster.wait_until_ready(self.process, self.home)
                return
            except RuntimeError as error:
                if "still in use" not in str(error):
                    raise

    def strike(self, processes: ExitStack, after: int) -> int:
        """Kill the server and whoever wrote; how many acknowledged events are gone."""
        begun = len(read(self.database))
        writer = start(processes, "writer", self.url, f"bed-{begun}", "1000000")
        said = [int(says(writer)) for _ in range(after)]
        self.process.send_signal(signal.SIGKILL)
        writer.kill()
        said += [int(line) for line in rest(writer)]
        self.process.wait()
        self.begin()
        log = read(self.database)
        assert positions(log) == list(range(1, len(log) + 1))
        assert first_break(log, GENESIS, 0) is None
        return max(max(said) - len(log), 0)

    def end(self) -> None:
        self.database.close()
        cluster.stop(self.process)


@pytest.fixture
def home() -> Iterator[Path]:
    place = Path(tempfile.mkdtemp(prefix="caretaker-struck-"))
    place.chmod(0o755)
    yield place
    shutil.rmtree(place, ignore_errors=True)


@pytest.mark.needs_postgresql
def test_a_server_that_is_killed_under_load_has_what_was_acknowledged(
    home: Path, processes: ExitStack
) -> None:
    server = Server(home)
    processes.callback(server.end)
    assert [server.strike(processes, after) for after in (25, 40)] == [0, 0]
    append(server.database, new(1, stream="bed-after"))


@pytest.mark.needs_postgresql
def test_without_waiting_for_the_disk_a_killed_server_loses_what_was_acknowledged(
    home: Path, processes: ExitStack
) -> None:
    server = Server(home, synchronous_commit="off", wal_writer_delay="10s")
    processes.callback(server.end)
    assert any(server.strike(processes, after=5) for _ in range(TRIES))


@pytest.fixture
def garden(postgresql: Databases) -> Iterator[Database]:
    database = Database(postgresql("garden"))
    create(database)
    yield database
    database.close()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who waits for a lock here gives up soon."""
    assert "'lock_timeout', '5s'" in module._LIMITS
    limits = module._LIMITS.replace("'lock_timeout', '5s'", "'lock_timeout', '300ms'")
    monkeypatch.setattr(module, "_LIMITS", limits)


def tries_until_it_goes(garden: Database) -> int:
    """How often somebody is refused before the school is free; TRIES at most."""
    for tried in range(TRIES):
        try:
            append(garden, new(1, stream="bed-2"))
        except Unavailable:
            continue
        return tried
    return TRIES


def test_a_stopped_holder_keeps_its_school_for_a_while_and_no_other(
    garden: Database, processes: ExitStack, impatient: None
) -> None:
    append(garden, new(1, stream="bed-1"))
    holder = start(processes, "holder", garden.engine.url.render_as_string(False), "1s")
    assert says(holder) == "holding"
    holder.send_signal(signal.SIGSTOP)
    append(garden, new(1, school=BECKFIELD), school=BECKFIELD)
    assert 0 < tries_until_it_goes(garden) < TRIES
    holder.send_signal(signal.SIGCONT)
    assert holder.communicate("go on\n")[0] == "unavailable\n"
    log = read(garden)
    assert [one.stream for one in log] == ["bed-1", "bed-2"]
    assert first_break(log, GENESIS, 0) is None


def test_without_an_end_to_holding_still_a_stopped_holder_keeps_its_school(
    garden: Database, processes: ExitStack, impatient: None
) -> None:
    holder = start(processes, "holder", garden.engine.url.render_as_string(False), "0")
    assert says(holder) == "holding"
    holder.send_signal(signal.SIGSTOP)
    assert tries_until_it_goes(garden) == TRIES
    holder.send_signal(signal.SIGCONT)
    assert holder.communicate("go on\n")[0] == "committed\n"
