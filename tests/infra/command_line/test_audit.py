"""Can anybody at a terminal follow a story, and check what is stored?"""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.infra.command_line.desks import Desk, run
from tests.support.cast import ASHGROVE, BECKFIELD

VERIFY = ("audit", "verify")


@pytest.fixture
def reference(desk: Desk) -> str:
    """A ticket that sla has heard of."""
    reference = desk.opens()
    desk.gets("tickets", "assign", reference, "olu")
    return reference


@pytest.fixture
def stored(desk: Desk, reference: str, tmp_path: Path) -> Path:
    """What the platform has stored, in a directory of its own."""
    for database in desk.town.databases.values():
        database.close()
    return Path(shutil.copytree(desk.data, tmp_path / "data"))


def alter(stored: Path, service: str) -> None:
    with closing(sqlite3.connect(stored / f"{service}.db")) as database, database:
        change = "update events set actor = 'x' where school = ? and position = 1"
        database.execute(change, (ASHGROVE.hex,))


def test_a_story_is_told_for_a_reference_and_for_its_correlation(
    desk: Desk, reference: str
) -> None:
    told = desk.gets("audit", "story", reference)
    assert "ticket opened" in told
    assert "  clock started" in told
    story = json.loads(desk.gets("audit", "story", reference, "--json"))
    assert desk.gets("audit", "story", story["correlation_id"]) == told
    types = {line["type"] for line in story["lines"]}
    assert {"intake.ticket_opened", "sla.clock_started"} <= types
    in_full = desk.gets("audit", "story", reference, "--full", "--school", "ashgrove")
    assert story["lines"][0]["hash"] in in_full


def test_a_story_of_another_school_is_not_told(desk: Desk, reference: str) -> None:
    nobody = desk.is_told("audit", "story", reference, "--school", BECKFIELD)
    assert nobody == "Not found: there is no such story"


def test_logs_are_verified_while_the_platform_runs(desk: Desk, reference: str) -> None:
    told = desk.gets(*VERIFY, "--school", ASHGROVE)
    assert told.startswith("verified: ")
    assert told.endswith(" events in 3 logs\n")
    report = json.loads(desk.gets(*VERIFY, "--json"))
    assert report["verified"]
    assert report["events"] == sum(log["events"] for log in report["logs"])
    assert {log["school"] for log in report["logs"]} >= {str(ASHGROVE), str(BECKFIELD)}


def test_what_was_altered_is_a_line_and_ends_with_one(stored: Path) -> None:
    alter(stored, "intake")
    done = run(*VERIFY, "--data", stored)
    assert done.exit_code == 1
    [line] = done.stdout.splitlines()
    assert line.startswith(f"intake of {ASHGROVE}, position 1: actor is 'x'; audit ")
    assert done.stderr == "broken: 1 finding\n"
    report = json.loads(run(*VERIFY, "--data", stored, "--json").stdout)
    assert not report["verified"]
    [finding] = report["findings"]
    assert (finding["log"], finding["position"]) == ("intake", 1)
    assert run(*VERIFY, "--data", stored, "--school", str(BECKFIELD)).exit_code == 0


def test_what_cannot_be_read_ends_with_two(stored: Path, tmp_path: Path) -> None:
    nobody = "0" * 32
    for words in (
        ("--data", str(tmp_path / "nowhere")),
        ("--data", str(stored), "--school", nobody),
        ("--data", str(stored), "--school", "ashgrove"),
    ):
        done = run(*VERIFY, *words)
        assert (done.exit_code, done.stdout) == (2, "")
    assert not (tmp_path / "nowhere").exists()


def test_a_server_that_is_away_ends_with_two(tmp_path: Path) -> None:
    away = f"postgresql+psycopg2://nobody:secret@/{{service}}?host={tmp_path}"
    done = run(*VERIFY, CARETAKER_DATABASE_URL=away)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "secret" not in done.stderr
    assert len(done.stderr.splitlines()) == 1
