"""Does every benchmark run, on every database it is for, however little it measures?"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from infra.bench import places
from infra.bench.places import POSTGRESQL, SQLITE, Place
from infra.bench.results import Compared, Held, Waited
from infra.bench.rounds import Plan
from infra.bench.run import BENCHMARKS
from infra.bench.server import private
from infra.command_line.bench import NAMES

TINY = Plan(rounds=1, seconds=0.001, size=100, messages=10)
TINIEST = {"pages": replace(TINY, size=1_000)}
"""Where as little as that still has two sizes to compare."""

CARRIED = {("publish", POSTGRESQL), ("tickets", POSTGRESQL)}
"""What needs a broker."""

MEASURED = [
    pytest.param(
        name,
        kind,
        id=f"{name} on {kind}",
        marks=[
            *([pytest.mark.needs_postgresql] if kind == POSTGRESQL else []),
            *([pytest.mark.needs_rabbitmq] if (name, kind) in CARRIED else []),
        ],
    )
    for name, benchmark in BENCHMARKS.items()
    for kind in benchmark.databases
]


def place(kind: str, request: pytest.FixtureRequest) -> Place:
    """Files of this test, or the server of this run."""
    if kind == SQLITE:
        here: Path = request.getfixturevalue("tmp_path")
        return Place(SQLITE, "", here)
    programs = places.pgbench_programs()
    assert programs is not None, "a packaged server comes with pgbench"
    home: Path = request.getfixturevalue("postgres_home")
    return Place(POSTGRESQL, "", home, private(home, programs))


@pytest.mark.parametrize(("name", "kind"), MEASURED)
def test_a_benchmark_finds_what_it_is_for(
    name: str, kind: str, request: pytest.FixtureRequest
) -> None:
    at = place(kind, request)
    if (name, kind) in CARRIED:
        at = replace(at, broker=request.getfixturevalue("rabbitmq").url)
    results = list(BENCHMARKS[name].measure(at, TINIEST.get(name, TINY)))
    assert results
    for one in results:
        assert (one.benchmark, one.database) == (name, kind)
        match one:
            case Compared():
                assert one.bare > 0
                assert one.ours > 0
                assert one.ratio == one.ours / one.bare
            case Waited():
                assert 0 < one.p50 <= one.p95 <= one.p99
            case Held():
                assert one.kib > 0


def test_the_command_line_knows_every_benchmark() -> None:
    assert tuple(BENCHMARKS) == NAMES
