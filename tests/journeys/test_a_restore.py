"""Is what was backed up, as the manual says, all there again and sound?"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from infra.histories import databases
from infra.postgres.cluster import database_url
from infra.postgres.programs import find_programs
from infra.postgres.roles import LOGIN, OWNER
from tests.journeys.test_processes_apart import TICKET, ashgrove
from tests.support.apart import Install, Installation
from tests.support.postgres import administer
from tests.support.reading import REPOSITORY

pytestmark = pytest.mark.needs_postgresql

MANUAL = (REPOSITORY / "docs/operations.md").read_text()


class Server:
    """The databases of one installation, and the programs that back them up."""

    def __init__(self, home: Path, dumps: Path) -> None:
        self.prefix = f"backed_up_{uuid4().hex[:12]}_"
        self._home = home
        self._dumps = dumps
        pattern = f"{self.prefix}{{service}}"
        self.environment = {
            "CARETAKER_ADMINISTRATOR_URL": database_url(home, "postgres"),
            "CARETAKER_MIGRATION_URL": database_url(home, pattern, OWNER),
            "CARETAKER_DATABASE_URL": database_url(home, pattern, LOGIN),
        }

    def back_up(self, name: str) -> None:
        dump = f"--file={self._dumps / name}.dump"
        self._run("pg_dump", *_options("pg_dump"), dump, f"{self.prefix}{name}")

    def restore(self, name: str) -> None:
        self._run("pg_restore", *_options("pg_restore"), f"{self._dumps / name}.dump")

    def drop(self, name: str) -> None:
        statement = "DROP DATABASE IF EXISTS {} WITH (FORCE)"
        administer(self._home, statement, f"{self.prefix}{name}")

    def _run(self, program: str, *words: str) -> None:
        place = find_programs()
        assert place is not None
        # What is on PATH may be a link to where the server's own programs all are.
        there = (place / "postgres").resolve().with_name(program)
        command = [str(there), f"--host={self._home}", *words]
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
        assert ended.returncode == 0, ended.stderr


def _options(program: str) -> list[str]:
    """Those of the manual, but for the names of files."""
    [line] = re.findall(rf"^ +{program} (.*)$", MANUAL, re.MULTILINE)
    return [word for word in line.split() if re.fullmatch(r"--[a-z-]+(=\w+)?", word)]


@pytest.fixture
def server(postgres_home: Path, tmp_path: Path) -> Iterator[Server]:
    server = Server(postgres_home, tmp_path)
    yield server
    for name in databases():
        server.drop(name)


@pytest.fixture
def platform(install: Install, server: Server) -> Installation:
    """Everything in one process, on databases that were just made."""
    platform = install(["all"], **server.environment)
    for command in ("prepare", "migrate"):
        assert platform.caretaker(command).code == 0
    platform.start()
    return platform


def test_what_was_backed_up_is_there_again_and_what_is_older_is_put_right(
    platform: Installation, server: Server
) -> None:
    [everything] = platform.processes
    school = ashgrove(platform)
    path = f"/schools/{school}/tickets"
    first = platform.api("POST", path, json=TICKET).json()["ticket_id"]
    server.back_up("intake")
    assert platform.api("POST", path, json=TICKET).status_code == 201
    assert len(platform.api("GET", "/tickets").json()["tickets"]) == 2
    assert everything.stop() == 0
    for name in set(databases()) - {"intake"}:
        server.back_up(name)
    assert platform.caretaker("audit", "verify").code == 0

    for name in databases():
        server.drop(name)
        server.restore(name)

    found = platform.caretaker("audit", "verify")
    assert found.code == 1
    assert "intake" in found.out

    recover = ("forks", "recover", "--source", "intake", "--school", school)
    put_back = platform.caretaker(
        *recover, "--by", "Olu", "--reason", "A disk broke.", "--yes"
    )
    assert put_back.code == 0, put_back.err
    assert platform.caretaker("audit", "verify").code == 0
    everything.start()
    everything.until_ready()
    tickets = platform.api("GET", "/tickets").json()["tickets"]
    assert len(tickets) == 2
    ids = {ticket["ticket_id"] for ticket in tickets}
    assert first in ids
    for ticket_id in ids:
        ticket = platform.api("GET", f"/tickets/{ticket_id}").json()
        assert ticket["requester"]["email"] == "priya@ashgrove.example"
    assert everything.stop() == 0


def test_a_back_up_of_everything_is_sound(
    platform: Installation, server: Server
) -> None:
    [everything] = platform.processes
    school = ashgrove(platform)
    platform.api("POST", f"/schools/{school}/tickets", json=TICKET)
    assert everything.stop() == 0
    before = platform.caretaker("audit", "verify")
    assert before.code == 0
    for name in databases():
        server.back_up(name)
        server.drop(name)
        server.restore(name)

    after = platform.caretaker("audit", "verify")

    assert (after.code, after.out) == (0, before.out)
