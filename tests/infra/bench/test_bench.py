"""What does `./caretaker bench` say, and what where there is no server?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.console import Console

from infra.bench import run
from infra.bench.places import POSTGRESQL
from infra.bench.rounds import Plan
from infra.command_line.bench import bench
from infra.postgres import programs

TINY = Plan(rounds=1, seconds=0.001, size=100)


@pytest.mark.needs_postgresql
def test_it_prints_and_writes_what_it_found_and_on_what(tmp_path: Path) -> None:
    file = tmp_path / "found.json"
    ran = CliRunner().invoke(bench, ["--quick", "--only", "page", "--json", str(file)])
    assert ran.exit_code == 0, ran.output
    for part in ("processor", "seed", "SQLite", "PostgreSQL", "ratio", "decode a page"):
        assert part in ran.output
    told = json.loads(file.read_text())
    assert {result["database"] for result in told["results"]} == {"SQLite", POSTGRESQL}
    assert told["processor"]


def test_it_refuses_a_benchmark_that_it_does_not_know() -> None:
    ran = CliRunner().invoke(bench, ["--only", "luck"])
    assert ran.exit_code == 2
    assert "luck" in ran.output


def test_without_a_server_it_says_so_and_measures_the_rest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(programs, "PLACES", ())
    monkeypatch.setenv("PATH", "")
    console = Console(record=True, width=200)
    found = run.run(["page", "writers"], TINY, console)
    assert run.NO_SERVER in console.export_text()
    assert [one.database for one in found] == ["SQLite"]
